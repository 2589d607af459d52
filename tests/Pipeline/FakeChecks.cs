using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Tests.Pipeline;

/// <summary>Checks in miniature: duplicate by number, credit by reservation, a fault on demand.</summary>
internal sealed class FakeChecks : IOrderChecks
{
    public static readonly Finding NotLoaded = new("reference-not-loaded", Severity.Info, "No customers were loaded.", "未加载客户。");
    public static readonly Finding OverLimit = new("credit-over-limit", Severity.Hold, "Over the limit.", "超出额度。");

    /// <summary>Number of an order on which the checks break.</summary>
    public string? BreaksOn { get; set; }

    /// <summary>Amount that every order reserves with its customer.</summary>
    public decimal Reserves { get; set; }

    public int Calls { get; private set; }

    public CheckedOrder Check(
        CanonicalOrder order, decimal confidence, IReadOnlyList<Finding> findings, Finding? refusal, string? sender, ICheckContext context,
        OrderFingerprint? known = null)
    {
        Calls++;
        if (BreaksOn is not null && order.OrderNumber == BreaksOn)
        {
            throw new InvalidOperationException("the checks broke");
        }

        var keys = Fingerprint(order);
        List<Finding> all = [.. findings, NotLoaded];
        var duplicate = context.FindByNumber(keys).FirstOrDefault(known => known.ContentHash == keys.ContentHash);
        if (duplicate is null && Reserves > 0 && order.Customer?.Code is { } customer && context.FindCredit(customer) is { } credit)
        {
            if (credit.Limit - credit.Receivables - credit.Reserved < Reserves)
            {
                all.Add(OverLimit);
            }
            else
            {
                context.Reserve(customer, credit.Currency, Reserves);
            }
        }

        if (refusal is not null)
        {
            all.Add(refusal);
        }

        var gravest = all.Max(finding => finding.Severity);
        var outcome = gravest >= Severity.Reject ? Outcome.Rejected
            : gravest == Severity.Hold ? Outcome.Held
            : duplicate is not null ? Outcome.Duplicate : Outcome.Accepted;
        return new CheckedOrder(order, outcome, all, duplicate?.Id, keys, null);
    }

    public IReadOnlyList<Finding> ReserveCredit(CanonicalOrder order, string? sender, ICheckContext context, bool beyondLimit)
    {
        if (Reserves == 0 || order.Customer?.Code is not { } customer || context.FindCredit(customer) is not { } credit)
        {
            return [];
        }

        var isOver = credit.Limit - credit.Receivables - credit.Reserved < Reserves;
        if (!isOver || beyondLimit)
        {
            context.Reserve(customer, credit.Currency, Reserves);
        }

        return isOver ? [OverLimit with { Code = Core.Checks.Credit.CreditFindings.LimitExceeded.Code }] : [];
    }

    private static OrderFingerprint Fingerprint(CanonicalOrder order)
    {
        var items = string.Join(',', order.Lines.Select(line => $"{line.ItemCode}x{line.Quantity}"));
        return new OrderFingerprint(
            order.SourceId is { } source ? Hash($"s|{order.Channel}|{source}") : null,
            order.OrderNumber is { } number ? Hash($"n|{order.Customer?.Code}|{number}") : null,
            [Hash($"c1|{order.Customer?.Code}|{items}"), Hash($"c2|{order.Customer?.Code}|{items}")],
            (ulong)Hash($"h|{order.Customer?.Code}|{items}"));
    }

    private static UInt128 Hash(string text) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
