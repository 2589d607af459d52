namespace IntegrationHub.Core.Mapping.Running;

/// <summary>Names places in a source while it is being read.</summary>
internal interface IPlaces
{
    /// <summary>The place by two numbers whose meaning is the reader's own.</summary>
    string At(int one, int other);
}

/// <summary>A place that is written out only when someone asks for it.</summary>
internal readonly struct PlaceOf
{
    private readonly object _source;
    private readonly int _one;
    private readonly int _other;

    public PlaceOf(IPlaces source, int one, int other)
    {
        _source = source;
        _one = one;
        _other = other;
    }

    public PlaceOf(string text) => _source = text;

    public override string ToString() => _source as string ?? ((IPlaces)_source).At(_one, _other);
}
