namespace IntegrationHub.Core.Spreadsheets.Formats;

/// <summary>The number formats of one workbook, each classified once and handed out as the same instance.</summary>
internal sealed class FormatTable
{
    private readonly Dictionary<int, string> _codes = [];
    private readonly Dictionary<string, NumberFormat?> _byCode = new(StringComparer.Ordinal);
    private readonly List<NumberFormat?> _byStyle = [];
    private readonly HashSet<int> _struckFonts = [];
    private HashSet<int>? _struckStyles;
    private int _fonts;

    /// <summary>Declares a format of the file's own.</summary>
    public void Declare(int id, string code) => _codes[id] = code;

    /// <summary>Adds the next font; fonts come before the styles that use them.</summary>
    public void AddFont(bool isStruck)
    {
        if (isStruck)
        {
            _struckFonts.Add(_fonts);
        }

        _fonts++;
    }

    /// <summary>Adds the next cell style.</summary>
    public void AddStyle(int formatId, int font = -1)
    {
        if (_struckFonts.Contains(font))
        {
            (_struckStyles ??= []).Add(_byStyle.Count);
        }

        _byStyle.Add(ById(formatId));
    }

    /// <summary>Marks of a cell style; costs nothing where no style strikes through.</summary>
    public CellMarks MarksByStyle(int index) => _struckStyles is not null && _struckStyles.Contains(index) ? CellMarks.Struck : CellMarks.None;

    public NumberFormat? ByStyle(int index) => (uint)index < (uint)_byStyle.Count ? _byStyle[index] : null;

    public NumberFormat? ById(int id) => ByCode(_codes.GetValueOrDefault(id) ?? BuiltInFormats.Code(id));

    public NumberFormat? ByCode(string? code)
    {
        if (string.IsNullOrEmpty(code))
        {
            return null;
        }

        if (!_byCode.TryGetValue(code, out var format))
        {
            _byCode[code] = format = NumberFormatClassifier.Classify(code);
        }

        return format;
    }
}
