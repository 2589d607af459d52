using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Xml;

/// <summary>The window of the source that is in memory.</summary>
internal sealed partial class XmlScanner
{
    private void SkipPast(ReadOnlySpan<byte> mark, int from)
    {
        _at = Math.Min(_end, _at + from);
        int found;
        while ((found = new ReadOnlySpan<byte>(_buffer, _at, _end - _at).IndexOf(mark)) < 0)
        {
            // Keep what may be the mark's beginning; the rest of a long comment needs no buffer.
            _at = Math.Max(_at, _end - mark.Length + 1);
            if (!Fill(_at))
            {
                _at = _end;
                return;
            }
        }

        _at += found + mark.Length;
    }

    private bool FillTag()
    {
        if (_at == 0 && _end == _buffer.Length)
        {
            if (_buffer.Length >= MaxTagBytes)
            {
                throw ReadBudget.TooLarge("an XML tag", "XML 标签", "1 MB");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        return Fill(_at);
    }

    /// <summary>Moves what is kept to the front and reads on; false at the end of the source.</summary>
    private bool Fill(int keepFrom)
    {
        var kept = _end - keepFrom;
        if (_sourceEnded || kept == _buffer.Length)
        {
            return false;
        }

        _budget.Tick();
        if (keepFrom > 0)
        {
            Buffer.BlockCopy(_buffer, keepFrom, _buffer, 0, kept);
            _at -= keepFrom;
            _end = kept;
        }

        var read = _source.Read(_buffer, _end, _buffer.Length - _end);
        _sourceEnded = read == 0;
        _end += read;
        return read > 0;
    }
}
