using System.Collections.Immutable;
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
    private readonly Func<int, IReadOnlyDictionary<string, string>>? _own;
    private readonly ServiceBusDouble _bus;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) });
        private readonly CancellationTokenSource _stopping = new();
    private Task _clock = Task.CompletedTask;
    private HttpFront? _front;
    private ImmutableList<HostInstance> _instances = [];
    private int _turn = -1;
    private int _added;

    private FunctionsHostDouble(
        FunctionsApp app, IReadOnlyDictionary<string, string> settings, Func<int, IReadOnlyDictionary<string, string>>? own, ServiceBusDouble bus) =>
        (_app, _settings, _own, _bus) = (app, settings, own, bus);

    /// <summary>Where the public comes in.</summary>
    public Uri Address => _front!.Address;

    public IReadOnlyList<HostInstance> Instances => _instances;

    /// <summary>Starts an app.</summary>
    /// <param name="root">Folder with host.json, the function folders and the program.</param>
    /// <param name="settings">App settings.</param>
    /// <param name="bus">The namespace that the app's connection names.</param>
    /// <param name="instances">Instances from the start.</param>
    /// <param name="byTheClock">True to call timers by their schedules; else only <see cref="CallTimerAsync"/> does.</param>
    /// <param name="own">
    /// What an instance's environment has that differs, by its number (0 is the first, none comes twice): each container has a file system of its own.
    /// </param>
    public static async Task<FunctionsHostDouble> StartAsync(
        string root, IReadOnlyDictionary<string, string> settings, ServiceBusDouble bus, int instances = 1, bool byTheClock = false,
        Func<int, IReadOnlyDictionary<string, string>>? own = null)
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

        var host = new FunctionsHostDouble(app, settings, own, bus);
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
        var settings = new Dictionary<string, string>(_settings);
        foreach (var (name, value) in _own?.Invoke(_added++) ?? ImmutableDictionary<string, string>.Empty)
        {
            settings[name] = value;
        }

        var instance = new HostInstance(_app, settings, _bus.Receiver, _http);
        ImmutableInterlocked.Update(ref _instances, instances => instances.Add(instance));
        return instance;
    }

    /// <summary>One instance dies with its machine, and the platform puts another in its place.</summary>
    public async Task ReplaceAsync(HostInstance instance)
    {
        ImmutableInterlocked.Update(ref _instances, instances => instances.Remove(instance));
        await instance.DisposeAsync().ConfigureAwait(false);
        Add();
    }

    /// <summary>One instance less; returns what its handler ended with.</summary>
    public async Task<int> RemoveAsync(HostInstance instance, TimeSpan patience)
    {
        ImmutableInterlocked.Update(ref _instances, instances => instances.Remove(instance));
        await using (instance.ConfigureAwait(false))
        {
            return await instance.StopAsync(patience).ConfigureAwait(false);
        }
    }

    /// <summary>Calls a timer, on one instance; true where it succeeded.</summary>
    public Task<bool> CallTimerAsync(string name, bool isPastDue = false) =>
        Next().CallAsync(_app.Functions.OfType<TimerFunction>().Single(function => function.Name == name), isPastDue, CancellationToken.None);

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

    // An instance whose handler is just being started again gets no request while another one answers.
    private HostInstance Next()
    {
        var turn = Interlocked.Increment(ref _turn);
        var instances = _instances;
        var inTurn = Enumerable.Range(turn, instances.Count).Select(at => instances[at % instances.Count]).ToList();
        return inTurn.Find(instance => instance.Handler.IsReady) ?? inTurn[0];
    }

    private Task<Uri> NextAsync(CancellationToken cancellation) => Next().Handler.AddressAsync(cancellation);

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
                        running[function.Name] = Next().CallAsync(function, isPastDue: false, _stopping.Token);
                    }
                }
            }
        }

        await Task.WhenAll(running.Values).ConfigureAwait(false);
    }
}
