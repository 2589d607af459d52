using System.Globalization;
using System.Text;
using IntegrationHub.Core.Checks;
using IntegrationHub.Functions.Composition;

namespace IntegrationHub.Functions.Telemetry;

/// <summary>
/// How old is what the hub decides by, as Prometheus text: reference tables, without whose news a credit check passes what it should hold, and
/// accounts of outside systems. What was never loaded or never succeeded has no age and is not shown.
/// </summary>
internal static class AgeGauges
{
    public static string Write(HubServices services, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var text = new StringBuilder();
        var tables = Enum.GetValues<ReferenceTable>()
            .Select(table => (Table: table, Status: services.Queries.Reference(table)))
            .Where(table => table.Status is not null);
        Family(text, "hub_reference_age_seconds", "since a reference table was loaded", tables.Select(table =>
            ($"table=\"{Wire.QueryText.Word<ReferenceTable>(table.Table)}\"", (now - table.Status!.LoadedAt).TotalSeconds)));

        var accounts = services.Accounts().Pulses();
        Family(text, "hub_sync_failed", "1 where the last run of an account ended with a fault", accounts.Select(account =>
            (Account(account.Account), account.LastFailed ? 1d : 0)));
        Family(text, "hub_sync_age_seconds", "since a run of an account succeeded", accounts.Where(account => account.Succeeded is not null).Select(account =>
            (Account(account.Account), (now - account.Succeeded!.Value).TotalSeconds)));
        return text.ToString();
    }

    // A name is that of a file, which may hold anything.
    private static string Account(string name) => $"account=\"{name.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static void Family(StringBuilder text, string name, string help, IEnumerable<(string Labels, double Value)> series)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
        foreach (var (labels, value) in series)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{{{labels}}} {Math.Max(0, Math.Round(value))}\n");
        }
    }
}
