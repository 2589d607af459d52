using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;
using SQLitePCL;

namespace IntegrationHub.Adapters.Sqlite.Native;

/// <summary>A compiled statement.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) : StoreStatement
{
    public override SqliteStatement Bind(int at, long value)
    {
        Check(raw.sqlite3_bind_int64(handle, at, value));
        return this;
    }

    public override SqliteStatement Bind(int at, long? value) => value is { } known ? Bind(at, known) : BindNull(at);

    public override SqliteStatement Bind(int at, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, at, 0) : raw.sqlite3_bind_blob(handle, at, value));
        return this;
    }

    public override SqliteStatement Bind(int at, byte[]? value) => value is null ? BindNull(at) : Bind(at, value.AsSpan());

    public override SqliteStatement Bind(int at, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(at, bytes);
    }

    public override SqliteStatement Bind(int at, Guid? value) => value is { } known ? Bind(at, known) : BindNull(at);

    public override SqliteStatement Bind(int at, UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return Bind(at, bytes);
    }

    public override SqliteStatement Bind(int at, UInt128? value) => value is { } known ? Bind(at, known) : BindNull(at);

    public override SqliteStatement Bind(int at, string? value)
    {
        if (value is null)
        {
            return BindNull(at);
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most <= 768)
        {
            Span<byte> bytes = stackalloc byte[768];
            BindText(at, bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
            return this;
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        BindText(at, rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    private SqliteStatement BindNull(int at)
    {
        Check(raw.sqlite3_bind_null(handle, at));
        return this;
    }

    public override bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        var fault = code == raw.SQLITE_DONE ? null : database.Fault(code);
        _ = raw.sqlite3_reset(handle);
        return fault is null ? false : throw fault;
    }

    public override void Run()
    {
        while (Step())
        {
        }
    }

    public override int RunCounted()
    {
        Run();
        return database.Changes;
    }

    public override void Reset() => _ = raw.sqlite3_reset(handle);

    public override bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public override long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public override string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(handle, column).utf8_to_string();

    public override ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public override byte[]? Bytes(int column) => IsNull(column) ? null : Blob(column).ToArray();

    public override Guid Guid(int column) => new(Sixteen(column), bigEndian: true);

    public override UInt128? UInt128OrNull(int column) => IsNull(column) ? null : System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(Sixteen(column));

    public override void Dispose() => handle.Dispose();

    // Nothing in the file's format keeps a value's length: one that was cut is damage. A statement that stays open would lock its table.
    private ReadOnlySpan<byte> Sixteen(int column)
    {
        var bytes = Blob(column);
        if (bytes.Length == 16)
        {
            return bytes;
        }

        var what = FormattableString.Invariant($"{database.Place}: {bytes.Length} bytes in the place of 16 in {raw.sqlite3_column_name(handle, column).utf8_to_string()}");
        Reset();
        throw StoreFaults.Unavailable(StoreFault.Corrupt, StoreFaults.Corrupt, what);
    }

    private void BindText(int at, ReadOnlySpan<byte> utf8)
    {
        // A zero-length span has a null pointer, which the engine would bind as NULL.
        Check(utf8.IsEmpty
            ? raw.sqlite3_bind_text(handle, at, string.Empty)
            : raw.sqlite3_bind_text(handle, at, MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetReference(utf8), utf8.Length)));
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw database.Fault(code);
        }
    }
}
