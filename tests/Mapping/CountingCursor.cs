using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Tests.Mapping;

/// <summary>Tells of every row that is asked for.</summary>
internal sealed class CountingCursor(WorkbookCursor inner, Action onRow) : WorkbookCursor
{
    public override string Format => inner.Format;

    public override SheetInfo Sheet => inner.Sheet;

    public override SheetRow Row => inner.Row;

    public override IReadOnlyList<MergedRange> Merges => inner.Merges;

    public override IReadOnlyList<Finding> Findings => inner.Findings;

    public override bool MoveNextSheet() => inner.MoveNextSheet();

    public override bool MoveNextRow()
    {
        onRow();
        return inner.MoveNextRow();
    }

    protected override void Dispose(bool disposing) => inner.Dispose();
}
