using System.Globalization;
using System.Security.Cryptography;
using IntegrationHub.Adapters.Store.Journal;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>Walks the whole store once, in log order, and says what does not hold.</summary>
internal sealed class Verification(StoreUnit unit, CheckpointSigner signer, CancellationToken cancellation)
{
    private const int MostProblems = 1000;
    private const int MostStored = 10_000;
    private readonly HashSet<UInt128> _stored = [];
    private readonly List<VerifyProblem> _problems = [];
    private long _orders, _events, _ended, _checkpoints;

    public VerifyReport Run()
    {
        File();
        Logs();
        Strays();
        Contents();
        Checkpoints();
        return new VerifyReport(_orders, _events, _checkpoints, _problems);
    }

    private void File()
    {
        foreach (var damage in unit.Database.Damages())
        {
            Problem("file-damaged", null, damage);
        }
    }

    private void Logs()
    {
        if (JournalRows.Gone(unit.Database) is not 0 and var gone)
        {
            Problem("chain-broken", null, FormattableString.Invariant($"{gone} rows of the journal are gone"));
        }

        foreach (var (place, record) in JournalRows.Walk(unit.Database, 0, long.MaxValue))
        {
            cancellation.ThrowIfCancellationRequested();
            if (record.IsEmpty)
            {
                Problem("chain-broken", null, FormattableString.Invariant($"row {place >> 24} of the journal cannot be read to its end"));
            }
            else if (JournalRecord.Kind(record.Span) == RecordKind.Document)
            {
                Document(record.Span);
            }
            else
            {
                Event(place, record.Span);
            }
        }
    }

    // An order is looked at when its last event comes by: its earlier ones are found from there.
    private void Event(long place, ReadOnlySpan<byte> record)
    {
        _events++;
        var (id, sequence) = (JournalRecord.Id(record), JournalRecord.Sequence(record));
        _orders += sequence == 1 ? 1 : 0;
        if (unit.Orders.FindReadable(id) is not { } card)
        {
            if (sequence == 1)
            {
                var isGone = unit.Orders.Place(id) == 0;
                Problem(isGone ? "card-missing" : "card-differs", id, isGone ? "the log has events, the card is gone" : "the card cannot be read");
            }
        }
        else if (sequence > card.Length)
        {
            Problem("card-differs", id, FormattableString.Invariant($"the card counts {card.Length} events, the log has {sequence}"));
        }
        else if (sequence == card.Length)
        {
            _ended++;
            if (unit.Orders.Place(id) != place)
            {
                Problem("card-differs", id, "the card does not lead to the end of its log");
            }

            Order(card, unit.Orders.EventsUpTo(place));
        }
    }

    private void Order(OrderCard card, IReadOnlyList<OrderEvent> events)
    {
        if (EventChain.Broken(card.Id, events) is { } broken)
        {
            Problem("chain-broken", card.Id, FormattableString.Invariant($"event {events[broken].Sequence} ({events[broken].Type})"));
            return;
        }

        var fold = new OrderFold();
        foreach (var entry in events)
        {
            fold.Apply(entry);
        }

        foreach (var hash in fold.Contents)
        {
            Stored(card.Id, hash);
        }

        if (fold.Card is not { } rebuilt || !CardComparison.Same(unit.Database, card, rebuilt))
        {
            Problem("card-differs", card.Id, $"card {card}; rebuilt {fold.Card}");
        }
        else if (unit.Reservations.Find(card.Id) != fold.Reserved)
        {
            Problem("card-differs", card.Id, "the reservation is not what the log says");
        }
    }

    // The orders of a document share what is stored once: each is looked up when it comes first.
    private void Stored(Guid order, UInt128 hash)
    {
        if (_stored.Count >= MostStored)
        {
            _stored.Clear();
        }

        if (_stored.Add(hash) && !unit.Orders.HasInterned(hash))
        {
            Problem("content-missing", order, hash.ToString("x32", CultureInfo.InvariantCulture));
        }
    }

    private void Document(ReadOnlySpan<byte> record)
    {
        if (unit.Documents.Find(DocumentKey.OfOrder(JournalRecord.Id(record))) is { } document
            && !document.Sha256.AsSpan().SequenceEqual(SHA256.HashData(JournalRecord.DocumentBytes(record))))
        {
            Problem("content-differs", null, document.Key.ToString());
        }
    }

    // As many cards as logs that end where their card says: only where the numbers differ is it worth looking for the card without.
    private void Strays()
    {
        if (unit.Database.Scalar("select count(*) from orders") == _ended)
        {
            return;
        }

        foreach (var (id, length, place) in Portions(
            "select id, length, place from orders where id >= ?1 order by id limit ?2", Guid.Empty,
            row => (Id: row.Guid(0), Length: row.Int(1), Place: row.Long(2)), last => OrderRows.Next(last.Id)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (unit.Orders.EventsUpTo(place) is not [.., var last] || last.OrderId != id || last.Sequence != length)
            {
                Problem("chain-broken", id, FormattableString.Invariant($"the card counts {length} events, the log ends before"));
            }
        }
    }

    private void Contents()
    {
        foreach (var (hash, bytes) in Portions(
            "select hash, bytes from contents where hash >= ?1 order by hash limit ?2", Guid.Empty, row => (Hash: row.Guid(0), Bytes: row.Bytes(1) ?? []), last => OrderRows.Next(last.Hash)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (hash != new Guid(SHA256.HashData(bytes).AsSpan(0, 16), bigEndian: true))
            {
                Problem("content-differs", null, hash.ToString("N", CultureInfo.InvariantCulture));
            }
        }
    }

    // Rows in portions, because other rows are looked up between them.
    private IEnumerable<T> Portions<T>(string sql, Guid from, Func<StoreStatement, T> read, Func<T, Guid> behind)
    {
        const int Most = 200;
        List<T> portion;
        do
        {
            portion = [];
            using (var rows = unit.Database.Query(sql))
            {
                rows.Bind(1, from).Bind(2, (long)Most);
                while (rows.Step())
                {
                    portion.Add(read(rows));
                }
            }

            foreach (var row in portion)
            {
                yield return row;
            }

            from = portion.Count == 0 ? from : behind(portion[^1]);
        }
        while (portion.Count == Most);
    }

    private void Checkpoints()
    {
        var previous = Array.Empty<byte>();
        foreach (var checkpoint in CheckpointRows.List(unit.Database))
        {
            cancellation.ThrowIfCancellationRequested();
            _checkpoints++;
            var (events, digest) = CheckpointRows.Digest(unit.Database, checkpoint.First, checkpoint.Last);
            if (events != checkpoint.Events || !digest.AsSpan().SequenceEqual(checkpoint.Digest))
            {
                Problem("checkpoint-differs", null, FormattableString.Invariant(
                    $"checkpoint {checkpoint.Id} signed {checkpoint.Events} events in rows {checkpoint.First} to {checkpoint.Last} of the journal, now {events}"));
            }
            else if (signer.HasKey && !signer.Sign(checkpoint, previous).AsSpan().SequenceEqual(checkpoint.Signature))
            {
                Problem("checkpoint-differs", null, FormattableString.Invariant($"the signature of checkpoint {checkpoint.Id} does not hold"));
            }

            previous = checkpoint.Signature;
        }

        if (_checkpoints > 0 && !signer.HasKey)
        {
            Problem(VerifyProblem.CheckpointUnproven, null, FormattableString.Invariant(
                $"the key that signed the {_checkpoints} checkpoints is missing ({CheckpointSigner.KeyName}); their signatures could not be proven"));
        }
    }

    private void Problem(string code, Guid? order, string detail)
    {
        if (_problems.Count < MostProblems)
        {
            _problems.Add(new VerifyProblem(code, order, detail));
        }
    }
}

/// <summary>What a checkpoint states.</summary>
/// <param name="Id">1, 2, 3 …</param>
/// <param name="At">When.</param>
/// <param name="First">First row of the journal that it covers.</param>
/// <param name="Last">Last one.</param>
/// <param name="Events">Events between.</param>
/// <param name="Digest">SHA-256 over (order, length, head) of each.</param>
/// <param name="Signature">HMAC over all of this and the signature before.</param>
internal sealed record Checkpoint(long Id, DateTimeOffset At, long First, long Last, long Events, byte[] Digest, byte[] Signature);

/// <summary>Rows of checkpoints and the digest that they sign.</summary>
internal static class CheckpointRows
{
    public static List<Checkpoint> List(StoreDatabase database)
    {
        using var query = database.Query("select id, at, first, last, events, digest, signature from checkpoints order by id");
        var found = new List<Checkpoint>();
        while (query.Step())
        {
            found.Add(new Checkpoint(
                query.Long(0), DateTimeOffset.FromUnixTimeMilliseconds(query.Long(1)), query.Long(2), query.Long(3), query.Long(4),
                query.Bytes(5)!, query.Bytes(6)!));
        }

        return found;
    }

    public static (long Events, byte[] Digest) Digest(StoreDatabase database, long first, long last)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> sequence = stackalloc byte[4];
        Span<byte> id = stackalloc byte[16];
        long events = 0;
        foreach (var (_, record) in JournalRows.Walk(database, first, last))
        {
            if (record.IsEmpty || JournalRecord.Kind(record.Span) != RecordKind.Event)
            {
                continue;
            }

            JournalRecord.Id(record.Span).TryWriteBytes(id, bigEndian: true, out _);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(sequence, JournalRecord.Sequence(record.Span));
            sha.AppendData(id);
            sha.AppendData(sequence);
            sha.AppendData(JournalRecord.EventHash(record.Span));
            events++;
        }

        return (events, sha.GetHashAndReset());
    }
}
