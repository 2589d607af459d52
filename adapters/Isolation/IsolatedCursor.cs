using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Adapters.Isolation;

/// <summary>
/// The rows that a child streams. The child keeps the limits itself; this side only makes sure that a child which hangs,
/// crashes or runs out of memory ends as a finding, and counts time only while it waits.
/// </summary>
internal sealed class IsolatedCursor : WorkbookCursor
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly ReaderChild _child;
    private readonly ReadLimits _limits;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _onCancel;
    private readonly Action<ReaderChild> _return;
    private readonly RowDecoder _rows;
    private readonly ITimer _watchdog;
    private readonly ReadSpan? _span;
    private readonly SheetRow _row = new();
    private readonly List<MergedRange> _merges = [];
    private readonly List<Finding> _findings = [];
    private SheetInfo? _sheet;
    private string _format = string.Empty;
    private string? _encoding;
    private bool _inSheet;
    private bool _ended;
    private bool _fit;
    private bool _disposed;
    private long _rowsRead;
    private TimeSpan _waited;
    private volatile bool _timedOut;

    private IsolatedCursor(ReaderChild child, ReadLimits limits, TimeProvider clock, CancellationToken cancellation, Action<ReaderChild> giveBack)
    {
        _child = child;
        _limits = limits;
        _clock = clock;
        _cancellation = cancellation;
        _return = giveBack;
        _rows = new RowDecoder(child.Answers);
        _span = ReadSpan.Begin(clock);
        _watchdog = clock.CreateTimer(_ => TimeOut(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _onCancel = cancellation.Register(child.Kill);
    }

    public override string Format => _format;

    public override string? Encoding => _encoding;

    public override SheetInfo Sheet => _sheet ?? throw new InvalidOperationException("no sheet yet");

    public override SheetRow Row => _row;

    public override IReadOnlyList<MergedRange> Merges => _merges;

    public override IReadOnlyList<Finding> Findings => _findings;

    public static IsolatedCursor Open(ReaderChild child, ReadLimits limits, TimeProvider clock, CancellationToken cancellation, Action<ReaderChild> giveBack)
    {
        var cursor = new IsolatedCursor(child, limits, clock, cancellation, giveBack);
        try
        {
            if (cursor.NextFrame() != FrameKind.Opened)
            {
                throw new InvalidDataException("unexpected frame");
            }

            cursor._format = child.Answers.Text() ?? string.Empty;
            cursor._encoding = child.Answers.Text();
            return cursor;
        }
        catch (InvalidDataException error)
        {
            cursor.Dispose();
            throw Broken(error);
        }
        catch
        {
            cursor.Dispose();
            throw;
        }
    }

    public override bool MoveNextSheet() => Guard(() =>
    {
        while (_inSheet)
        {
            Between(NextFrame());
        }

        _merges.Clear();
        while (!_ended)
        {
            var kind = NextFrame();
            if (kind == FrameKind.Sheet)
            {
                _sheet = new SheetInfo(_child.Answers.Text() ?? string.Empty, _child.Answers.Int32(), _child.Answers.Byte() != 0);
                _rows.Reset();
                _inSheet = true;
                return true;
            }

            Between(kind);
        }

        return false;
    });

    public override bool MoveNextRow()
    {
        try
        {
            while (_inSheet)
            {
                if (_child.Answers.Kind == FrameKind.Rows && !_child.Answers.AtEnd)
                {
                    _rows.Read(_row);
                    _rowsRead++;
                    return true;
                }

                Between(NextFrame());
            }

            return false;
        }
        catch (InvalidDataException error)
        {
            _ended = true;
            throw Broken(error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (!_ended && !_timedOut && !_cancellation.IsCancellationRequested)
        {
            StopEarly();
        }

        _onCancel.Dispose();
        _watchdog.Dispose();
        _span?.End(_format, _rowsRead, _child.Id);
        if (_ended && _fit && !_timedOut && !_cancellation.IsCancellationRequested)
        {
            _return(_child);
        }
        else
        {
            _child.Dispose();
        }
    }

    /// <summary>Asks the child to stop and passes over what it had already sent.</summary>
    private void StopEarly()
    {
        try
        {
            _child.Requests.Send(FrameKind.Stop);
            while (!_ended)
            {
                Between(NextFrame());
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnreadableWorkbookException or OperationCanceledException)
        {
            // The child is of no further use and is ended by the caller.
            _fit = false;
        }
    }

    private bool Guard(Func<bool> move)
    {
        try
        {
            return move();
        }
        catch (InvalidDataException error)
        {
            _ended = true;
            throw Broken(error);
        }
    }

    /// <summary>Handles a frame that is neither awaited rows nor a sheet.</summary>
    private void Between(FrameKind kind)
    {
        var answers = _child.Answers;
        switch (kind)
        {
            case FrameKind.Findings:
                while (!answers.AtEnd)
                {
                    _findings.Add(answers.Finding());
                }

                break;
            case FrameKind.SheetEnd:
                while (!answers.AtEnd)
                {
                    _merges.Add(new MergedRange(answers.Int32(), answers.Int32(), answers.Int32(), answers.Int32()));
                }

                _inSheet = false;
                break;
            case FrameKind.End:
                _inSheet = false;
                _ended = true;
                _fit = answers.Byte() != 0;
                break;
        }
    }

    private FrameKind NextFrame()
    {
        var allowed = _limits.BaseTime + (_limits.TimePer10000Rows * (_rowsRead / 10_000d)) + Grace - _waited;
        var start = _clock.GetTimestamp();
        _watchdog.Change(allowed > TimeSpan.Zero ? allowed : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        bool read;
        try
        {
            read = _child.Answers.Read();
        }
        catch (IOException)
        {
            read = false;
        }
        finally
        {
            _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _waited += _clock.GetElapsedTime(start);
        }

        if (!read)
        {
            _ended = true;
            _inSheet = false;
            _cancellation.ThrowIfCancellationRequested();
            throw new UnreadableWorkbookException(_timedOut
                ? WorkbookFindings.TooSlow.At(null, null, Math.Round(_waited.TotalSeconds, 1))
                : WorkbookFindings.ReaderStopped.At(null, null, "it broke or needed too much memory", "进程崩溃或内存超出上限"));
        }

        if (_child.Answers.Kind == FrameKind.Failed)
        {
            var finding = _child.Answers.Finding();
            _inSheet = false;
            Between(NextFrame());
            throw new UnreadableWorkbookException(finding);
        }

        return _child.Answers.Kind;
    }

    private void TimeOut()
    {
        _timedOut = true;
        _child.Kill();
    }

    private static UnreadableWorkbookException Broken(Exception error) =>
        new(WorkbookFindings.ReaderStopped.At(null, null, $"its answer was broken ({error.Message})", "应答数据错误"), error);
}
