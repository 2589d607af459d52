using System.Collections.Concurrent;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>Pooled reading connections; each call sees one state of the store from beginning to end.</summary>
internal sealed class Readers(Func<SqliteUnit> open, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentBag<SqliteUnit> _idle = [];
    private bool _disposed;

    public T Read<T>(Func<SqliteUnit, T> ask)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var unit = _idle.TryTake(out var idle) ? idle : open();
        var sound = false;
        try
        {
            unit.Database.Execute("begin");
            unit.Begin(clock.GetUtcNow());
            var answer = ask(unit);
            sound = true;
            return answer;
        }
        finally
        {
            // A connection that met a fault is not used again: a statement of it may still stand in the middle of its rows.
            if (sound && !_disposed)
            {
                unit.Database.Execute("rollback");
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
