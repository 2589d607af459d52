using System.Security.Cryptography;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Accounts;

namespace IntegrationHub.Core.Sync.Runs;

/// <summary>
/// Puts the records of a page into the archive and on the bus, parks what cannot go on, and moves the cursor: all in one transaction, so
/// that the cursor never covers a record that is not durable.
/// </summary>
internal sealed class RecordArchive(IHubStore store, Account account, StreamDescriptor stream, PipelineOptions options)
{
    /// <summary>Keeps the page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="also">Writes that belong to it: cursor, run history. It is given what became of the records.</param>
    /// <param name="cancellation">Ends waiting before the transaction begins.</param>
    public Task<SyncCounts> KeepAsync(Page page, Action<IUnitOfWork, SyncCounts> also, CancellationToken cancellation) => store.WriteAsync(
        unit =>
        {
            long unchanged = 0, emitted = 0, rejected = 0;
            foreach (var record in page.Records)
            {
                if (record.Bytes.Length > options.PartBytes)
                {
                    Park(unit, record.Bytes, SyncFaults.RecordTooLarge(options.PartBytes));
                    rejected++;
                }
                else if (Archived(unit, record))
                {
                    emitted++;
                }
                else
                {
                    unchanged++;
                }
            }

            foreach (var record in page.Rejected)
            {
                Park(unit, record.Bytes, record.Fault);
                rejected++;
            }

            var counts = new SyncCounts
            {
                Fetched = page.Records.Count + page.Rejected.Count + page.Dropped.Values.Sum(),
                Unchanged = unchanged,
                Emitted = emitted,
                Rejected = rejected,
                Dropped = page.Dropped.ToDictionary(d => d.Key, d => (long)d.Value),
            };
            also(unit, counts);
            return counts;
        },
        cancellation);

    /// <summary>Whether the hub has this version of the record.</summary>
    public bool Has(IUnitOfWork unit, SourceKey key) => unit.FindDocument(account.Connector.Id, account.Name, Key(key.NaturalKey), key.SourceVersion) is not null;

    private bool Archived(IUnitOfWork unit, FetchedRecord record)
    {
        var sha256 = SHA256.HashData(record.Bytes.Span);
        var version = record.SourceVersion;
        if (unit.FindDocument(account.Connector.Id, account.Name, Key(record.NaturalKey), version) is { } known)
        {
            if (known.Sha256.AsSpan().SequenceEqual(sha256))
            {
                return false;
            }

            // Changed twice within the resolution of the other side's clock: same version, other content.
            version += "#" + Convert.ToHexStringLower(sha256.AsSpan(0, 4));
            if (unit.FindDocument(account.Connector.Id, account.Name, Key(record.NaturalKey), version) is not null)
            {
                return false;
            }
        }

        var raw = new RawDocument
        {
            Name = $"{account.Name}/{record.NaturalKey}{(stream.Format == RecordFormat.Json ? ".json" : ".csv")}",
            Content = Stream.Null,
            Kind = stream.Format == RecordFormat.Json ? DocumentKind.Record : DocumentKind.Table,
            Sender = account.Name,
            Channel = account.Connector.Id,
            Account = account.Name,
            NaturalKey = Key(record.NaturalKey),
            Version = version,
            Mapping = account.Mapping ?? stream.Mapping,
        };
        var added = Archive.Add(unit, Archive.Describe(raw, sha256, record.Bytes.Length, unit.Now), record.Bytes.Span);
        unit.Send(BusTopology.Documents, Archive.Message(added.Key));
        return true;
    }

    /// <summary>Parks a record once, however often the other side shows it.</summary>
    private void Park(IUnitOfWork unit, ReadOnlyMemory<byte> bytes, Fault fault)
    {
        var sha256 = SHA256.HashData(bytes.Span);
        if (unit.Sync.NoteRejected(account.Name, stream.Name, sha256))
        {
            var id = $"{account.Name}/{stream.Name}/{Convert.ToHexStringLower(sha256.AsSpan(0, 8))}";
            unit.Park(BusTopology.Documents, id, fault with { Stage = "fetch", MappingVersion = account.Connector.Id }, bytes.Span);
        }
    }

    private string Key(string naturalKey) => $"{stream.Name}/{naturalKey}";
}
