using System.Collections.Concurrent;

namespace IntegrationHub.Adapters.Isolation;

/// <summary>Listens to the hub beside the reading, so that a stop is heard at once and a closed pipe ends the process even in a loop.</summary>
internal sealed class RequestQueue : IDisposable
{
    private readonly BlockingCollection<ReadJob> _jobs = [];
    private readonly FrameReader _reader;
    private ReadJob? _current;

    public RequestQueue(Stream input)
    {
        _reader = new FrameReader(input);
        new Thread(Listen) { IsBackground = true, Name = "requests" }.Start();
    }

    /// <summary>The next job; null where the hub has closed the pipe.</summary>
    public ReadJob? Next() => _jobs.TryTake(out var job, Timeout.Infinite) ? job : null;

    public void Dispose() => _jobs.Dispose();

    private void Listen()
    {
        while (_reader.Read())
        {
            if (_reader.Kind == FrameKind.Open)
            {
                _current = new ReadJob(ReadRequest.Read(_reader));
                _jobs.Add(_current);
            }
            else if (_reader.Kind == FrameKind.Stop)
            {
                _current?.Stop();
            }
        }

        // The hub is gone. Whatever the other thread is stuck in, nobody waits for it.
        Environment.Exit(0);
    }
}
