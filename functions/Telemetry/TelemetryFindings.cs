using IntegrationHub.Core.Findings;

namespace IntegrationHub.Functions.Telemetry;

/// <summary>Why traces and metrics do not leave the hub.</summary>
[FindingCodes]
internal static class TelemetryFindings
{
    public static readonly FindingCode SettingInvalid = new(
        "telemetry-setting-invalid", Severity.Error,
        "{0}: {1}. Nothing is exported; the hub works without.", "{0}:{2}。不导出遥测;枢纽照常工作。",
        "Correct the environment variable and start the hub again.", "改正该环境变量后重新启动枢纽。");

    public static readonly FindingCode CollectorUnreachable = new(
        "telemetry-collector-unreachable", Severity.Warning,
        "The collector at {0} does not take telemetry: {1}. What it misses is counted and lost; the hub works on.",
        "收集器 {0} 不接收遥测:{1}。未送达的部分计数后丢弃;枢纽照常工作。",
        "See that the collector runs, and that OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_PROTOCOL fit it: 4317 is usually grpc, 4318 http/protobuf.",
        "请确认收集器正在运行,且 OTEL_EXPORTER_OTLP_ENDPOINT 与 OTEL_EXPORTER_OTLP_PROTOCOL 与其相符:4317 通常为 grpc,4318 为 http/protobuf。");
}
