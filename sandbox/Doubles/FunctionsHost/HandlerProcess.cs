using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IntegrationHub.Sandbox.Doubles.FunctionsHost;

/// <summary>The custom handler of one instance: started, asked until it answers, and started again when it ends; after three ends in a minute the instance gives up.</summary>
internal sealed class HandlerProcess : IAsyncDisposable
{
    private const int MostErrors = 3;
    private static readonly TimeSpan ErrorsWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PingInterval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan InitializationTimeout = TimeSpan.FromSeconds(30);
    private readonly FunctionsApp _app;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly HttpMessageInvoker _http;
    private readonly Lock _lock = new();
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private readonly Queue<long> _ends = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private TaskCompletionSource<Uri> _ready = New();
    private bool _isOver;
    private Process? _process;

    public HandlerProcess(FunctionsApp app, IReadOnlyDictionary<string, string> settings, HttpMessageInvoker http)
    {
        (_app, _settings, _http) = (app, settings, http);
        _running = Task.Run(KeepRunningAsync);
    }

    /// <summary>Process id of the handler that runs now.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>Starts so far.</summary>
    public int Starts { get; private set; }

    /// <summary>True while the handler answers.</summary>
    public bool IsReady => Volatile.Read(ref _ready).Task.IsCompletedSuccessfully;

    /// <summary>True where the handler ended too often.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>Lines of standard output: logs.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_lock)
            {
                return [.. _output];
            }
        }
    }

    /// <summary>Lines of standard error: the host takes each for an error.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_lock)
            {
                return [.. _errors];
            }
        }
    }

    /// <summary>Where the handler answers; waits while it starts, and throws where none will start any more.</summary>
    public Task<Uri> AddressAsync(CancellationToken cancellation) => Volatile.Read(ref _ready).Task.WaitAsync(cancellation);

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        Renew();
        KillProcess();
    }

    // Not while the next one takes its place.
    private void KillProcess()
    {
        lock (_lock)
        {
            _process!.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Asks the handler to end, as an orchestrator does, and waits until it has.</summary>
    public async Task<int> TerminateAsync(TimeSpan patience)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        using (Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            using var limit = new CancellationTokenSource(patience);
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_process is not null)
        {
            KillProcess();
        }

        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process?.Dispose();
        _stopping.Dispose();
    }

    private async Task KeepRunningAsync()
    {
        try
        {
            await StartAgainAndAgainAsync().ConfigureAwait(false);
        }
        finally
        {
            GiveUp("the handler's instance ended");
        }
    }

    private async Task StartAgainAndAgainAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var port = FreePort();
            Start(port);
            var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
            var ended = _process!.WaitForExitAsync(CancellationToken.None);
            if (await PingAsync(address, ended).ConfigureAwait(false))
            {
                _ready.TrySetResult(address);
            }
            else
            {
                KillProcess();
            }

            await ended.ConfigureAwait(false);
            if (_stopping.IsCancellationRequested || !MayStartAgain())
            {
                return;
            }

            // What is asked of the handler from now on waits for the next one.
            Renew();
        }
    }

    private void Start(int port)
    {
        var start = new ProcessStartInfo(_app.Executable) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _app.Root };
        foreach (var argument in _app.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        var text = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "custom";
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = text;
        start.Environment["FUNCTIONS_HTTPWORKER_PORT"] = text;
        start.Environment["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = Guid.CreateVersion7().ToString();
        start.Environment["FUNCTIONS_APP_ROOT_PATH"] = _app.Root;
        var (process, before) = (Process.Start(start)!, _process);
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        lock (_lock)
        {
            _process = process;
            before?.Dispose();
        }

        Starts++;
    }

    // Any answer will do, even 404.
    private async Task<bool> PingAsync(Uri address, Task ended)
    {
        using var limit = new CancellationTokenSource(InitializationTimeout);
        while (!limit.IsCancellationRequested && !ended.IsCompleted && !_stopping.IsCancellationRequested)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                using var answer = await _http.SendAsync(request, limit.Token).ConfigureAwait(false);
                return true;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or OperationCanceledException)
            {
                await Task.Delay(PingInterval, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
            }
        }

        return false;
    }

    private bool MayStartAgain()
    {
        _ends.Enqueue(TimeProvider.System.GetTimestamp());
        while (TimeProvider.System.GetElapsedTime(_ends.Peek()) > ErrorsWithin)
        {
            _ends.Dequeue();
        }

        if (_ends.Count < MostErrors)
        {
            return true;
        }

        GaveUp = true;
        GiveUp("the handler ended three times within a minute: " + string.Join('\n', Errors.TakeLast(20)));
        return false;
    }

    private void Renew()
    {
        lock (_lock)
        {
            // Whoever waits already goes on waiting for the same.
            if (!_isOver && _ready.Task.IsCompleted)
            {
                Volatile.Write(ref _ready, New());
            }
        }
    }

    // Whoever waits for an address is told that there will be none: a delivery that waited on would keep its host from ever ending.
    private void GiveUp(string why)
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _isOver = true;
                var none = new InvalidOperationException(why);
                _ready.TrySetException(none);
                var ready = New();
                ready.SetException(none);
                Volatile.Write(ref _ready, ready);
            }
        }
    }

    private void Keep(List<string> lines, string? line)
    {
        if (line is not null)
        {
            lock (_lock)
            {
                lines.Add(line);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static TaskCompletionSource<Uri> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
