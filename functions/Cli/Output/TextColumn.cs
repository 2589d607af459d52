namespace IntegrationHub.Functions.Cli.Output;

/// <summary>One column of a table on the terminal, and what becomes of it where the screen is narrow.</summary>
/// <param name="Header">Its caption.</param>
/// <param name="Yields">What becomes of it.</param>
/// <param name="IsNumber">Stands at the right of its column.</param>
internal readonly record struct TextColumn(string Header, ColumnYields Yields = ColumnYields.Characters, bool IsNumber = false)
{
    /// <summary>What a person copies into the next command.</summary>
    public static TextColumn Whole(string header) => new(header, ColumnYields.Nothing);

    /// <summary>What a person can do without; of several the right-most goes first.</summary>
    public static TextColumn Spare(string header) => new(header, ColumnYields.Itself);

    /// <summary>Digits: cut they would be another number.</summary>
    public static TextColumn Number(string header) => new(header, ColumnYields.Nothing, IsNumber: true);

    public static implicit operator TextColumn(string header) => header is "id" or "#" ? Whole(header) : new(header);
}

/// <summary>What a column gives up for the width of the screen.</summary>
internal enum ColumnYields
{
    /// <summary>The end of its texts.</summary>
    Characters,

    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>All of it.</summary>
    Itself,
}
