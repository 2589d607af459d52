using System.Text;

namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>
/// The table of shared strings while a workbook is written. It goes to a file, and only the first distinct strings are looked up again,
/// so that a million rows of unique text need no memory: a string met later once more is simply written once more, which the format allows.
/// </summary>
internal sealed class SharedStringSpool : IDisposable
{
    private const int Remembered = 20_000;

    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly FileStream _file;
    private readonly StreamWriter _text;

    public SharedStringSpool()
    {
        _file = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        _text = new StreamWriter(_file, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
    }

    /// <summary>Strings in the table.</summary>
    public int Count { get; private set; }

    /// <summary>References from cells.</summary>
    public long Uses { get; private set; }

    public int IndexOf(string text)
    {
        Uses++;
        if (_known.TryGetValue(text, out var index))
        {
            return index;
        }

        index = Count++;
        if (_known.Count < Remembered)
        {
            _known.Add(text, index);
        }

        _text.Write(XmlText.NeedsPreserve(text) ? "<si><t xml:space=\"preserve\">" : "<si><t>");
        XmlText.Write(_text, text);
        _text.Write("</t></si>");
        return index;
    }

    public void CopyTo(Stream target)
    {
        _text.Flush();
        _file.Position = 0;
        _file.CopyTo(target, 1 << 16);
    }

    public void Dispose()
    {
        _text.Dispose();
        _file.Dispose();
    }
}
