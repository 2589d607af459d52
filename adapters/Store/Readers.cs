using System.Collections.Concurrent;

namespace IntegrationHub.Adapters.Store;

/// <summary>Pooled reading connections; each call sees one state of the store from beginning to end.</summary>
internal sealed class Readers(Func<StoreUnit> open, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentBag<StoreUnit> _idle = [];
    private bool _disposed;

    public T Read<T>(Func<StoreUnit, T> ask)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var unit = _idle.TryTake(out var idle) ? idle : open();
        var sound = false;
        try
        {
            unit.Database.BeginRead();
            unit.Begin(clock);
            var answer = ask(unit);
            sound = true;
            return answer;
        }
        finally
        {
            // A connection that met a fault is not used again: a statement of it may still stand in the middle of its rows.
            if (sound && !_disposed)
            {
                unit.Database.RollBack();
                _idle.Add(unit);
            }
            else
            {
                unit.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var unit))
        {
            unit.Dispose();
        }
    }
}
