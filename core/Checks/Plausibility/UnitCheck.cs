using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Checks.Plausibility;

/// <summary>Remarks currencies and units that nobody knows; where they matter, the check that needs them holds the order.</summary>
internal static class UnitCheck
{
    public static void Run(CheckScope scope)
    {
        var order = scope.Order;
        if (order.Currency is { } currency && !Iso4217.Contains(currency))
        {
            scope.Add(PlausibilityFindings.CurrencyUnknown, "currency", currency);
        }

        for (var i = 0; i < order.Lines.Count; i++)
        {
            var line = order.Lines[i];
            if (line.Unit is null && !string.IsNullOrWhiteSpace(line.UnitText)
                && (i == 0 || !string.Equals(line.UnitText, order.Lines[i - 1].UnitText, StringComparison.Ordinal)))
            {
                scope.AddLine(PlausibilityFindings.UnitUnknown, i, "unit", line.LineNumber, line.UnitText);
            }
        }
    }
}
