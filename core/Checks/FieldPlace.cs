using System.Globalization;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks;

/// <summary>Looks up where in the source a member of the order was read.</summary>
internal static class FieldPlace
{
    /// <summary>The place of a member such as <c>orderNumber</c> or <c>lines[3].quantity</c>; null where provenance does not tell.</summary>
    public static string? Of(Provenance? provenance, string? field, int line)
    {
        if (provenance is null || field is null)
        {
            return null;
        }

        if (provenance.Fields.TryGetValue(field, out var exact))
        {
            return exact.Source;
        }

        if (line < 0 || line >= provenance.Rows.Count)
        {
            return null;
        }

        var member = field.IndexOf(']', StringComparison.Ordinal);
        return member >= 0 && provenance.Fields.TryGetValue("lines[]" + field[(member + 1)..], out var column)
            ? column.Source.Replace("{row}", provenance.Rows[line].ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            : null;
    }
}
