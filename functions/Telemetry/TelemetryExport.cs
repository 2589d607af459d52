using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Telemetry;

/// <summary>Switches the export on where the environment asks for it.</summary>
internal static class TelemetryExport
{
    /// <summary>The export until it is disposed; null where there is none.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="log">Told what is wrong with the variables, and of a collector that does not answer.</param>
    public static IDisposable? Start(Func<string, string?> variable, ILogger log)
    {
        if (!TelemetrySettings.IsMeant(variable))
        {
            return null;
        }

        var settings = TelemetrySettings.Read(variable);
        foreach (var problem in settings.Problems)
        {
            log.LogError("{Code}: {Problem} / {ProblemZh}", problem.Code, problem.Message, problem.MessageZh);
        }

        return settings.IsOn ? Open(settings, log) : null;
    }

    // Not inlined: the libraries are loaded with the method that names them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static OtlpExport Open(TelemetrySettings settings, ILogger log) => new(settings, log);
}
