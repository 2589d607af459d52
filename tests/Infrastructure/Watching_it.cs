using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Infrastructure;

/// <summary>Alerts and dashboard ask only for what a running hub tells.</summary>
public sealed partial class Watching_it
{
    [Fact]
    [Trait("speed", "slow")]
    public async Task Every_metric_that_is_asked_for_is_told_by_a_running_hub()
    {
        using var folder = new EndToEnd.TempFolder();
        folder.Write("credit.csv", "customer,limit,currency\nC-1,1000,CNY\n");
        (await EndToEnd.HubProgram.RunAsync(folder, "reference", "import", "credit.csv")).ExitCode.ShouldBe(0);
        await using var hub = await EndToEnd.RunningHub.StartAsync(folder);
        using var answer = await hub.GetAsync("metrics");
        var text = await answer.Content.ReadAsStringAsync();
        var told = Told().Matches(text).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        var asked = Expressions().SelectMany(Metrics).Distinct().ToList();

        asked.Count.ShouldBeGreaterThan(8);
        asked.Except(told).Except(["up"]).ShouldBeEmpty("no running hub tells these");
        text.ShouldContain("hub_reference_age_seconds{table=\"credit\"} ");
    }

    [Fact]
    public void Every_alert_says_what_happened_in_both_languages_and_what_to_do()
    {
        var rules = InfraFile.Yaml("prometheus", "hub.rules.yaml")[0].At("groups").Items().SelectMany(group => group.At("rules").Items()).ToList();

        rules.Count.ShouldBeGreaterThan(5);
        foreach (var rule in rules)
        {
            var name = rule.At("alert").Text();
            rule.At("annotations", "summary").Text().ShouldContain(" / ", Case.Sensitive, name);
            rule.At("annotations", "summary").Text().ShouldMatch(@"[\u4e00-\u9fff]", name);
            rule.At("annotations", "action").Text().ShouldNotBeEmpty(name);
            rule.At("labels", "severity").Text().ShouldBeOneOf("warning", "critical");

            // Bicep makes PT5M of it.
            rule.At("for").Text().ShouldMatch(@"^\d+[mh]$", name);
        }
    }

    /// <summary>On Azure nobody scrapes metrics by default: these three are alerts on lines of the log.</summary>
    [Fact]
    [Trait("speed", "slow")]
    public async Task Alerts_on_the_log_look_for_lines_as_the_hub_writes_them()
    {
        using var written = new StringWriter();
        using (var logs = LoggerFactory.Create(builder => builder.AddProvider(new LineLog(written, TextWriter.Null, TimeProvider.System, LogLevel.Information))))
        {
            OutsideBus.Report(logs.CreateLogger(OutsideBus.DeadLetterLog), "documents", new Fault { Code = "trouble", Stage = "check", Message = "", MessageZh = "" });
            using (logs.CreateLogger("sync").BeginScope(new KeyValuePair<string, object?>[] { new("account", "shop-a"), new("run", Guid.CreateVersion7()) }))
            {
                Core.Sync.SyncService.ReportFailed(logs.CreateLogger("sync"), "shop-a", new Fault { Code = "trouble", Stage = "fetch", Message = "", MessageZh = "" });
            }

            using var stopping = new CancellationTokenSource();
            var watch = new CreditAge(() => TimeProvider.System.GetUtcNow().AddDays(-2), TimeProvider.System, logs.CreateLogger(CreditAge.Log)).RunAsync(stopping.Token);
            await stopping.CancelAsync();
            await watch;
        }

        var queries = (await Bicep()).Select(query => Regex.Match(query, "where Line \\w+ \"([^\"]+)\"").Groups[1].Value).ToList();

        queries.Count.ShouldBe(3);
        queries.ShouldAllBe(text => text.Length > 10);
        written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => queries.Count(text => line.Contains(text, StringComparison.Ordinal)) == 1);

        // Of a failed sync the run is counted, however many tables hold its line.
        var failed = (await Bicep()).Single(query => query.Contains("sync:", StringComparison.Ordinal));
        var run = Regex.Match(failed, "distinct Run = extract\\(\"([^\"]+)\"").Groups[1].Value;
        written.ToString().Split('\n').Count(line => line.Contains(": failed: ", StringComparison.Ordinal) && Regex.IsMatch(line, run)).ShouldBe(1);

        static async Task<IEnumerable<string>> Bicep() => (await BicepFile.FindAsync("modules/alerts.bicep")).Resources
            .Where(resource => resource.Type.StartsWith("Microsoft.Insights/scheduledQueryRules", StringComparison.Ordinal))
            .Select(resource => BicepFile.Object(resource.Body).GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0].GetProperty("query").GetString()!);
    }

    [Fact]
    public void Dead_letters_backlog_failed_syncs_and_old_credit_data_have_an_alert()
    {
        var asked = InfraFile.Yaml("prometheus", "hub.rules.yaml")[0].At("groups").Items().SelectMany(group => group.At("rules").Items())
            .SelectMany(rule => Metrics(rule.At("expr").Text())).ToHashSet();

        new[] { "hub_dead_letters", "hub_documents_open", "hub_outbox", "hub_sync_failed", "hub_reference_age_seconds" }.Except(asked).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("max by (outcome) (delta(hub_orders[1h]))", new[] { "hub_orders" })]
    [InlineData("min(a_seconds{table=\"credit\"}) > 86400 and max(b offset 15m) >= 3e9", new[] { "a_seconds", "b" })]
    public void Names_of_metrics_are_found_in_an_expression(string expression, string[] names) => Metrics(expression).ShouldBe(names);

    private static IEnumerable<string> Expressions()
    {
        using var dashboard = JsonDocument.Parse(InfraFile.Read("grafana", "dashboards", "hub.json"));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!).ToList();
        return [.. panels, .. InfraFile.Yaml("prometheus", "hub.rules.yaml")[0].At("groups").Items().SelectMany(group => group.At("rules").Items()).Select(rule => rule.At("expr").Text())];
    }

    // What is neither a function, nor a label, nor a word of the language.
    private static IEnumerable<string> Metrics(string expression)
    {
        var bare = Aside().Replace(expression, " ");
        return Word().Matches(bare).Where(match => match.Groups[2].Length == 0).Select(match => match.Groups[1].Value)
            .Where(word => word is not ("and" or "or" or "unless" or "offset" or "by" or "without" or "on" or "ignoring")).Distinct();
    }

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|\b(by|without|on|ignoring)\s*\([^)]*\)|\b\d+(\.\d+)?(e\d+|[smhd])?\b")]
    private static partial Regex Aside();

    [GeneratedRegex(@"([A-Za-z_:][\w:]*)(\s*\()?")]
    private static partial Regex Word();

    [GeneratedRegex(@"^# TYPE (\S+) ", RegexOptions.Multiline)]
    private static partial Regex Told();
}
