using IntegrationHub.Sandbox.Doubles.ServiceBus;

namespace IntegrationHub.Sandbox.Doubles.FunctionsHost;

/// <summary>
/// The Azure Functions host with a custom handler, played by its published contract: it reads the app's files, starts the real program, locks messages
/// of the Service Bus double and posts them as envelopes, calls timers, and passes requests on. It has not been compared with the real host.
/// </summary>
internal sealed class FunctionsHostDouble : IAsyncDisposable
{
    private readonly FunctionsApp _app;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly ServiceBusDouble _bus;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) });
    private readonly List<HostInstance> _instances = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _clock = Task.CompletedTask;
    private HttpFront? _front;
    private int _turn;

    private FunctionsHostDouble(FunctionsApp app, IReadOnlyDictionary<string, string> settings, ServiceBusDouble bus) =>
        (_app, _settings, _bus) = (app, settings, bus);

    /// <summary>Where the public comes in.</summary>
    public Uri Address => _front!.Address;

    public IReadOnlyList<HostInstance> Instances => _instances;

    /// <summary>Starts an app.</summary>
    /// <param name="root">Folder with host.json, the function folders and the program.</param>
    /// <param name="settings">App settings.</param>
    /// <param name="bus">The namespace that the app's connection names.</param>
    /// <param name="instances">Instances from the start.</param>
    /// <param name="byTheClock">True to call timers by their schedules; else only <see cref="CallTimerAsync"/> does.</param>
    public static async Task<FunctionsHostDouble> StartAsync(
        string root, IReadOnlyDictionary<string, string> settings, ServiceBusDouble bus, int instances = 1, bool byTheClock = false)
    {
        var app = FunctionsApp.Read(root);
        foreach (var function in app.Functions.OfType<MessageFunction>())
        {
            // One setting with a connection string, or several that begin with the name.
            if (!settings.Keys.Any(name => name == function.Connection || name.StartsWith(function.Connection + "__", StringComparison.Ordinal)))
            {
                throw new InvalidDataException($"{function.Name}: no app setting for the connection {function.Connection}");
            }
        }

        var host = new FunctionsHostDouble(app, settings, bus);
        try
        {
            for (var i = 0; i < instances; i++)
            {
                host.Add();
            }

            host._front = await HttpFront.StartAsync(app, host.NextAsync, host._http).ConfigureAwait(false);
            if (byTheClock)
            {
                host._clock = Task.Run(host.TickAsync);
            }

            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>One more instance.</summary>
    public HostInstance Add()
    {
        var instance = new HostInstance(_app, _settings, _bus.Receiver, _http);
        _instances.Add(instance);
        return instance;
    }

    /// <summary>One instance less; returns what its handler ended with.</summary>
    public async Task<int> RemoveAsync(HostInstance instance, TimeSpan patience)
    {
        _instances.Remove(instance);
        await using (instance.ConfigureAwait(false))
        {
            return await instance.StopAsync(patience).ConfigureAwait(false);
        }
    }

    /// <summary>Calls a timer, on one instance; true where it succeeded.</summary>
    public Task<bool> CallTimerAsync(string name, bool isPastDue = false) =>
        _instances[0].CallAsync(_app.Functions.OfType<TimerFunction>().Single(function => function.Name == name), isPastDue, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_front is not null)
        {
            await _front.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var instance in _instances)
        {
            await instance.DisposeAsync().ConfigureAwait(false);
        }

        await _clock.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stopping.Dispose();
    }

    private Task<Uri> NextAsync(CancellationToken cancellation)
    {
        var turn = Interlocked.Increment(ref _turn);
        return _instances[turn % _instances.Count].Handler.AddressAsync(cancellation);
    }

    // A lock in the app's storage lets one instance call a timer, and one call end before the next begins.
    private async Task TickAsync()
    {
        var running = new Dictionary<string, Task>();
        var last = TimeProvider.System.GetUtcNow();
        while (!_stopping.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var now = TimeProvider.System.GetUtcNow();
            for (; last.ToUnixTimeSeconds() < now.ToUnixTimeSeconds(); last = last.AddSeconds(1))
            {
                foreach (var function in _app.Functions.OfType<TimerFunction>().Where(function => function.Schedule.Has(last.AddSeconds(1))))
                {
                    if (running.GetValueOrDefault(function.Name)?.IsCompleted != false && _instances.Count > 0)
                    {
                        running[function.Name] = _instances[0].CallAsync(function, isPastDue: false, _stopping.Token);
                    }
                }
            }
        }

        await Task.WhenAll(running.Values).ConfigureAwait(false);
    }
}
