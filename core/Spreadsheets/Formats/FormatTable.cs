namespace IntegrationHub.Core.Spreadsheets.Formats;

/// <summary>The number formats of one workbook, each classified once and handed out as the same instance.</summary>
internal sealed class FormatTable
{
    private readonly Dictionary<int, string> _codes = [];
    private readonly Dictionary<string, NumberFormat?> _byCode = new(StringComparer.Ordinal);
    private readonly List<NumberFormat?> _byStyle = [];

    /// <summary>Declares a format of the file's own.</summary>
    public void Declare(int id, string code) => _codes[id] = code;

    /// <summary>Adds the next cell style.</summary>
    public void AddStyle(int formatId) => _byStyle.Add(ById(formatId));

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
