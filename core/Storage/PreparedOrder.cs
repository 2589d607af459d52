using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Storage;

/// <summary>An order with its id, serialised before it reaches the writer: what can be done outside the one writer is done outside.</summary>
/// <param name="Order">The order with its id.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Understood">Findings of understanding.</param>
/// <param name="Json">The order as it is stored.</param>
/// <param name="Fields">The provenance fields, stored once; null when there are none.</param>
/// <param name="Keys">Under which it is looked up, as far as document and sender tell.</param>
public sealed record PreparedOrder(
    CanonicalOrder Order, decimal Confidence, IReadOnlyList<Finding> Understood, byte[] Json, InternedBytes? Fields, OrderFingerprint Keys);

/// <summary>Bytes that are stored once under their hash.</summary>
/// <param name="Hash">First 16 bytes of their SHA-256.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record InternedBytes(UInt128 Hash, byte[] Bytes)
{
    /// <summary>Hashes the bytes.</summary>
    public static InternedBytes Of(byte[] bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(bytes)), bytes);
}

/// <summary>Prepares orders; remembers what it saw last, because the orders of a table share their provenance. Not thread-safe.</summary>
public sealed class OrderPreparation : IDisposable
{
    private readonly StoredOrderJson _json = new();
    private readonly ConditionalWeakTable<IReadOnlyDictionary<string, FieldSource>, InternedBytes> _fields = [];

    /// <summary>Gives the order its id, serialises it and computes its keys.</summary>
    public PreparedOrder Prepare(UnderstoodOrder understood, Guid id, string? sender) =>
        Prepare(understood.Order with { Id = id }, understood.Confidence, understood.Findings, sender);

    /// <summary>The same for an order that has its id.</summary>
    public PreparedOrder Prepare(CanonicalOrder order, decimal confidence, IReadOnlyList<Finding> understood, string? sender) =>
        new(order, confidence, understood, Serialise(order), FieldsOf(order), OrderFingerprints.Of(order, sender));

    /// <summary>The order as it is stored: what its id and its log say anyway is left out.</summary>
    public byte[] Serialise(CanonicalOrder order) => _json.Write(order);

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    /// <summary>The provenance fields of an order, to be stored once.</summary>
    public InternedBytes? FieldsOf(CanonicalOrder order) => order.Provenance is { Fields: { Count: > 0 } fields }
        ? _fields.GetValue(fields, static shared => InternedBytes.Of(
            JsonSerializer.SerializeToUtf8Bytes(shared, OrderJson.Compact.IReadOnlyDictionaryStringFieldSource)))
        : null;
}
