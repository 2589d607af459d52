using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using IntegrationHub.Core.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>A Service Bus namespace on loopback that speaks the documented REST protocol and enforces what the service enforces.</summary>
internal sealed class ServiceBusDouble : IAsyncDisposable
{
    private readonly ServiceBusDoubleOptions _options;
    private readonly NamespaceState _entities;
    private readonly SignatureCheck _signatures;
    private readonly RuntimeApi _runtime;
    private readonly ManagementApi _management;
    private readonly X509Certificate2? _certificate;
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly List<InjectedFault> _faults = [];
    private readonly List<string> _requests = [];

    private ServiceBusDouble(ServiceBusDoubleOptions options)
    {
        _options = options;
        _entities = new NamespaceState(options.Clock);
        _signatures = new SignatureCheck(options);
        _runtime = new RuntimeApi(_entities, options);
        _management = new ManagementApi(_entities, options.Clock);
        _certificate = options.Https ? SelfSignedCertificate.Create() : null;
        foreach (var entity in options.Entities.OrderBy(entity => entity.Kind))
        {
            if (!_entities.TryCreate(entity))
            {
                throw new ArgumentException($"'{entity.Path}' is named twice, or its topic is missing", nameof(options));
            }
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "servicebus-double" });
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore();
        if (_certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 8 << 20;
            kestrel.Limits.MaxRequestHeadersTotalSize = 128 << 10;
            kestrel.Listen(IPAddress.Loopback, options.Port);
            if (_certificate is not null)
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate));
            }
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Where it answers over HTTP, e.g. <c>http://127.0.0.1:40211/</c>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Where it answers over HTTPS; null where it does not.</summary>
    public Uri? SecureAddress { get; private set; }

    /// <summary>The certificate for those who are to trust it.</summary>
    public string CertificatePem => _certificate!.ExportCertificatePem();

    /// <summary>Requests so far, as <c>METHOD path status</c>.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<ServiceBusDouble> StartAsync(ServiceBusDoubleOptions options)
    {
        var started = new ServiceBusDouble(options);
        await started._app.StartAsync().ConfigureAwait(false);
        var bound = started._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Select(text => new Uri(text)).ToList();
        started.Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{bound.Single(address => address.Scheme == "http").Port}/"));
        started.SecureAddress = bound.Find(address => address.Scheme == "https") is { } secure
            ? new Uri(string.Create(CultureInfo.InvariantCulture, $"https://localhost:{secure.Port}/"))
            : null;
        return started;
    }

    /// <summary>Makes trouble for the next requests that match.</summary>
    public void Inject(InjectedFault fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>Messages of a queue or subscription: ready or locked, scheduled, dead-lettered.</summary>
    public EntityCounts Counts(string entity)
    {
        var queue = Receiver(entity);
        var (active, scheduled) = queue.Counts();
        return new EntityCounts(active, scheduled, queue.DeadLetters?.Counts().Active ?? 0);
    }

    /// <summary>Takes the next message out of a queue or subscription, past all clients; null when none is ready.</summary>
    public SentMessage? Take(string entity) => Receiver(entity).Receive(take: true)?.Sent;

    /// <summary>A queue or subscription as a client over AMQP has it: it locks, renews and settles.</summary>
    public QueueState Receiver(string entity) =>
        _entities.FindReceivable(entity) ?? throw new ArgumentException("no such queue or subscription", nameof(entity));

    /// <summary>Puts a message into a queue or topic as any sender with the right to could.</summary>
    public void Put(string entity, SentMessage message)
    {
        _entities.FindQueue(entity)?.Enqueue(message);
        _entities.FindTopic(entity)?.Publish(message);
    }

    /// <summary>Removes an entity with all its messages.</summary>
    public void Delete(string entity) => _entities.Delete(entity);

    /// <summary>Somebody creates an entity; false where it exists.</summary>
    public bool TryCreate(BusEntity entity) => _entities.TryCreate(entity);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await _app.StopAsync(now.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _certificate?.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        http.Response.Headers.Date = _options.Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        http.Response.Headers.Server = "Microsoft-HTTPAPI/2.0";
        var fault = Trouble(http.Request);
        try
        {
            if (fault?.Status is { } status)
            {
                await Task.Delay(fault.Slow ?? TimeSpan.Zero, TimeProvider.System, http.RequestAborted).ConfigureAwait(false);
                if (fault.RetryAfter is { } pause)
                {
                    http.Response.Headers.RetryAfter = ((int)pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                }

                throw new ServiceErrorException(status, string.Create(CultureInfo.InvariantCulture, $"SubCode={status}00. Injected."));
            }

            await ServeAsync(http, fault).ConfigureAwait(false);
        }
        catch (ServiceErrorException error)
        {
            await error.WriteAsync(http, _options.Clock.GetUtcNow()).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            lock (_lock)
            {
                _requests.Add(string.Create(CultureInfo.InvariantCulture, $"{http.Request.Method} {http.Request.Path} {http.Response.StatusCode}"));
            }
        }
    }

    private async Task ServeAsync(HttpContext http, InjectedFault? fault)
    {
        var cut = fault is { Slow: null };
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        var runtime = RuntimeApi.Recognise(http.Request.Method, http.Request.Path.Value!);
        if (_signatures.Refusal(http.Request.Headers.Authorization, http.Request.Host.Host, target, runtime?.Rights ?? BusRights.Manage) is { } refusal)
        {
            throw ServiceErrorException.Unauthorized(refusal);
        }

        if (fault is null)
        {
            await WorkAsync().ConfigureAwait(false);
            return;
        }

        // The work is done, and who asked learns of it late or never.
        var answer = http.Response.Body;
        using var written = new MemoryStream();
        http.Response.Body = written;
        await WorkAsync().ConfigureAwait(false);
        if (cut)
        {
            http.Abort();
            return;
        }

        await Task.Delay(fault.Slow!.Value, TimeProvider.System, http.RequestAborted).ConfigureAwait(false);
        http.Response.Body = answer;
        await answer.WriteAsync(written.ToArray(), http.RequestAborted).ConfigureAwait(false);

        Task WorkAsync() => runtime is { } known ? _runtime.HandleAsync(http, known.Path) : _management.HandleAsync(http);
    }

    private InjectedFault? Trouble(HttpRequest request)
    {
        lock (_lock)
        {
            var at = _faults.FindIndex(fault => (fault.Method is null || fault.Method == request.Method)
                && (fault.PathEnds is null || request.Path.Value!.EndsWith(fault.PathEnds, StringComparison.OrdinalIgnoreCase)));
            if (at < 0)
            {
                return null;
            }

            var fault = _faults[at];
            if (fault.Times > 1)
            {
                _faults[at] = fault with { Times = fault.Times - 1 };
            }
            else
            {
                _faults.RemoveAt(at);
            }

            return fault;
        }
    }

    // Whoever starts it stops it; signals are not its own.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
