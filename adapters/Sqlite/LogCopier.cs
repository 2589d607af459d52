using IntegrationHub.Adapters.Sqlite.Native;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>
/// Copies the write-ahead log into the file beside the writer, so that the writer, which nobody can help, is spared most of it. The writer
/// still copies what is left once the log has its full size, and begins the log anew.
/// </summary>
internal sealed class LogCopier : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly long _every;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private long _copiedAt;
    private volatile bool _closed;

    /// <param name="database">A writing connection of its own.</param>
    /// <param name="every">Pages written to the log after which it is copied.</param>
    public LogCopier(SqliteDatabase database, long every)
    {
        _database = database;
        _every = every;
        _thread = new Thread(Run) { Name = "store log", IsBackground = true };
        _thread.UnsafeStart();
    }

    /// <summary>The writer committed; it has written so many pages since it was opened.</summary>
    public void Committed(long written)
    {
        if (written - _copiedAt >= _every)
        {
            _copiedAt = written;
            _wake.Set();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
        _database.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _wake.WaitOne();
            if (_closed)
            {
                return;
            }

            // What cannot be copied (busy, no space) stays in the log; the writer meets the same trouble and says so.
            _database.CopyLog();
        }
    }
}
