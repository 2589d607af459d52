using System.Diagnostics;
using IntegrationHub.Functions.Hosting;
using IntegrationHub.Tests.Storage;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Telemetry;

public sealed class A_log_line_says_what_it_belongs_to : IDisposable
{
    private readonly StringWriter _text = new();
    private readonly ILoggerFactory _logs;
    private readonly ILogger _log;

    public A_log_line_says_what_it_belongs_to()
    {
        _logs = LoggerFactory.Create(builder => builder.AddProvider(new LineLog(_text, _text, new TestClock(), LogLevel.Information)));
        _log = _logs.CreateLogger("sync.shop");
    }

    public void Dispose()
    {
        _logs.Dispose();
        _text.Dispose();
    }

    [Fact]
    public void Nothing_where_it_belongs_to_nothing()
    {
        _log.LogInformation("ready");

        Line().ShouldEndWith("shop: ready");
    }

    [Fact]
    public async Task Scopes_from_the_outermost_in_then_the_trace_and_across_awaits()
    {
        using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start();
        using (_logs.CreateLogger("sync").BeginScope(new KeyValuePair<string, object?>[] { new("account", "shop-a"), new("run", 7) }))
        {
            using (_log.BeginScope(new KeyValuePair<string, object?>[] { new("document", "0193") }))
            {
                await Task.Yield();
                _log.LogWarning("late");
            }

            Line().ShouldEndWith($"late [account=shop-a run=7 document=0193 trace={activity.TraceId}]");
            _log.LogInformation("on");
            Line().ShouldEndWith($"on [account=shop-a run=7 trace={activity.TraceId}]");
        }
    }

    [Fact]
    public void The_inner_value_of_a_name_holds_and_a_value_cannot_break_the_line()
    {
        using var outer = _log.BeginScope(new KeyValuePair<string, object?>[] { new("message", "a") });
        using var inner = _log.BeginScope(new KeyValuePair<string, object?>[] { new("message", "b\n12:00:00 error forged] [x") });

        _log.LogInformation("x");

        Line().ShouldEndWith("x [message=b_12:00:00_error_forged___x]");
    }

    private string Line()
    {
        var lines = _text.ToString().TrimEnd().Split('\n');
        return lines[^1];
    }
}
