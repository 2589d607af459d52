using System.Collections.Concurrent;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Adapters.Isolation;

/// <summary>
/// Opens workbooks in pooled child processes with a hard heap limit: a bomb, a crash or an endless loop in a parser takes only
/// its child. Children that are done wait for the next file.
/// </summary>
public sealed class IsolatedWorkbookOpener : IWorkbookOpener, IDisposable
{
    private readonly ReaderCommand _command;
    private readonly TimeProvider _clock;
    private readonly int _kept;
    private readonly ConcurrentQueue<ReaderChild> _idle = new();
    private int _disposed;

    /// <summary>Opens through children started by <paramref name="command"/>.</summary>
    /// <param name="command">How to start a child.</param>
    /// <param name="clock">Measures deadlines.</param>
    /// <param name="kept">Idle children to keep.</param>
    public IsolatedWorkbookOpener(ReaderCommand command, TimeProvider clock, int kept = 2)
    {
        _command = command;
        _clock = clock;
        _kept = kept;
    }

    /// <summary>Starts a child ahead of the first file.</summary>
    public void Warm(ReadLimits limits) => Return(Start(limits.MemoryBytes));

    /// <inheritdoc/>
    public WorkbookCursor Open(string path, string name, ReadLimits limits, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        cancellation.ThrowIfCancellationRequested();
        var request = new ReadRequest(Path.GetFullPath(path), name, limits);
        while (true)
        {
            var child = Rent(limits.MemoryBytes, out var pooled);
            try
            {
                request.Write(child.Requests);
            }
            catch (IOException) when (pooled)
            {
                // It ended while it waited; a new one takes the request.
                child.Dispose();
                continue;
            }
            catch (IOException)
            {
                // A new child that closes its input at once shows as a broken answer below.
            }

            return IsolatedCursor.Open(child, limits, _clock, cancellation, Return);
        }
    }

    /// <summary>Ends the idle children; those still reading end with their cursors.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _disposed, 1);
        while (_idle.TryDequeue(out var child))
        {
            child.Dispose();
        }
    }

    private ReaderChild Rent(long memoryBytes, out bool pooled)
    {
        while (_idle.TryDequeue(out var child))
        {
            if (!child.HasExited && child.MemoryBytes == memoryBytes)
            {
                pooled = true;
                return child;
            }

            child.Dispose();
        }

        pooled = false;
        return Start(memoryBytes);
    }

    private ReaderChild Start(long memoryBytes) => ReaderChild.Start(_command, memoryBytes);

    private void Return(ReaderChild child)
    {
        if (_disposed != 0 || _idle.Count >= _kept)
        {
            child.Dispose();
            return;
        }

        _idle.Enqueue(child);
        if (_disposed != 0)
        {
            Dispose();
        }
    }
}
