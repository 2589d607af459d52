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
            // A column that says one thing of the whole order: its first line stands for all.
            return InRow(exact.Source, provenance, Math.Max(0, line));
        }

        if (line < 0 || line >= provenance.Rows.Count)
        {
            return null;
        }

        var member = field.IndexOf(']', StringComparison.Ordinal);
        return member >= 0 && provenance.Fields.TryGetValue("lines[]" + field[(member + 1)..], out var column)
            ? InRow(column.Source, provenance, line)
            : null;
    }

    private static string InRow(string source, Provenance provenance, int line) => line < provenance.Rows.Count
        ? source.Replace("{row}", provenance.Rows[line].ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        : source;
}
