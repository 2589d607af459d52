using IntegrationHub.Core.Checks.Completeness;
using IntegrationHub.Core.Checks.Conflict;
using IntegrationHub.Core.Checks.Credit;
using IntegrationHub.Core.Checks.Duplicates;
using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Checks.Plausibility;
using IntegrationHub.Core.Checks.Routing;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Checks.Supply;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Checks;

/// <summary>Runs the checks in their order over one order. Immutable; one instance serves every thread.</summary>
/// <param name="rules">The compiled rules.</param>
public sealed class OrderChecks(RuleBook rules) : IOrderChecks
{
    /// <inheritdoc/>
    public CheckedOrder Check(
        CanonicalOrder order, decimal confidence, IReadOnlyList<Finding> findings, Finding? refusal, string? sender, ICheckContext context,
        OrderFingerprint? keys = null)
    {
        var scope = Scope(order, findings, sender, context, keys);
        if (scope.Customer is not null)
        {
            findings = WithoutAnswered(findings, scope);
        }

        // A document that is refused stays refused each time it comes.
        if (refusal is not { Severity: >= Severity.Reject })
        {
            DuplicateCheck.Run(scope);
        }

        if (scope.IsDuplicate)
        {
            return Result(scope, findings, refusal, Outcome.Duplicate, order);
        }

        CompletenessCheck.Run(scope, confidence, refusal is not null);
        ArithmeticCheck.Run(scope);
        DateCheck.Run(scope);
        UnitCheck.Run(scope);
        ConflictCheck.Run(scope);
        CreditCheck.Run(scope);
        SupplyCheck.Run(scope);
        RoutingCheck.Run(scope);

        var outcome = OutcomeOf(scope, findings, refusal);
        if (outcome != Outcome.Rejected)
        {
            Reserve(scope);
        }

        return Result(scope, findings, refusal, outcome, Completion.Of(scope));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReserveCredit(CanonicalOrder order, string? sender, ICheckContext context, bool beyondLimit)
    {
        var scope = Scope(order, [], sender, context, null);
        scope.BeyondLimit = beyondLimit;
        CreditCheck.Run(scope);
        Reserve(scope);
        var found = new List<Finding>();
        scope.Found.AppendTo(found);
        return found;
    }

    /// <summary>Who ordered is no question where the list of customers knows the sender, and the name on the paper, if there is one, is that customer's.</summary>
    private static IReadOnlyList<Finding> WithoutAnswered(IReadOnlyList<Finding> findings, CheckScope scope)
    {
        bool IsAnswered(Finding finding) => finding.Code == UnderstandingFindings.CustomerNotNamed.Code || finding.Code == UnderstandingFindings.CompanyWithoutRole.Code && IsNamed(scope);
        return findings.Any(IsAnswered) ? [.. findings.Where(f => !IsAnswered(f))] : findings;
    }

    private static bool IsNamed(CheckScope scope) =>
        !string.IsNullOrWhiteSpace(scope.Sender) && scope.Context.FindCustomer(null, scope.Sender) is { } sender && sender.Code == scope.Customer?.Code
        && (scope.Order.Customer?.Name is not { } name || scope.Context.FindCustomer(new Party { Name = name }, null)?.Code == sender.Code);

    private static void Reserve(CheckScope scope)
    {
        if (scope.Reservation is { } reservation)
        {
            scope.Context.Reserve(reservation.Customer, reservation.Currency, reservation.Amount);
        }
    }

    private CheckScope Scope(CanonicalOrder order, IReadOnlyList<Finding> findings, string? sender, ICheckContext context, OrderFingerprint? keys)
    {
        var customer = context.IsLoaded(ReferenceTable.Customers) && CustomerIdentity.IsKnown(order.Customer, sender)
            ? context.FindCustomer(order.Customer, sender)
            : null;
        var scope = new CheckScope(order, findings, sender, rules, context)
        {
            Customer = customer,
            Fingerprint = keys is not null && (customer is null || string.Equals(customer.Code, order.Customer?.Code, StringComparison.Ordinal))
                ? keys
                : OrderFingerprints.Of(order, sender, customer?.Code),
        };
        scope.Materials = FindMaterials(scope);
        return scope;
    }

    private static MaterialReference?[] FindMaterials(CheckScope scope)
    {
        var lines = scope.Order.Lines;
        if (lines.Count == 0 || !scope.Context.IsLoaded(ReferenceTable.Materials))
        {
            return [];
        }

        var materials = new MaterialReference?[lines.Count];
        for (var i = 0; i < materials.Length; i++)
        {
            var line = lines[i];
            materials[i] = Find(scope, line.ItemCode) ?? Find(scope, line.CustomerItemCode);
        }

        return materials;
    }

    private static MaterialReference? Find(CheckScope scope, string? code) =>
        string.IsNullOrWhiteSpace(code) ? null : scope.Context.FindMaterial(scope.CustomerCode, code);

    private static Outcome OutcomeOf(CheckScope scope, IReadOnlyList<Finding> findings, Finding? refusal)
    {
        var gravest = scope.Found.Gravest;
        if (refusal is not null && refusal.Severity > gravest)
        {
            gravest = refusal.Severity;
        }

        for (var i = 0; i < findings.Count; i++)
        {
            gravest = findings[i].Severity > gravest ? findings[i].Severity : gravest;
        }

        return gravest switch
        {
            >= Severity.Reject => Outcome.Rejected,
            Severity.Hold => Outcome.Held,
            _ => Outcome.Accepted,
        };
    }

    private static CheckedOrder Result(
        CheckScope scope, IReadOnlyList<Finding> findings, Finding? refusal, Outcome outcome, CanonicalOrder order) =>
        new(order, outcome, All(scope, findings, refusal), scope.DuplicateOf, scope.Fingerprint, scope.Route);

    private static IReadOnlyList<Finding> All(CheckScope scope, IReadOnlyList<Finding> findings, Finding? refusal)
    {
        var notLoaded = NotLoadedRemarks.Of(scope.NotLoaded, scope.Rules);
        if (findings.Count == 0 && scope.Found.Count == 0 && refusal is null)
        {
            return notLoaded;
        }

        var all = new List<Finding>(findings.Count + scope.Found.Count + notLoaded.Count + 1);
        if (refusal is not null)
        {
            all.Add(refusal);
        }

        all.AddRange(findings);
        scope.Found.AppendTo(all);
        all.AddRange(notLoaded);
        return all;
    }
}
