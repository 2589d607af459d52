using System.Threading.Channels;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Telemetry;

namespace IntegrationHub.Adapters.Store;

/// <summary>
/// The one thread that writes. It takes all the work that waits, runs it, commits once and then tells every caller: the cost of the sync to
/// disk is shared, and no caller is told before it. Where one item fails, all are undone and run again, each behind a savepoint of its own:
/// savepoints copy every page that the next item touches, and nearly always nothing fails.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int MostItems = 512;

    // What comes while a group is being written goes with the next one: its senders would only wait longer, and all of them together.
    private const int FewItems = 8;
    private static readonly TimeSpan LongestCommit = TimeSpan.FromMilliseconds(50);

    private readonly StoreUnit _unit;
    private readonly TimeProvider _clock;
    private readonly Channel<Item> _waiting = Channel.CreateBounded<Item>(
        new BoundedChannelOptions(4096) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Thread _thread;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile StoreUnavailableException? _trouble;

    public Writer(StoreUnit unit, TimeProvider clock)
    {
        _unit = unit;
        _clock = clock;
        _thread = new Thread(Run) { Name = "store writer", IsBackground = true };
        // Without the creator's context: whatever is at work there now is not what this thread works on later.
        _thread.UnsafeStart();
    }

    /// <summary>Why the last group could not be written; stands until <see cref="Recovered"/>, because an empty commit proves nothing.</summary>
    public StoreUnavailableException? Trouble => _trouble;

    /// <summary>Something was written again.</summary>
    public void Recovered() => _trouble = null;

    /// <summary>Raised on the writer's thread after a commit that put something on the bus.</summary>
    public event Action? Sent;

    /// <summary>Runs work in the next commit.</summary>
    /// <param name="work">The rows to write.</param>
    /// <param name="alone">True to run it outside any transaction, e.g. to check the file.</param>
    /// <param name="cancellation">Withdraws the work while it waits; work that began is finished.</param>
    public async Task<T> RunAsync<T>(Func<StoreUnit, T> work, bool alone, CancellationToken cancellation)
    {
        var item = new Item<T>(work, alone, HubTracing.Carried, cancellation);
        try
        {
            await _waiting.Writer.WriteAsync(item, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(Writer), "the store is closed");
        }

        return await item.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stopped.Task.ConfigureAwait(false);
        _thread.Join();
    }

    private void Run()
    {
        var group = new List<Item>(MostItems);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Item? alone = null;
            group.Clear();
            try
            {
                var began = _clock.GetTimestamp();
                var most = Math.Clamp(_waiting.Reader.Count, FewItems, MostItems);
                Begin();
                var sound = true;
                while (sound && group.Count < most && _clock.GetElapsedTime(began) < LongestCommit && _waiting.Reader.TryRead(out var item))
                {
                    if (item.Alone)
                    {
                        alone = item;
                        break;
                    }

                    if (item.Withdrawn)
                    {
                        item.Cancel();
                        continue;
                    }

                    group.Add(item);
                    sound = RunWithOthers(item);
                }

                if (!sound || !Committed())
                {
                    _unit.Database.RollBack();
                    _unit.Sent = false;
                    _unit.Forget();
                    Begin();
                    group.ForEach(RunBehindSavepoint);
                    Commit();
                }
            }
            catch (Exception fault)
            {
                _trouble = fault as StoreUnavailableException ?? _trouble;
                Undo();
                FailAll(group, alone, fault);
                continue;
            }

            foreach (var item in group)
            {
                item.Complete();
            }

            if (_unit.Sent)
            {
                _unit.Sent = false;
                Sent?.Invoke();
            }

            alone?.RunAlone(_unit);
        }

        _stopped.SetResult();
    }

    private void Begin()
    {
        _unit.Database.BeginWrite();
        _unit.Begin(_clock);
        _unit.Keys.Settle();
    }

    private void Commit()
    {
        _unit.Flush();
        _unit.Database.Commit(_unit.Sent);
    }

    // An engine that is sent many statements at once may refuse one of them only here; nothing is committed then.
    private bool Committed()
    {
        try
        {
            Commit();
            return true;
        }
        catch (Exception fault) when (fault is not StoreUnavailableException && _unit.Database.InTransaction)
        {
            return false;
        }
    }

    private bool RunWithOthers(Item item)
    {
        _unit.IsItemGuarded = false;
        _unit.TraceParent = item.TraceParent;
        try
        {
            item.Run(_unit);
            return true;
        }
        catch (Exception fault) when (fault is not StoreUnavailableException && _unit.Database.InTransaction)
        {
            return false;
        }
    }

    private void RunBehindSavepoint(Item item)
    {
        _unit.Database.Save(Savepoint.Work);
        _unit.IsItemGuarded = true;
        _unit.TraceParent = item.TraceParent;
        var mark = _unit.Mark();
        try
        {
            item.Run(_unit);
            _unit.Database.Release(Savepoint.Work);
        }
        catch (Exception fault) when (fault is not StoreUnavailableException && _unit.Database.InTransaction)
        {
            item.Refuse(fault);
            _unit.Database.RollBack(Savepoint.Work);
            _unit.RollBack(mark);
        }
    }

    private void Undo()
    {
        // On some faults (disk full) the engine has rolled back by itself.
        if (_unit.Database.InTransaction)
        {
            _unit.Database.RollBack();
        }

        _unit.Sent = false;
        _unit.Forget();
    }

    private void FailAll(List<Item> group, Item? alone, Exception fault)
    {
        if (group.Count == 0 && alone is null)
        {
            // The transaction did not even begin: the work that waits for it must not wait for ever.
            while (group.Count < MostItems && _waiting.Reader.TryRead(out var item))
            {
                group.Add(item);
            }
        }

        foreach (var item in group)
        {
            item.Fail(fault);
        }

        alone?.Fail(fault);
    }

    private abstract class Item(bool alone, string? traceParent, CancellationToken cancellation)
    {
        /// <summary>The caller's span: this thread has none of its own.</summary>
        public string? TraceParent => traceParent;

        public bool Alone => alone;

        public bool Withdrawn => cancellation.IsCancellationRequested;

        protected CancellationToken Cancellation => cancellation;

        public abstract void Run(StoreUnit unit);

        public abstract void RunAlone(StoreUnit unit);

        public abstract void Refuse(Exception fault);

        public abstract void Complete();

        public abstract void Fail(Exception fault);

        public abstract void Cancel();
    }

    private sealed class Item<T>(Func<StoreUnit, T> work, bool alone, string? traceParent, CancellationToken cancellation)
        : Item(alone, traceParent, cancellation)
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _refusal;

        public Task<T> Task => _done.Task;

        public override void Run(StoreUnit unit) => _result = work(unit);

        public override void RunAlone(StoreUnit unit)
        {
            try
            {
                _done.SetResult(work(unit));
            }
            catch (Exception fault)
            {
                _done.SetException(fault);
            }
        }

        public override void Refuse(Exception fault) => _refusal = fault;

        public override void Complete()
        {
            if (_refusal is null)
            {
                _done.TrySetResult(_result!);
            }
            else
            {
                _done.TrySetException(_refusal);
            }
        }

        public override void Fail(Exception fault) => _done.TrySetException(fault);

        public override void Cancel() => _done.TrySetCanceled(Cancellation);
    }
}
