using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Findings;
using System.Globalization;
using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Checks.Completeness;

/// <summary>Whether the order says enough to be worked on, and names customers and materials that are known.</summary>
internal static class CompletenessCheck
{
    public static void Run(CheckScope scope, decimal confidence, bool isRefused)
    {
        var order = scope.Order;
        if (string.IsNullOrWhiteSpace(order.OrderNumber) && !scope.IsHeldAt("orderNumber"))
        {
            scope.Add(CompletenessFindings.OrderNumberMissing, "orderNumber");
        }

        if (confidence < scope.Rules.AcceptAt)
        {
            scope.Add(CompletenessFindings.ConfidenceLow, null, confidence.ToString("0.00", CultureInfo.InvariantCulture), scope.Rules.AcceptAt);
        }

        if (order.Lines.Count == 0 && !isRefused)
        {
            scope.Add(CompletenessFindings.LinesMissing, "lines");
        }

        Customer(scope);
        Lines(scope);
        foreach (var rule in scope.Rules.Complete)
        {
            if (rule.When.IsEmpty || rule.When.MatchesOrder(scope))
            {
                Require(scope, rule);
            }
        }
    }

    private static void Customer(CheckScope scope)
    {
        var order = scope.Order;
        if (!CustomerIdentity.IsKnown(order.Customer, scope.Sender))
        {
            scope.Add(CompletenessFindings.CustomerMissing, "customer");
            return;
        }

        if (scope.Customer is not { } customer)
        {
            // A platform that masks its buyers names nobody whom a list of customers could know.
            if (scope.IsLoaded(ReferenceTable.Customers) && order.ShipTo is not { Masked: true })
            {
                scope.Add(
                    CompletenessFindings.CustomerUnknown, "customer", order.Customer?.Name ?? order.Customer?.Code ?? order.Customer?.TaxId ?? scope.Sender);
            }

            return;
        }

        foreach (var path in customer.RequiredFields)
        {
            if (!OrderFields.IsKnown(path))
            {
                scope.Add(CompletenessFindings.RequiredFieldUnknown, path, path, customer.Code);
            }
            else
            {
                RequirePath(scope, path, RuleCondition.Any, customer.Code, null);
            }
        }
    }

    private static void Lines(CheckScope scope)
    {
        var lines = scope.Order.Lines;
        var materials = scope.IsLoaded(ReferenceTable.Materials);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var hasCode = !string.IsNullOrWhiteSpace(line.ItemCode);
            if (!hasCode && string.IsNullOrWhiteSpace(line.ItemName) && string.IsNullOrWhiteSpace(line.CustomerItemCode))
            {
                scope.AddLine(CompletenessFindings.ItemMissing, i, "itemCode", line.LineNumber);
            }
            else if (materials && scope.MaterialOf(i) is null)
            {
                scope.AddLine(
                    CompletenessFindings.MaterialUnknown, i, "itemCode", line.LineNumber, hasCode ? line.ItemCode : line.CustomerItemCode ?? line.ItemName);
            }

            if (line.Quantity is null && !scope.IsHeldAt($"lines[{i}].quantity"))
            {
                scope.AddLine(UnderstandingFindings.QuantityMissing, i, "quantity");
            }
        }
    }

    private static void Require(CheckScope scope, CompletenessRule rule)
    {
        foreach (var path in rule.Require)
        {
            RequirePath(scope, path, rule.When, rule.Name, rule.Severity);
        }
    }

    private static void RequirePath(CheckScope scope, string path, RuleCondition when, string rule, Severity? severity)
    {
        var order = scope.Order;
        if (OrderFields.ConcernsLines(path))
        {
            for (var i = 0; i < order.Lines.Count; i++)
            {
                if (when.MatchesLine(order.Lines[i], scope.MaterialOf(i)) && !OrderFields.LineSays(order, order.Lines[i], path, scope.Rules))
                {
                    var field = $"lines[{i}]{path["lines[]".Length..]}";
                    scope.AddAs(CompletenessFindings.RequiredFieldMissing, severity, i, field, LabelOf(scope, path, field), rule);
                }
            }
        }
        else if (AnyLineMatches(scope, when) && !OrderFields.OrderSays(order, path, scope.Rules))
        {
            scope.AddAs(CompletenessFindings.RequiredFieldMissing, severity, -1, path, LabelOf(scope, path, path), rule);
        }
    }

    private static bool AnyLineMatches(CheckScope scope, RuleCondition when)
    {
        if (!when.ConcernsLines)
        {
            return true;
        }

        var lines = scope.Order.Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            if (when.MatchesLine(lines[i], scope.MaterialOf(i)))
            {
                return true;
            }
        }

        return false;
    }

    private static Said LabelOf(CheckScope scope, string path, string field)
    {
        if (OrderFields.AttributeOf(path) is not { } key || !scope.Rules.Attributes.TryGetValue(key, out var words))
        {
            return OrderTerms.Of(field);
        }

        var line = field.StartsWith("lines[", StringComparison.Ordinal) ? OrderTerms.Chinese(field[..(field.IndexOf(']', StringComparison.Ordinal) + 1)]) : "";
        return new Said($"{words.En} ({field})", line + words.Zh);
    }
}
