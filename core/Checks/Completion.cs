using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks;

/// <summary>Adds to an order what reference data knows and the document does not say; what the document says stays as written.</summary>
internal static class Completion
{
    public static CanonicalOrder Of(CheckScope scope)
    {
        var order = scope.Order;
        if (scope.Customer is { } customer && order.Customer?.Code is null)
        {
            order = order with { Customer = (order.Customer ?? new Party()) with { Code = customer.Code, Name = order.Customer?.Name ?? customer.Name } };
        }

        OrderLine[]? lines = null;
        for (var i = 0; i < scope.Materials.Length; i++)
        {
            var line = order.Lines[i];
            if (scope.Materials[i]?.Unit is { } unit && line.Unit is null && string.IsNullOrWhiteSpace(line.UnitText))
            {
                lines ??= [.. order.Lines];
                lines[i] = line with { Unit = unit };
            }
        }

        return lines is null ? order : order with { Lines = lines };
    }
}
