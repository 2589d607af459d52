using System.Buffers.Binary;

namespace IntegrationHub.Core.Storage;

/// <summary>
/// The id of an archived document and, derived from it, the ids of its orders: UUID v7 (RFC 9562) whose timestamp is the moment the
/// document was received and whose 74 free bits are 42 bits of the document's hash and a 32-bit index. So an id can be derived again
/// from (document, index), the orders of a document are one key range, and inserts append. The document's own index is the last one.
/// </summary>
public readonly record struct DocumentKey
{
    private const uint DocumentIndex = uint.MaxValue;

    private DocumentKey(Guid id) => Id = id;

    /// <summary>The document's id.</summary>
    public Guid Id { get; }

    /// <summary>The key of a document received then, with this hash (at least 6 bytes).</summary>
    public static DocumentKey Create(DateTimeOffset receivedAt, ReadOnlySpan<byte> hash)
    {
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(id, (ulong)receivedAt.ToUnixTimeMilliseconds() << 16);
        id[6] = (byte)(0x70 | (hash[0] & 0x0F));
        id[7] = hash[1];
        id[8] = (byte)(0x80 | (hash[2] & 0x3F));
        hash.Slice(3, 3).CopyTo(id[9..]);
        BinaryPrimitives.WriteUInt32BigEndian(id[12..], DocumentIndex);
        return new DocumentKey(new Guid(id, bigEndian: true));
    }

    /// <summary>The key of the document that an order came from.</summary>
    public static DocumentKey OfOrder(Guid orderId) => new(WithIndex(orderId, DocumentIndex));

    /// <summary>Reads a document id as text; false where the text is no id of a document.</summary>
    public static bool TryParse(string? text, out DocumentKey key)
    {
        var known = Guid.TryParse(text, out var id) && IndexOf(id) == DocumentIndex;
        key = new DocumentKey(known ? id : Guid.Empty);
        return known;
    }

    /// <summary>The id of the order at this zero-based position of the document.</summary>
    public Guid Order(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return WithIndex(Id, (uint)index);
    }

    /// <summary>The zero-based position of an order in its document.</summary>
    public static int IndexOfOrder(Guid orderId) => (int)IndexOf(orderId);

    /// <summary>When the id's document was received, to the millisecond.</summary>
    public static DateTimeOffset ReceivedAt(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16));
    }

    /// <inheritdoc/>
    public override string ToString() => Id.ToString();

    private static uint IndexOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
    }

    private static Guid WithIndex(Guid id, uint index)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], index);
        return new Guid(bytes, bigEndian: true);
    }
}
