using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store.Journal;

/// <summary>What a record of the journal holds.</summary>
internal enum RecordKind : byte
{
    /// <summary>One event of one order.</summary>
    Event = 1,

    /// <summary>The bytes of one small document.</summary>
    Document = 2,
}

/// <summary>
/// Bytes of one record. All numbers big-endian: length of the whole (4), kind (1), id of the order or document (16); an event goes on with
/// sequence (4), time in ms (8), place of the event before (8), hash before (32), hash (32), length of type (1) and actor (2), both, data.
/// </summary>
internal static class JournalRecord
{
    public const int HeadBytes = 4 + 1 + 16;
    private const int Hash = SHA256.HashSizeInBytes;
    private const int EventHeadBytes = HeadBytes + 4 + 8 + 8 + Hash + Hash + 1 + 2;

    public static int Length(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt32BigEndian(record);

    public static RecordKind Kind(ReadOnlySpan<byte> record) => (RecordKind)record[4];

    public static Guid Id(ReadOnlySpan<byte> record) => new(record.Slice(5, 16), bigEndian: true);

    public static ReadOnlySpan<byte> DocumentBytes(ReadOnlySpan<byte> record) => record[HeadBytes..];

    public static int Sequence(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt32BigEndian(record[21..]);

    /// <summary>Place of the order's event before; 0 for the first.</summary>
    public static long Before(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt64BigEndian(record[33..]);

    public static ReadOnlySpan<byte> EventHash(ReadOnlySpan<byte> record) => record.Slice(73, Hash);

    public static int MostBytes(OrderEvent entry) =>
        EventHeadBytes + Encoding.UTF8.GetMaxByteCount(entry.Type.Length) + Encoding.UTF8.GetMaxByteCount(entry.Actor.Length) + entry.Data.Length;

    public static int Write(Span<byte> record, OrderEvent entry, long before)
    {
        entry.OrderId.TryWriteBytes(record[5..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(record[21..], entry.Sequence);
        BinaryPrimitives.WriteInt64BigEndian(record[25..], entry.At.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(record[33..], before);
        entry.Previous.CopyTo(record[41..]);
        entry.Hash.CopyTo(record[73..]);
        var type = Encoding.UTF8.GetBytes(entry.Type, record[EventHeadBytes..]);
        var actor = Encoding.UTF8.GetBytes(entry.Actor, record[(EventHeadBytes + type)..]);
        record[105] = checked((byte)type);
        BinaryPrimitives.WriteUInt16BigEndian(record[106..], checked((ushort)actor));
        var end = EventHeadBytes + type + actor;
        entry.Data.CopyTo(record[end..]);
        return Finish(record, RecordKind.Event, end + entry.Data.Length);
    }

    public static int Write(Span<byte> record, Guid document, ReadOnlySpan<byte> bytes)
    {
        document.TryWriteBytes(record[5..], bigEndian: true, out _);
        bytes.CopyTo(record[HeadBytes..]);
        return Finish(record, RecordKind.Document, HeadBytes + bytes.Length);
    }

    public static string EventType(ReadOnlySpan<byte> record) => TypeName(record.Slice(EventHeadBytes, record[105]));

    public static OrderEvent Event(ReadOnlySpan<byte> record)
    {
        var type = record.Slice(EventHeadBytes, record[105]);
        var actor = record.Slice(EventHeadBytes + type.Length, BinaryPrimitives.ReadUInt16BigEndian(record[106..]));
        return new OrderEvent(
            Id(record),
            Sequence(record),
            TypeName(type),
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(record[25..])),
            actor.SequenceEqual("hub"u8) ? OrderLog.Hub : Encoding.UTF8.GetString(actor),
            record[(EventHeadBytes + type.Length + actor.Length)..].ToArray(),
            record.Slice(41, Hash).ToArray(),
            EventHash(record).ToArray());
    }

    /// <summary>True where the bytes can be a record: a damaged length or kind is not followed.</summary>
    public static bool IsSound(ReadOnlySpan<byte> rest) =>
        rest.Length >= HeadBytes
        && Length(rest) is var length && length >= HeadBytes && length <= rest.Length
        && (Kind(rest) == RecordKind.Document
            || (Kind(rest) == RecordKind.Event && length >= EventHeadBytes
                && EventHeadBytes + rest[105] + BinaryPrimitives.ReadUInt16BigEndian(rest[106..]) <= length));

    // Every order has one of these: not a new string each time.
    private static string TypeName(ReadOnlySpan<byte> type) => type.SequenceEqual("OrderReceived"u8) ? OrderEventTypes.Received : Encoding.UTF8.GetString(type);

    private static int Finish(Span<byte> record, RecordKind kind, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(record, length);
        record[4] = (byte)kind;
        return length;
    }
}
