using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Telemetry;

namespace IntegrationHub.Core.Pipeline;

/// <summary>Puts a document into the archive and on the bus in one commit, once.</summary>
internal sealed class Archive(IHubStore store, PipelineOptions options, TimeProvider clock)
{
    /// <summary>Archives the document, or finds it where it was archived before.</summary>
    public async Task<(ArchivedDocument? Document, IntakeStatus Status)> AddAsync(
        RawDocument raw, SpooledDocument bytes, CancellationToken cancellation)
    {
        var document = Describe(raw, bytes, clock.GetUtcNow());
        using var span = HubTracing.Step("archive");
        span?.SetTag("hub.channel", raw.Channel).SetTag("hub.document.size", bytes.Size);
        if (bytes.Bytes is null)
        {
            if (store.Read(unit => Known(unit, raw, bytes)) is { } before)
            {
                return before;
            }

            document = store.Read(unit => Free(unit, document));

            await StageAsync(document.Key, bytes, cancellation).ConfigureAwait(false);
        }

        var archived = await store.WriteAsync(
            unit =>
            {
                if (Known(unit, raw, bytes) is { } known)
                {
                    return known;
                }

                var added = Add(unit, document, bytes.Bytes ?? []);
                Remember(unit, raw, added);
                unit.Send(BusTopology.Documents, Message(added.Key));
                return (added, IntakeStatus.Archived);
            },
            cancellation).ConfigureAwait(false);
        span?.SetTag("hub.document.id", archived.Item1?.Key.ToString());
        return archived;
    }

    /// <summary>What is known of a document before it is opened.</summary>
    public static ArchivedDocument Describe(RawDocument raw, SpooledDocument bytes, DateTimeOffset now) =>
        Describe(raw, bytes.Sha256, bytes.Size, now);

    /// <summary>What is known of a document before it is opened.</summary>
    public static ArchivedDocument Describe(RawDocument raw, byte[] sha256, long size, DateTimeOffset now)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        return new ArchivedDocument
        {
            Key = DocumentKey.Create(at, sha256),
            ReceivedAt = at,
            Sha256 = sha256,
            Size = size,
            Name = raw.Name,
            Kind = raw.Kind,
            Sender = raw.Sender,
            Channel = raw.Channel,
            Account = raw.Account,
            NaturalKey = raw.NaturalKey,
            Version = raw.Version,
            Mapping = raw.Mapping,
        };
    }

    /// <summary>The document that this one repeats: same idempotency key, same natural key, or the rest of a killed import.</summary>
    public static (ArchivedDocument? Document, IntakeStatus Status)? Known(IUnitOfWork unit, RawDocument raw, SpooledDocument bytes)
    {
        if (raw.IdempotencyKey is { } key && unit.FindIdempotent(key) is { } request)
        {
            return request.Sha256.AsSpan().SequenceEqual(bytes.Sha256)
                ? (unit.FindDocument(request.Document), IntakeStatus.Known)
                : (null, IntakeStatus.KeyReused);
        }

        var known = raw.NaturalKey is { } natural
            ? unit.FindDocument(raw.Channel, raw.Account, natural, raw.Version)
            : unit.FindUnfinished(bytes.Sha256, raw.Name, raw.Sender);
        return known is null ? null : (known, IntakeStatus.Known);
    }

    /// <summary>The document under its id, or the next one that is free.</summary>
    public static ArchivedDocument Free(IUnitOfWork unit, ArchivedDocument document)
    {
        while (unit.FindDocument(document.Key) is not null)
        {
            document = Later(document);
        }

        return document;
    }

    /// <summary>Adds the document under its id, or the next free one: two like documents of one millisecond are two documents.</summary>
    public static ArchivedDocument Add(IUnitOfWork unit, ArchivedDocument document, ReadOnlySpan<byte> content)
    {
        while (!unit.TryArchive(document, content))
        {
            document = content.IsEmpty && document.Size > 0
                ? throw new InvalidOperationException($"the id {document.Key} was taken while its bytes were stored")
                : Later(document);
        }

        return document;
    }

    private static ArchivedDocument Later(ArchivedDocument document)
    {
        var later = document.ReceivedAt.AddMilliseconds(1);
        return document with { ReceivedAt = later, Key = DocumentKey.Create(later, document.Sha256) };
    }

    /// <summary>Remembers the request's idempotency key.</summary>
    public static void Remember(IUnitOfWork unit, RawDocument raw, ArchivedDocument document)
    {
        if (raw.IdempotencyKey is { } key)
        {
            unit.SaveIdempotent(key, new IdempotentRequest(document.Sha256, document.Key));
        }
    }

    /// <summary>The message that names an archived document.</summary>
    public static BusMessage Message(DocumentKey key) => new()
    {
        MessageId = key.ToString(),
        Subject = "DocumentReceived",
        Body = System.Text.Encoding.UTF8.GetBytes(key.ToString()),
    };

    private async Task StageAsync(DocumentKey key, SpooledDocument bytes, CancellationToken cancellation)
    {
        using var content = bytes.Open();
        var buffer = new byte[options.PartBytes];
        int read;
        for (var part = 0; (read = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0; part++)
        {
            // Part by part, each its own commit: a large file must not hold up everyone else's.
            var (number, length) = (part, read);
            await store.WriteAsync(
                unit =>
                {
                    unit.StagePart(key, number, buffer.AsSpan(0, length));
                    return true;
                },
                cancellation).ConfigureAwait(false);
        }
    }
}
