using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Understanding.Grids;

/// <summary>A sheet whose captions stand in a column: its rows are read as columns, its places are still named as the file has them.</summary>
internal sealed record TurnedSheet(SheetInfo Of) : SheetInfo(Of.Name, Of.Index, Of.Hidden);
