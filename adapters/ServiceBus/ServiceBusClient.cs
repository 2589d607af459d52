using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>The runtime operations of the documented REST protocol, one call each.</summary>
internal sealed class ServiceBusClient(ServiceBusOptions options) : IDisposable
{
    private readonly ServiceBusConnection _connection = new(options);

    /// <inheritdoc cref="ServiceBusConnection.Now"/>
    public DateTimeOffset Now => _connection.Now;

    /// <summary>Sends messages in as few requests as the limits allow, in order.</summary>
    public async Task SendAsync(string entity, IReadOnlyList<WireMessage> messages, CancellationToken cancellation)
    {
        List<byte[]> batch = [];
        var bytes = 0;
        foreach (var message in messages)
        {
            var member = messages.Count > 1 && message.IsText ? message.Member() : null;
            if (batch.Count > 0 && (member is null || bytes + member.Length > options.MaxBatchBytes || batch.Count == options.MaxBatchMessages))
            {
                await BatchAsync(entity, batch, cancellation).ConfigureAwait(false);
                batch = [];
                bytes = 0;
            }

            if (member is null || member.Length > options.MaxBatchBytes)
            {
                await OneAsync(entity, message, cancellation).ConfigureAwait(false);
            }
            else
            {
                batch.Add(member);
                bytes += member.Length + 1;
            }
        }

        if (batch.Count > 0)
        {
            await BatchAsync(entity, batch, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Locks the next message; null when none came within the wait.</summary>
    public async Task<WireDelivery?> PeekLockAsync(string path, string entity, TimeSpan wait, CancellationToken cancellation)
    {
        var call = new ServiceBusCall(
            HttpMethod.Post, Invariant($"{path}/messages/head?timeout={(int)Math.Ceiling(wait.TotalSeconds)}"), path) { Wait = wait };
        using var answer = await _connection.AskAsync(call, cancellation).ConfigureAwait(false);
        return answer.StatusCode switch
        {
            HttpStatusCode.Created or HttpStatusCode.OK => await WireDelivery.ReadAsync(entity, answer, options.Clock, cancellation).ConfigureAwait(false),
            HttpStatusCode.NoContent => null,
            _ => throw await ServiceBusFaults.OfAsync(answer, call, options.Clock, cancellation).ConfigureAwait(false),
        };
    }

    /// <summary>Removes a locked message; false where the lock was lost.</summary>
    public Task<bool> CompleteAsync(LockedMessage message, CancellationToken cancellation) => SettleAsync(HttpMethod.Delete, message, cancellation);

    /// <summary>Gives a locked message back at once; false where the lock was lost.</summary>
    public Task<bool> UnlockAsync(LockedMessage message, CancellationToken cancellation) => SettleAsync(HttpMethod.Put, message, cancellation);

    /// <summary>Holds the lock for another lock duration; false where it was lost.</summary>
    public Task<bool> RenewAsync(LockedMessage message, CancellationToken cancellation) => SettleAsync(HttpMethod.Post, message, cancellation);

    /// <summary>An Atom document of the management feed.</summary>
    public async Task<string?> DescribeAsync(string path, CancellationToken cancellation)
    {
        var call = new ServiceBusCall(HttpMethod.Get, path + "?api-version=2021-05", path);
        using var answer = await _connection.AskAsync(call, cancellation).ConfigureAwait(false);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false),
            HttpStatusCode.NotFound => null,
            _ => throw await ServiceBusFaults.OfAsync(answer, call, options.Clock, cancellation).ConfigureAwait(false),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // 404 and 410 alike: the message comes again, or is gone.
    private async Task<bool> SettleAsync(HttpMethod method, LockedMessage message, CancellationToken cancellation)
    {
        var call = new ServiceBusCall(method, message.LockToken, message.Entity);
        using var answer = await _connection.AskAsync(call, cancellation).ConfigureAwait(false);
        return answer.IsSuccessStatusCode
            || (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone
                ? false
                : throw await ServiceBusFaults.OfAsync(answer, call, options.Clock, cancellation).ConfigureAwait(false));
    }

    private Task OneAsync(string entity, WireMessage message, CancellationToken cancellation) =>
        PostAsync(new ServiceBusCall(HttpMethod.Post, entity + "/messages", entity) { Sends = true, Fill = message.Fill }, cancellation);

    private Task BatchAsync(string entity, List<byte[]> members, CancellationToken cancellation)
    {
        var body = new MemoryStream();
        body.WriteByte((byte)'[');
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0)
            {
                body.WriteByte((byte)',');
            }

            body.Write(members[i]);
        }

        body.WriteByte((byte)']');
        var bytes = body.ToArray();
        return PostAsync(
            new ServiceBusCall(HttpMethod.Post, entity + "/messages", entity)
            {
                Sends = true,
                Fill = request =>
                {
                    request.Content = new ByteArrayContent(bytes);

                    // Without a charset: the gateway compares the whole text.
                    request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.servicebus.json");
                },
            },
            cancellation);
    }

    private async Task PostAsync(ServiceBusCall call, CancellationToken cancellation)
    {
        using var answer = await _connection.AskAsync(call, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            throw await ServiceBusFaults.OfAsync(answer, call, options.Clock, cancellation).ConfigureAwait(false);
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
