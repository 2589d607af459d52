using System.Globalization;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Functions.Telemetry;

/// <summary>Where one kind of telemetry goes.</summary>
/// <param name="Endpoint">Complete address for http/protobuf, base address for grpc.</param>
/// <param name="IsGrpc">grpc, else http/protobuf.</param>
/// <param name="Headers">Headers as the variable states them; may hold a secret and is never shown.</param>
/// <param name="Timeout">How long one export may take.</param>
internal sealed record TelemetryTarget(Uri Endpoint, bool IsGrpc, string? Headers, TimeSpan Timeout);

/// <summary>
/// The standard environment variables of OpenTelemetry (specification "OpenTelemetry Protocol Exporter" and "Environment Variable Specification").
/// Nothing is exported unless an endpoint is set.
/// </summary>
internal sealed record TelemetrySettings
{
    private const string General = "OTEL_EXPORTER_OTLP_";
    private const int HttpPort = 4318;

    // Where Azure Container Apps names its managed agent, which speaks grpc alone: the standard variables are promised, but on some environments only
    // these have been seen. They have a path, as only http/protobuf does; to grpc it is none.
    private static readonly Dictionary<string, string> Agent = new()
    {
        ["TRACES"] = "CONTAINERAPP_OTEL_TRACING_GRPC_ENDPOINT", ["METRICS"] = "CONTAINERAPP_OTEL_METRIC_GRPC_ENDPOINT",
    };

    private static readonly string[] Samplers =
        ["always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"];

    /// <summary>Traces; null where they are not exported.</summary>
    public TelemetryTarget? Traces { get; private init; }

    /// <summary>Metrics; null where they are not exported.</summary>
    public TelemetryTarget? Metrics { get; private init; }

    /// <summary>What is wrong with the variables; then nothing is exported.</summary>
    public IReadOnlyList<Finding> Problems { get; private init; } = [];

    /// <summary>True where something is to be exported.</summary>
    public bool IsOn => Problems.Count == 0 && (Traces ?? Metrics) is not null;

    /// <summary>True where somebody meant something to be exported.</summary>
    public static bool IsMeant(Func<string, string?> variable) =>
        Set(variable, General + "ENDPOINT") || Set(variable, General + "TRACES_ENDPOINT") || Set(variable, General + "METRICS_ENDPOINT")
        || Set(variable, Agent["TRACES"]) || Set(variable, Agent["METRICS"]);

    /// <summary>Reads the variables.</summary>
    public static TelemetrySettings Read(Func<string, string?> variable)
    {
        if (!IsMeant(variable) || string.Equals(variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return new TelemetrySettings();
        }

        var problems = new List<Finding>();
        var settings = new TelemetrySettings { Traces = Target("TRACES", variable, problems), Metrics = Target("METRICS", variable, problems), Problems = problems };
        if (settings.Traces is not null)
        {
            Sampler(variable, problems);
        }

        return settings;
    }

    private static TelemetryTarget? Target(string signal, Func<string, string?> variable, List<Finding> problems)
    {
        var exporter = variable($"OTEL_{signal}_EXPORTER");
        var (name, endpoint) = First(signal, "ENDPOINT", variable);
        var isAgent = endpoint is null && Set(variable, Agent[signal]);
        if (isAgent)
        {
            (name, endpoint) = (Agent[signal], variable(Agent[signal])!.Trim());
        }

        if (endpoint is null || exporter is "none")
        {
            return null;
        }

        if (!string.IsNullOrEmpty(exporter) && exporter != "otlp")
        {
            problems.Add(Wrong($"OTEL_{signal}_EXPORTER", "otlp or none", "应为 otlp 或 none"));
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            // The address is not repeated: it may hold a password.
            problems.Add(Wrong(name, "an address such as http://127.0.0.1:4317 is needed", "应为地址,例如 http://127.0.0.1:4317"));
            return null;
        }

        var isOwn = name != General + "ENDPOINT";
        var (protocolName, protocol) = First(signal, "PROTOCOL", variable);

        // Unstated it is told by what only one of the two can be: a path, or the port that is reserved for it.
        var isGrpc = isAgent || (protocol is null ? address.Port != HttpPort && address.AbsolutePath == "/" : protocol == "grpc");
        if (isAgent)
        {
            address = new Uri(address.GetLeftPart(UriPartial.Authority));
        }

        if (protocol is not (null or "grpc" or "http/protobuf"))
        {
            problems.Add(Wrong(protocolName, "grpc or http/protobuf", "应为 grpc 或 http/protobuf"));
        }

        var (timeoutName, timeout) = First(signal, "TIMEOUT", variable);
        var milliseconds = 10_000;
        if (timeout is not null && !(int.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out milliseconds) && milliseconds > 0))
        {
            problems.Add(Wrong(timeoutName, "milliseconds, a whole number above 0", "应为毫秒数,大于 0 的整数"));
        }

        var (headersName, headers) = First(signal, "HEADERS", variable);
        if (headers is not null && headers.Split(',').Any(header => header.IndexOf('=', StringComparison.Ordinal) <= 0))
        {
            problems.Add(Wrong(headersName, "name=value, separated by commas", "应为 名称=值,以逗号分隔"));
        }

        return new TelemetryTarget(isGrpc || isOwn ? address : Below(address, signal), isGrpc, headers, TimeSpan.FromMilliseconds(milliseconds));
    }

    // A general address is a base, one for a single signal is taken as it is.
    private static Uri Below(Uri address, string signal) =>
        new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/v1/" + (signal == "TRACES" ? "traces" : "metrics") + address.Query);

    private static void Sampler(Func<string, string?> variable, List<Finding> problems)
    {
        if (variable("OTEL_TRACES_SAMPLER") is not { Length: > 0 } sampler)
        {
            return;
        }

        if (!Samplers.Contains(sampler))
        {
            problems.Add(Wrong("OTEL_TRACES_SAMPLER", string.Join(", ", Samplers), "应为 " + string.Join("、", Samplers) + " 之一"));
        }
        else if (sampler.EndsWith("traceidratio", StringComparison.Ordinal) && variable("OTEL_TRACES_SAMPLER_ARG") is { Length: > 0 } share
            && !(decimal.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var part) && part <= 1))
        {
            problems.Add(Wrong("OTEL_TRACES_SAMPLER_ARG", "a share from 0 to 1", "应为 0 到 1 之间的比例"));
        }
    }

    private static (string Name, string? Value) First(string signal, string what, Func<string, string?> variable)
    {
        var own = $"{General}{signal}_{what}";
        return Set(variable, own) ? (own, variable(own)!.Trim()) : (General + what, Set(variable, General + what) ? variable(General + what)!.Trim() : null);
    }

    private static bool Set(Func<string, string?> variable, string name) => !string.IsNullOrWhiteSpace(variable(name));

    private static Finding Wrong(string name, string en, string zh) => TelemetryFindings.SettingInvalid.At(name, null, name, en, zh);
}
