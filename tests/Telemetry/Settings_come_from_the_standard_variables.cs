using IntegrationHub.Functions.Telemetry;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Telemetry;

public sealed class Settings_come_from_the_standard_variables
{
    private readonly Dictionary<string, string> _variables = [];

    [Fact]
    public void Without_an_endpoint_nothing_is_exported()
    {
        _variables["OTEL_SERVICE_NAME"] = "x";
        _variables["OTEL_TRACES_SAMPLER"] = "nonsense";

        Read().IsOn.ShouldBeFalse();
        Read().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://c:4317", null, true, "http://c:4317/", "http://c:4317/")]
    [InlineData("http://c:4318", null, false, "http://c:4318/v1/traces", "http://c:4318/v1/metrics")]
    [InlineData("https://c/otlp/", null, false, "https://c/otlp/v1/traces", "https://c/otlp/v1/metrics")]
    [InlineData("http://c:4317", "http/protobuf", false, "http://c:4317/v1/traces", "http://c:4317/v1/metrics")]
    [InlineData("http://c:4318", "grpc", true, "http://c:4318/", "http://c:4318/")]
    public void The_protocol_is_told_by_the_variable_else_by_the_address(string endpoint, string? protocol, bool isGrpc, string traces, string metrics)
    {
        _variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        if (protocol is not null)
        {
            _variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        }

        var settings = Read();

        settings.Problems.ShouldBeEmpty();
        settings.Traces!.IsGrpc.ShouldBe(isGrpc);
        settings.Traces.Endpoint.ToString().ShouldBe(traces);
        settings.Metrics!.Endpoint.ToString().ShouldBe(metrics);
    }

    [Fact]
    public void One_signal_may_go_elsewhere_or_nowhere()
    {
        _variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://c:4318";
        _variables["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "http://t:9000/in";
        _variables["OTEL_EXPORTER_OTLP_TRACES_TIMEOUT"] = "2500";
        _variables["OTEL_METRICS_EXPORTER"] = "none";

        var settings = Read();

        settings.Traces!.Endpoint.ToString().ShouldBe("http://t:9000/in", "an own address is taken as it is");
        settings.Traces.Timeout.ShouldBe(TimeSpan.FromMilliseconds(2500));
        settings.Metrics.ShouldBeNull();
    }

    [Fact]
    public void The_agent_of_Azure_Container_Apps_is_found_where_only_its_own_variables_are_and_spoken_to_by_grpc()
    {
        _variables["CONTAINERAPP_OTEL_TRACING_GRPC_ENDPOINT"] = "http://k8se-otel.k8se-apps.svc.cluster.local:4317/v1/traces";
        _variables["CONTAINERAPP_OTEL_METRIC_GRPC_ENDPOINT"] = "http://k8se-otel.k8se-apps.svc.cluster.local:4317/v1/metrics/";
        var settings = Read();
        settings.Problems.ShouldBeEmpty();
        (settings.Traces!.IsGrpc, settings.Traces.Endpoint.ToString()).ShouldBe((true, "http://k8se-otel.k8se-apps.svc.cluster.local:4317/"));
        (settings.Metrics!.IsGrpc, settings.Metrics.Endpoint.ToString()).ShouldBe((true, "http://k8se-otel.k8se-apps.svc.cluster.local:4317/"));

        // As it is documented: the standard variables come first.
        _variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://otel.service.k8se-apps:4317/";
        _variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        _variables["OTEL_METRICS_EXPORTER"] = "none";
        settings = Read();
        (settings.Traces!.IsGrpc, settings.Traces.Endpoint.ToString()).ShouldBe((true, "http://otel.service.k8se-apps:4317/"));
        settings.Metrics.ShouldBeNull("Application Insights takes none from the agent");
    }

    [Fact]
    public void It_can_be_switched_off_as_a_whole()
    {
        _variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://c:4318";
        _variables["OTEL_SDK_DISABLED"] = "TRUE";

        Read().IsOn.ShouldBeFalse();
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://collector")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "udp")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "10s")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "no-value")]
    [InlineData("OTEL_TRACES_EXPORTER", "zipkin")]
    [InlineData("OTEL_TRACES_SAMPLER", "half")]
    public void What_is_wrong_is_named_and_its_value_is_not_repeated(string name, string value)
    {
        _variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://c:4318";
        _variables[name] = value;

        var settings = Read();

        settings.IsOn.ShouldBeFalse();
        settings.Problems.ShouldNotBeEmpty();
        settings.Problems.ShouldAllBe(problem => problem.Code == "telemetry-setting-invalid" && problem.Where == name);
        settings.Problems[0].Message.ShouldNotContain(value);
        settings.Problems[0].MessageZh.ShouldContain(name);
    }

    [Fact]
    public void A_share_of_traces_is_from_0_to_1()
    {
        _variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://c:4318";
        _variables["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio";
        _variables["OTEL_TRACES_SAMPLER_ARG"] = "0.1";
        Read().IsOn.ShouldBeTrue();

        _variables["OTEL_TRACES_SAMPLER_ARG"] = "10";
        Read().Problems.ShouldHaveSingleItem().Where.ShouldBe("OTEL_TRACES_SAMPLER_ARG");
    }

    private TelemetrySettings Read() => TelemetrySettings.Read(name => _variables.GetValueOrDefault(name));
}
