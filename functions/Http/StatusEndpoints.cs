using IntegrationHub.Core.Checks;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Telemetry;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>Health, metrics, the API's description and the start page.</summary>
internal sealed class StatusEndpoints(HubServices services, PrometheusMetrics metrics, Func<Problem?> unready, Lazy<byte[]> openApi, HomePage home)
{
    public IEnumerable<Endpoint> All()
    {
        yield return new Endpoint("GET", "/", "home", "起始页", "Start page", home.WriteAsync) { Answers = Ok() };
        yield return new Endpoint("GET", "/openapi.json", "openApi", "本文件", "This document", DescribeAsync) { Answers = Ok() };
        yield return new Endpoint("GET", "/health/live", "live", "进程存活", "The process lives", http =>
            Answer.ObjectAsync(http, json => json.WriteString("status", "live"))) { Answers = Ok() };
        yield return new Endpoint("GET", "/health/ready", "ready", "可接收订单", "Ready for orders", ReadyAsync) { Answers = Ok() };
        yield return new Endpoint("GET", "/metrics", "metrics", "Prometheus 指标", "Prometheus metrics", http =>
            Answer.TextAsync(http, "text/plain; version=0.0.4; charset=utf-8", metrics.Write() + StoreGauges() + AgeGauges.Write(services, TimeProvider.System))) { Answers = Ok() };
    }

    private async Task DescribeAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        await http.Response.BodyWriter.WriteAsync(openApi.Value, http.RequestAborted).ConfigureAwait(false);
    }

    // A read proves that the store answers, and what could not be written stands until something could; a hub that is stopping takes no new work.
    private Task ReadyAsync(HttpContext http)
    {
        _ = services.Queries.ListDocuments(1);
        if (services.Maintenance.Trouble is { } trouble)
        {
            throw new Core.Storage.StoreUnavailableException(trouble.Fault, trouble.Finding);
        }

        return unready() is not { } problem
            ? Answer.ObjectAsync(http, json =>
            {
                json.WriteString("status", "ready");
                json.WritePropertyName("outages");
                System.Text.Json.JsonSerializer.Serialize(json, services.Outages(), Core.Orders.OrderJson.Wire.IReadOnlyListFinding);
                json.WritePropertyName("files");
                System.Text.Json.JsonSerializer.Serialize(json, services.FileProblems(), Core.Orders.OrderJson.Wire.IReadOnlyListFinding);
            })
            : throw new ProblemException(problem);
    }

    private string StoreGauges()
    {
        var counts = services.Queries.Counts();
        var text = new System.Text.StringBuilder();
        Gauge(text, "hub_documents", "documents in the archive", counts.Documents);
        Gauge(text, "hub_documents_open", "documents not yet finished", counts.DocumentsOpen);
        text.Append("# HELP hub_documents_without_orders finished documents of which no order came, by outcome\n# TYPE hub_documents_without_orders gauge\n");
        foreach (var outcome in new[] { Outcome.Held, Outcome.Rejected, Outcome.Failed })
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"hub_documents_without_orders{{outcome=\"{Wire.QueryText.Word<Outcome>(outcome)}\"}} {counts.DocumentsWithoutOrders.GetValueOrDefault(outcome)}\n");
        }

        Gauge(text, "hub_dead_letters", "dead letters waiting for a person", counts.DeadLetters);
        Gauge(text, "hub_outbox", "outbox rows not yet relayed", counts.Outbox);
        text.Append("# HELP hub_bus_outage queues and topics that cannot be used, by code\n# TYPE hub_bus_outage gauge\n");
        foreach (var outage in services.Outages())
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"hub_bus_outage{{code=\"{outage.Code}\",entity=\"{outage.Where}\"}} 1\n");
        }

        text.Append("# HELP hub_orders orders by outcome\n# TYPE hub_orders gauge\n");
        foreach (var outcome in Enum.GetValues<Outcome>().Where(outcome => outcome != Outcome.Failed))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"hub_orders{{outcome=\"{Wire.QueryText.Word<Outcome>(outcome)}\"}} {counts.Orders.GetValueOrDefault(outcome)}\n");
        }

        return text.ToString();
    }

    private static void Gauge(System.Text.StringBuilder text, string name, string help, long value) => text
        .Append("# HELP ").Append(name).Append(' ').Append(help)
        .Append("\n# TYPE ").Append(name).Append(" gauge\n")
        .Append(name).Append(' ').Append(value).Append('\n');

    private static Dictionary<int, string?> Ok() => new() { [200] = null };
}
