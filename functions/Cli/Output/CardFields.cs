namespace IntegrationHub.Functions.Cli.Output;

/// <summary>Labels and values of a card, one below the other; what is not known takes no line.</summary>
internal sealed class CardFields
{
    private readonly List<(string Label, string Value)> _fields = [];

    public void Add(string label, params ReadOnlySpan<string?> parts)
    {
        var known = new List<string>();
        foreach (var part in parts)
        {
            if (!string.IsNullOrWhiteSpace(part) && !known.Contains(part))
            {
                known.Add(part);
            }
        }

        if (known.Count > 0)
        {
            _fields.Add((TextTable.Printable(label), TextTable.Printable(string.Join("  ", known))));
        }
    }

    public void Write(TextWriter output)
    {
        var width = _fields.Select(field => TextTable.Width(field.Label)).DefaultIfEmpty().Max();
        foreach (var (label, value) in _fields)
        {
            output.WriteLine($"{label}{new string(' ', width - TextTable.Width(label))}  {value}");
        }
    }
}
