using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Sandbox.Doubles.CsvOverHttp;

/// <summary>The export while it answers.</summary>
internal sealed class CsvExport(TimeProvider clock) : IRunningDouble
{
    private const string User = "hub";
    private const string PasswordVariable = "CSV_EXPORT_PASSWORD";
    private const int MostPerSecond = 4;

    private readonly Lock _gate = new();
    private readonly CsvRows _rows = new();
    private readonly List<string> _violations = [];
    private readonly Queue<(ScriptedFault Fault, TimeSpan Wait)> _script = [];
    private readonly Dictionary<int, Action> _before = [];
    private readonly Queue<DateTimeOffset> _recent = [];
    private readonly string _password = "pw-" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(12));
    private WebApplication? _app;
    private DateTimeOffset _closedUntil;
    private int _calls;

    public Uri BaseUrl { get; private set; } = new("http://localhost/");

    public IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>
    {
        ["url"] = new Uri(BaseUrl, "orders.csv").ToString(),
        ["pageParameter"] = "page",
        ["sizeParameter"] = "rows",
        ["user"] = User,
        ["password"] = "env:" + PasswordVariable,
    };

    public IReadOnlyDictionary<string, string> Token { get; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> GoodSecrets => new Dictionary<string, string> { [PasswordVariable] = _password };

    public IReadOnlyDictionary<string, string> BadSecrets { get; } = new Dictionary<string, string> { [PasswordVariable] = "not-the-password" };

    public IReadOnlyList<ShownRecord> Truth => _rows.Truth;

    public int Calls => Volatile.Read(ref _calls);

    public int Refreshes => 0;

    public IReadOnlyDictionary<string, string> Written { get; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_gate)
            {
                return [.. _violations];
            }
        }
    }

    public ShownRecord Add(DateTimeOffset at, RecordShape shape = RecordShape.Sound, string? text = null) => _rows.Add(at, shape, text);

    public ShownRecord Change(string naturalKey, DateTimeOffset at) => _rows.Change(naturalKey, at);

    public void Script(ScriptedFault fault, int times = 1, TimeSpan? wait = null)
    {
        if (fault == ScriptedFault.ClockBehind)
        {
            return;
        }

        lock (_gate)
        {
            for (var i = 0; i < times; i++)
            {
                _script.Enqueue((fault, wait ?? TimeSpan.FromSeconds(30)));
            }
        }
    }

    public void Before(int call, Action action)
    {
        lock (_gate)
        {
            _before[_calls + call] = action;
        }
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync(cancellation);
        BaseUrl = new Uri(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            // A call that is never answered must not hold up the end.
            using var now = new CancellationTokenSource(TimeSpan.Zero, TimeProvider.System);
            await _app.StopAsync(now.Token);
            await _app.DisposeAsync();
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Action? before;
        (ScriptedFault Fault, TimeSpan Wait)? scripted;
        lock (_gate)
        {
            _calls++;
            _before.Remove(_calls, out before);
            scripted = _script.TryDequeue(out var next) ? next : null;
        }

        before?.Invoke();
        if (TooOften(http) || Refused(http))
        {
            return;
        }

        switch (scripted?.Fault)
        {
            case ScriptedFault.RateLimited:
                lock (_gate)
                {
                    Close(http, scripted.Value.Wait);
                }

                return;
            case ScriptedFault.Unavailable:
                http.Response.StatusCode = 502;
                await http.Response.WriteAsync("<html><body>Bad gateway</body></html>");
                return;
            case ScriptedFault.Silence or ScriptedFault.WrittenThenSilence:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
        }

        await TableAsync(http, cut: scripted?.Fault == ScriptedFault.Truncated);
    }

    private async Task TableAsync(HttpContext http, bool cut)
    {
        if (http.Request.Path != "/orders.csv" || http.Request.Method != "GET")
        {
            http.Response.StatusCode = 404;
            return;
        }

        var size = Number(http, "rows");
        var (csv, etag, modified) = _rows.Page(Math.Max(1, Number(http, "page")), size);
        http.Response.Headers.ETag = etag;
        http.Response.Headers.LastModified = modified.ToString("R", CultureInfo.InvariantCulture);
        if (http.Request.Headers.IfNoneMatch == etag)
        {
            http.Response.StatusCode = 304;
            return;
        }

        var body = Encoding.UTF8.GetBytes(csv);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(cut ? body.AsMemory(0, body.Length / 2) : body);
        if (cut)
        {
            await http.Response.Body.FlushAsync();
            http.Abort();
        }
    }

    private bool TooOften(HttpContext http)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now < _closedUntil)
            {
                _violations.Add($"called at {now:O} although asked to wait until {_closedUntil:O}");
                Close(http, _closedUntil - now);
                return true;
            }

            while (_recent.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(1))
            {
                _recent.Dequeue();
            }

            _recent.Enqueue(now);
            if (_recent.Count > MostPerSecond * 2)
            {
                _violations.Add($"{_recent.Count} calls within a second at {now:O}");
                Close(http, TimeSpan.FromSeconds(1));
                return true;
            }

            return false;
        }
    }

    private bool Refused(HttpContext http)
    {
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{_password}"));
        if (http.Request.Headers.Authorization == expected)
        {
            return false;
        }

        http.Response.StatusCode = 401;
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"export\"";
        return true;
    }

    private void Close(HttpContext http, TimeSpan wait)
    {
        _closedUntil = clock.GetUtcNow() + wait;
        http.Response.StatusCode = 429;
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    private static int Number(HttpContext http, string name) =>
        int.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
