using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>
/// The keys under which orders are found again. A key is a hint, the card decides: keys are never taken away, and an order that was refused
/// is found and stepped over.
/// </summary>
internal abstract class KeyRows
{
    internal const int Source = 0;
    internal const int Number = 1;
    internal const int Content = 2;

    private readonly List<Guid> _there = [];

    /// <summary>A transaction began; other connections may have written since the last one.</summary>
    public abstract void Begin();

    /// <summary>How far the transaction is in what lies in memory until the commit.</summary>
    public abstract int Mark();

    /// <summary>Takes back what was filed behind the mark.</summary>
    public abstract void RollBack(int mark);

    /// <summary>Writes what lies in memory; right before the commit.</summary>
    public abstract void Flush();

    /// <summary>Puts in order what has grown; at the start of a transaction, before its work.</summary>
    public abstract void Settle();

    /// <summary>Takes all keys away.</summary>
    public abstract void Clear();

    /// <summary>After the rollback of a transaction.</summary>
    public abstract void Forget();

    /// <summary>Files an order under its keys; the same pair twice is one.</summary>
    public void File(Guid order, OrderFingerprint keys)
    {
        if (keys.Source is { } source)
        {
            Add(Key(Source, source), order);
        }

        if (keys.Number is { } number)
        {
            Add(Key(Number, number), order);
        }

        for (var i = 0; i < keys.Content.Count; i++)
        {
            Add(Key(Content, keys.Content[i]), order);
        }
    }

    /// <summary>Files an order under those of its keys that do not find it; true where there was one.</summary>
    public bool Complete(Guid order, OrderFingerprint keys)
    {
        var added = keys.Source is { } source && Complete(Key(Source, source), order);
        added |= keys.Number is { } number && Complete(Key(Number, number), order);
        for (var i = 0; i < keys.Content.Count; i++)
        {
            added |= Complete(Key(Content, keys.Content[i]), order);
        }

        return added;
    }

    /// <summary>Orders under a key, newest first, not before an id, without those of one document.</summary>
    public void Find(int kind, UInt128 hash, Guid notBefore, DocumentKey without, int limit, List<Guid> into) =>
        Find(Key(kind, hash), notBefore, without.Order(0), without.Id, limit, into);

    /// <summary>Orders under a key, newest first.</summary>
    public void Find(int kind, UInt128 hash, int limit, List<Guid> into) => Find(Key(kind, hash), limit, into);

    /// <summary>Files one pair.</summary>
    protected abstract void Add(UInt128 key, Guid order);

    /// <summary>Orders at or behind <paramref name="from"/> but not from one id to before another.</summary>
    protected abstract void Find(UInt128 key, Guid from, Guid gapFrom, Guid gapTo, int limit, List<Guid> into);

    /// <summary>All orders under a key.</summary>
    protected abstract void Find(UInt128 key, int limit, List<Guid> into);

    private bool Complete(UInt128 key, Guid order)
    {
        _there.Clear();
        Find(key, order, OrderRows.Next(order), Guid.AllBitsSet, 1, _there);
        if (_there.Count > 0)
        {
            return false;
        }

        Add(key, order);
        return true;
    }

    // Kinds share one table; the same text hashed as two kinds must not meet.
    private static UInt128 Key(int kind, UInt128 hash) => hash ^ ((UInt128)(uint)kind << 64);
}
