using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks;

/// <summary>An order after all checks.</summary>
/// <param name="Order">The order, completed by what reference data adds (customer code, unit codes, route attributes).</param>
/// <param name="Outcome">The gravest finding decides.</param>
/// <param name="Findings">Understanding's and the checks' findings.</param>
/// <param name="DuplicateOf">The order that this one repeats; null unless <see cref="Outcome.Duplicate"/>, or a likely one to look at.</param>
/// <param name="Fingerprint">Keys under which the store files it.</param>
/// <param name="Route">Plant, line or warehouse chosen by the routing rules; null when no rule matched.</param>
public sealed record CheckedOrder(
    CanonicalOrder Order, Outcome Outcome, IReadOnlyList<Finding> Findings, Guid? DuplicateOf, OrderFingerprint Fingerprint, string? Route);

/// <summary>Runs complete → duplicate → conflict → credit → supply → routing over one order.</summary>
public interface IOrderChecks
{
    /// <summary>Never throws for data: whatever is wrong becomes a finding.</summary>
    /// <param name="order">The order with its id set.</param>
    /// <param name="confidence">0 to 1.</param>
    /// <param name="findings">What understanding or mapping remarked.</param>
    /// <param name="refusal">The document's refusal, applied to each of its orders; null when none.</param>
    /// <param name="sender">Sender's address; identifies the customer where the document does not.</param>
    /// <param name="context">Reference data, known orders and reservations, all in one transaction.</param>
    /// <param name="keys">The order's keys as far as document and sender tell, where they were computed ahead.</param>
    CheckedOrder Check(
        CanonicalOrder order, decimal confidence, IReadOnlyList<Finding> findings, Finding? refusal, string? sender, ICheckContext context,
        OrderFingerprint? keys = null);

    /// <summary>
    /// Only the credit check, for an order on which a person decides: its own reservation does not stand in its way, and whether it repeats
    /// another one is decided already. What it takes is reserved with the context.
    /// </summary>
    /// <param name="order">The order as its card states it.</param>
    /// <param name="sender">Sender's address.</param>
    /// <param name="context">All in one transaction.</param>
    /// <param name="beyondLimit">True to reserve also what exceeds the limit.</param>
    /// <returns>What stands against it; empty where the credit carries it or is not known.</returns>
    IReadOnlyList<Finding> ReserveCredit(CanonicalOrder order, string? sender, ICheckContext context, bool beyondLimit);
}
