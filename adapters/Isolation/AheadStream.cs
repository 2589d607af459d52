namespace IntegrationHub.Adapters.Isolation;

/// <summary>
/// Lets the reading run ahead of the hub: what the pipe does not take yet waits in memory, up to a bound, and goes out on a thread of its
/// own. While the hub finds out what the first rows mean, the rest of the file is read by a processor that would stand idle.
/// </summary>
internal sealed class AheadStream : Stream
{
    private const int BlockBytes = 64 << 10;

    private readonly Stream _target;
    private readonly int _mostBlocks;
    private readonly Queue<Block> _waiting = new();
    private readonly Stack<Block> _spare = new();
    private readonly object _gate = new();
    private readonly Thread _sender;
    private Block _open = new();
    private bool _flushed;
    private bool _closed;
    private IOException? _broken;

    /// <param name="target">Where the bytes go; stays open.</param>
    /// <param name="mostBytes">Bytes that may wait.</param>
    public AheadStream(Stream target, int mostBytes)
    {
        _target = target;
        _mostBlocks = Math.Max(1, mostBytes / BlockBytes);
        _sender = new Thread(Send) { IsBackground = true, Name = "rows out" };
        _sender.Start();
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Takes the bytes; waits while as many wait as may. Throws what sending earlier ones has met.</summary>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_gate)
        {
            while (buffer.Length > 0)
            {
                while (_open.Length == BlockBytes && _waiting.Count == _mostBlocks && _broken is null)
                {
                    Monitor.Wait(_gate);
                }

                if (_broken is not null)
                {
                    throw new IOException(_broken.Message, _broken);
                }

                if (_open.Length == BlockBytes)
                {
                    _waiting.Enqueue(_open);
                    _open = _spare.TryPop(out var spare) ? spare : new Block();
                    Monitor.PulseAll(_gate);
                }

                buffer = buffer[_open.Add(buffer)..];
            }
        }
    }

    /// <summary>Lets go what was written, without waiting for it to arrive.</summary>
    public override void Flush()
    {
        lock (_gate)
        {
            _flushed = true;
            Monitor.PulseAll(_gate);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Waits until all has gone out.</summary>
    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }

        _sender.Join();
        base.Dispose(disposing);
    }

    private void Send()
    {
        try
        {
            while (Next() is { } block)
            {
                _target.Write(block.Written);
                _target.Flush();
                block.Clear();
                lock (_gate)
                {
                    _spare.Push(block);
                    Monitor.PulseAll(_gate);
                }
            }
        }
        catch (IOException broken)
        {
            lock (_gate)
            {
                _broken = broken;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>The next full block, else what was let go of the open one; null where no more will come.</summary>
    private Block? Next()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_waiting.TryDequeue(out var full))
                {
                    return full;
                }

                if (_open.Length > 0 && (_flushed || _closed))
                {
                    var part = _open;
                    _open = _spare.TryPop(out var spare) ? spare : new Block();
                    _flushed = false;
                    return part;
                }

                if (_closed)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    private sealed class Block
    {
        private readonly byte[] _bytes = new byte[BlockBytes];

        public int Length { get; private set; }

        public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

        /// <summary>Takes what fits; returns how much.</summary>
        public int Add(ReadOnlySpan<byte> bytes)
        {
            var count = Math.Min(bytes.Length, BlockBytes - Length);
            bytes[..count].CopyTo(_bytes.AsSpan(Length));
            Length += count;
            return count;
        }

        public void Clear() => Length = 0;
    }
}
