using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Core.Storage;

/// <summary>The hash that ties an order's events together: SHA-256 over the hash before it and everything the event states.</summary>
public static class EventChain
{
    /// <summary>What the first event of an order has before it.</summary>
    public static byte[] Start { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of an event.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> previous, Guid order, int sequence, DateTimeOffset at, string type, string actor, ReadOnlySpan<byte> data)
    {
        var length = 32 + 16 + 4 + 8 + 4 + Encoding.UTF8.GetMaxByteCount(type.Length) + 4 + Encoding.UTF8.GetMaxByteCount(actor.Length) + data.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var bytes = rented.AsSpan();
        previous.CopyTo(bytes);
        order.TryWriteBytes(bytes[32..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[48..], sequence);
        BinaryPrimitives.WriteInt64BigEndian(bytes[52..], at.ToUnixTimeMilliseconds());
        var end = Text(bytes, Text(bytes, 60, type), actor);
        data.CopyTo(bytes[end..]);
        var hash = SHA256.HashData(bytes[..(end + data.Length)]);
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <summary>The event that follows a card's last one.</summary>
    public static OrderEvent Next(OrderCard? card, Guid order, string type, DateTimeOffset at, string actor, byte[] data)
    {
        // To the millisecond, as it is stored: the hash must come out equal when it is read back.
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
        var sequence = (card?.Length ?? 0) + 1;
        var previous = card?.Head ?? Start;
        return new OrderEvent(order, sequence, type, moment, actor, data, previous, Hash(previous, order, sequence, moment, type, actor, data));
    }

    /// <summary>True where the event's hash is that of its content and its predecessor's hash is this.</summary>
    public static bool Holds(OrderEvent entry, ReadOnlySpan<byte> previous) =>
        previous.SequenceEqual(entry.Previous)
        && entry.Hash.AsSpan().SequenceEqual(Hash(entry.Previous, entry.OrderId, entry.Sequence, entry.At, entry.Type, entry.Actor, entry.Data));

    /// <summary>Index of the first event that is not the order's, does not follow the one before it or is not what was filed; null where the log holds.</summary>
    public static int? Broken(Guid order, IReadOnlyList<OrderEvent> events)
    {
        var previous = Start;
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].OrderId != order || events[i].Sequence != i + 1 || !Holds(events[i], previous))
            {
                return i;
            }

            previous = events[i].Hash;
        }

        return null;
    }

    private static int Text(Span<byte> bytes, int at, string text)
    {
        // Lengths are part of what is hashed, so that no two splits of the same characters look alike.
        var length = Encoding.UTF8.GetBytes(text, bytes[(at + 4)..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[at..], length);
        return at + 4 + length;
    }
}
