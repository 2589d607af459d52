namespace IntegrationHub.Core.Mapping.Running;

/// <summary>A place that is written out only when someone asks for it.</summary>
internal readonly struct PlaceOf
{
    private readonly TableBlock? _block;
    private readonly string? _text;
    private readonly int _column;
    private readonly int _row;

    public PlaceOf(TableBlock block, int column, int row)
    {
        _block = block;
        _column = column;
        _row = row;
    }

    public PlaceOf(string text) => _text = text;

    public override string ToString() => _text ?? _block!.Place(_column, _row);
}
