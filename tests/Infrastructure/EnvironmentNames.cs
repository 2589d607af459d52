using IntegrationHub.Functions.Composition;

namespace IntegrationHub.Tests.Infrastructure;

/// <summary>The variables that the program asks for, found by letting it ask.</summary>
internal static class EnvironmentNames
{
    public static IReadOnlySet<string> ReadByTheProgram()
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        using var folder = new EndToEnd.TempFolder();
        string? Ask(string name)
        {
            asked.Add(name);
            return name == "HUB_DATA" ? folder.At("data") : null;
        }

        OptionsLoader.Load(null, null, null, Ask);
        _ = Should(() => OptionsLoader.Load(null, null, null, FunctionsSettings.Over(Ask)));
        FunctionsSettings.Port(Ask);
        Functions.Telemetry.TelemetrySettings.Read(name => Ask(name) ?? (name.EndsWith("_ENDPOINT", StringComparison.Ordinal) ? "http://collector:4317" : null));
        return asked;
    }

    // Nothing is set, which the Functions host does not accept; it asks all the same.
    private static bool Should(Func<HubOptions> load)
    {
        try
        {
            load();
            return true;
        }
        catch (InvalidOptionsException)
        {
            return false;
        }
    }
}
