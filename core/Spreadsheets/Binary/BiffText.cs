using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Binary;

/// <summary>Unicode strings of BIFF8 (MS-XLS 2.5.293, 2.5.294), which may run over into continuation records at any character.</summary>
internal sealed class BiffText(BiffRecords records)
{
    private const int Wide = 0x01;
    private const int HasExtension = 0x04;
    private const int HasRuns = 0x08;
    private readonly StringBuilder _text = new();
    private int _at;

    /// <summary>Where the reading of the current record stands.</summary>
    public int Position
    {
        get => _at;
        set => _at = value;
    }

    /// <summary>Reads a string with its length before it; null where the record and its continuations end inside.</summary>
    /// <param name="shortLength">True for a one-byte length.</param>
    public string? Read(bool shortLength)
    {
        if (!Ensure(1) || !TryLength(shortLength, out var characters) || !Ensure(1))
        {
            return null;
        }

        var flags = records.Byte(_at++);
        int runs = 0, extension = 0;
        if ((flags & HasRuns) != 0)
        {
            if (!Ensure(2))
            {
                return null;
            }

            runs = records.UInt16(_at);
            _at += 2;
        }

        if ((flags & HasExtension) != 0)
        {
            if (!Ensure(4))
            {
                return null;
            }

            extension = records.Int32(_at);
            _at += 4;
        }

        var whole = Characters(characters, (flags & Wide) != 0);
        Skip((runs * 4L) + Math.Max(0, extension));
        return whole ? _text.ToString() : null;
    }

    private bool TryLength(bool shortLength, out int characters)
    {
        characters = records.Byte(_at);
        if (shortLength)
        {
            _at++;
            return true;
        }

        if (_at + 2 > records.Length)
        {
            return false;
        }

        characters = records.UInt16(_at);
        _at += 2;
        return true;
    }

    private bool Characters(int count, bool wide)
    {
        _text.Clear();
        while (count > 0)
        {
            var width = wide ? 2 : 1;
            var here = Math.Min(count, (records.Length - _at) / width);
            if (here > 0)
            {
                var bytes = records.Body.Slice(_at, here * width);
                _text.Append(wide ? Encoding.Unicode.GetString(bytes) : Encoding.Latin1.GetString(bytes));
                _at += here * width;
                count -= here;
            }

            if (count == 0)
            {
                break;
            }

            // The rest stands in the next record, which says anew how wide its characters are.
            if (!records.ReadContinue())
            {
                return false;
            }

            _at = 0;
            if (records.Length > 0)
            {
                wide = (records.Byte(_at++) & Wide) != 0;
            }
        }

        return true;
    }

    private void Skip(long bytes)
    {
        while (bytes > records.Length - _at)
        {
            bytes -= records.Length - _at;
            if (!records.ReadContinue())
            {
                // Nothing follows; stand at the end, or the same bytes would be read as strings again without end.
                _at = records.Length;
                return;
            }

            _at = 0;
        }

        _at += (int)bytes;
    }

    /// <summary>Moves to a continuation where the current record is used up; empty ones are passed over.</summary>
    private bool Ensure(int bytes)
    {
        while (_at + bytes > records.Length)
        {
            if (!records.ReadContinue())
            {
                return false;
            }

            _at = 0;
        }

        return true;
    }
}
