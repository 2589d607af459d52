namespace IntegrationHub.Adapters.Store;

/// <summary>A statement. Parameters count from 1, columns from 0. Binding starts over after <see cref="Reset"/>.</summary>
internal abstract class StoreStatement : IDisposable
{
    public abstract StoreStatement Bind(int at, long value);

    public abstract StoreStatement Bind(int at, long? value);

    public abstract StoreStatement Bind(int at, ReadOnlySpan<byte> value);

    public abstract StoreStatement Bind(int at, byte[]? value);

    public abstract StoreStatement Bind(int at, Guid value);

    public abstract StoreStatement Bind(int at, Guid? value);

    public abstract StoreStatement Bind(int at, UInt128 value);

    public abstract StoreStatement Bind(int at, UInt128? value);

    public abstract StoreStatement Bind(int at, string? value);

    /// <summary>Moves to the next row; false at the end, where the statement is reset.</summary>
    public abstract bool Step();

    /// <summary>Runs a statement that gives no rows. Its fault may show only with a later statement of the transaction.</summary>
    public abstract void Run();

    /// <summary>Runs it and tells how many rows it changed.</summary>
    public abstract int RunCounted();

    /// <summary>Forgets the rest of the rows.</summary>
    public abstract void Reset();

    public abstract bool IsNull(int column);

    /// <summary>A number; 0 for null.</summary>
    public abstract long Long(int column);

    /// <summary>A small number; 0 for null.</summary>
    public int Int(int column) => (int)Long(column);

    public abstract string? Text(int column);

    /// <summary>Bytes that are valid until the next call on this statement; empty for null.</summary>
    public abstract ReadOnlySpan<byte> Blob(int column);

    public abstract byte[]? Bytes(int column);

    public abstract Guid Guid(int column);

    public Guid? GuidOrNull(int column) => IsNull(column) ? null : Guid(column);

    public abstract UInt128? UInt128OrNull(int column);

    /// <summary>Ends the connection's use of it.</summary>
    public abstract void Dispose();
}
