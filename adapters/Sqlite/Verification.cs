using System.Security.Cryptography;
using IntegrationHub.Adapters.Sqlite.Native;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>Walks the whole store once, in log order, and says what does not hold.</summary>
internal sealed class Verification(SqliteUnit unit, CheckpointSigner signer, CancellationToken cancellation)
{
    private const int MostProblems = 1000;
    private readonly List<VerifyProblem> _problems = [];
    private long _orders, _events, _checkpoints;

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
        using var check = unit.Database.Query("pragma integrity_check(10)");
        while (check.Step())
        {
            if (check.Text(0) is { } line && line != "ok")
            {
                Problem("file-damaged", null, line);
            }
        }
    }

    private void Logs()
    {
        using var rows = unit.Database.Query($"select {OrderRows.EventColumns} from order_events order by order_id, seq");
        Guid? order = null;
        OrderFold fold = new();
        var previous = EventChain.Start;
        var sound = true;
        while (rows.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            var entry = OrderRows.Event(rows, 0);
            if (entry.OrderId != order)
            {
                Compare(order, fold, sound);
                (order, fold, previous, sound) = (entry.OrderId, new OrderFold(), EventChain.Start, true);
                _orders++;
            }

            _events++;
            if (sound && (entry.Sequence != (fold.Card?.Length ?? 0) + 1 || !EventChain.Holds(entry, previous)))
            {
                Problem("chain-broken", entry.OrderId, FormattableString.Invariant($"event {entry.Sequence} ({entry.Type})"));
                sound = false;
            }

            if (sound)
            {
                fold.Apply(entry);
                previous = entry.Hash;
            }
        }

        Compare(order, fold, sound);
    }

    private void Compare(Guid? order, OrderFold fold, bool sound)
    {
        if (order is not { } id || !sound)
        {
            return;
        }

        var card = unit.Orders.Find(id);
        if (card is null)
        {
            Problem("card-missing", id, "the log has events, the card is gone");
        }
        else if (card.Length > fold.Card!.Length)
        {
            Problem("chain-broken", id, FormattableString.Invariant($"the card counts {card.Length} events, the log has {fold.Card.Length}"));
        }
        else if (!Same(card, fold.Card))
        {
            Problem("card-differs", id, $"card {card}; rebuilt {fold.Card}");
        }
        else if (unit.Reservations.Find(id) != fold.Reserved)
        {
            Problem("card-differs", id, "the reservation is not what the log says");
        }
    }

    private void Strays()
    {
        using var cards = unit.Database.Query(
            "select id from orders o where not exists (select 1 from order_events e where e.order_id = o.id) limit 1000");
        while (cards.Step())
        {
            Problem("chain-broken", cards.Guid(0), "the card has no events");
        }
    }

    private void Contents()
    {
        using var rows = unit.Database.Query("select hash, bytes from contents");
        while (rows.Step())
        {
            if (!rows.Blob(0).SequenceEqual(SHA256.HashData(rows.Blob(1)).AsSpan(0, 16)))
            {
                Problem("content-differs", null, Convert.ToHexStringLower(rows.Blob(0)));
            }
        }
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
                    $"checkpoint {checkpoint.Id} signed {checkpoint.Events} events at positions {checkpoint.First} to {checkpoint.Last}, now {events}"));
            }
            else if (!signer.Sign(checkpoint, previous).AsSpan().SequenceEqual(checkpoint.Signature))
            {
                Problem("checkpoint-differs", null, FormattableString.Invariant($"the signature of checkpoint {checkpoint.Id} does not hold"));
            }

            previous = checkpoint.Signature;
        }
    }

    private static bool Same(OrderCard card, OrderCard rebuilt) =>
        card.Head.AsSpan().SequenceEqual(rebuilt.Head) && card with { Head = rebuilt.Head } == rebuilt;

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
/// <param name="First">First position of the log that it covers.</param>
/// <param name="Last">Last one.</param>
/// <param name="Events">Events between.</param>
/// <param name="Digest">SHA-256 over (order, length, head) of each.</param>
/// <param name="Signature">HMAC over all of this and the signature before.</param>
internal sealed record Checkpoint(long Id, DateTimeOffset At, long First, long Last, long Events, byte[] Digest, byte[] Signature);

/// <summary>Rows of checkpoints and the digest that they sign.</summary>
internal static class CheckpointRows
{
    public static List<Checkpoint> List(SqliteDatabase database)
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

    public static (long Events, byte[] Digest) Digest(SqliteDatabase database, long first, long last)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var query = database.Query("select order_id, seq, hash from order_events where position between ?1 and ?2 order by position");
        query.Bind(1, first).Bind(2, last);
        Span<byte> sequence = stackalloc byte[4];
        long events = 0;
        while (query.Step())
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(sequence, query.Int(1));
            sha.AppendData(query.Blob(0));
            sha.AppendData(sequence);
            sha.AppendData(query.Blob(2));
            events++;
        }

        return (events, sha.GetHashAndReset());
    }
}
