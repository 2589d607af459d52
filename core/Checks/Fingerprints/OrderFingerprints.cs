using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Fingerprints;

/// <summary>Computes the keys under which an order is filed and looked up.</summary>
public static class OrderFingerprints
{
    /// <summary>The fingerprint of an order from a sender.</summary>
    /// <param name="order">The order as the document states it.</param>
    /// <param name="sender">Identifies the customer where the document does not.</param>
    public static OrderFingerprint Of(CanonicalOrder order, string? sender) => Of(order, sender, null);

    /// <summary>The fingerprint where reference data tells the customer's code.</summary>
    /// <param name="order">The order as the document states it.</param>
    /// <param name="sender">Identifies the customer where the document does not.</param>
    /// <param name="customerCode">The hub's code of the customer; null where it is not known.</param>
    public static OrderFingerprint Of(CanonicalOrder order, string? sender, string? customerCode)
    {
        var key = new KeyText(stackalloc char[192]);
        var source = SourceOf(order, ref key);

        key.Clear();
        CustomerIdentity.Write(ref key, order.Customer, sender);
        var first = Mix.Add(Mix.Seed1, key.Written);
        var number = NumberOf(order, ref key);

        // The second key files the order under the code as well, so that a channel that knows only the code meets one that knows the name.
        var second = first;
        if ((customerCode ?? order.Customer?.Code) is { Length: > 0 } code)
        {
            key.Clear();
            CustomerIdentity.WriteCode(ref key, code);
            second = Mix.Add(Mix.Seed1, key.Written);
        }

        var content = ContentHashes.Of(order, ref key);
        key.Dispose();
        return new OrderFingerprint(
            source,
            number,
            [KeyOf(first, content.Smallest1, Mix.Seed1), KeyOf(second, content.Smallest2, Mix.Seed2)],
            Mix.Add(first, content.Hash));
    }

    private static UInt128? SourceOf(CanonicalOrder order, ref KeyText key)
    {
        if (string.IsNullOrWhiteSpace(order.SourceId))
        {
            return null;
        }

        key.Exact(order.Channel);
        key.Mark('\u001F');
        key.Exact(order.Account);
        key.Mark('\u001F');
        key.Exact(order.SourceId.AsSpan().Trim());
        return Mix.Sha(key.Written);
    }

    /// <summary>The buffer holds the customer's key.</summary>
    private static UInt128? NumberOf(CanonicalOrder order, ref KeyText key)
    {
        var customer = key.Written.Length;
        if (customer == 0 || string.IsNullOrWhiteSpace(order.OrderNumber))
        {
            return null;
        }

        key.Mark('\u001F');
        key.Code(order.OrderNumber);
        return key.Written.Length == customer + 1 ? null : Mix.Sha(key.Written);
    }

    private static UInt128 KeyOf(ulong customer, ulong smallest, ulong seed) => new(
        Mix.Add(Mix.Add(seed, customer), smallest), Mix.Add(Mix.Add(~seed, smallest), customer));
}
