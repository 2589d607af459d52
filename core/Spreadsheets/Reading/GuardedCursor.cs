using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Spreadsheets.Reading;

/// <summary>
/// What every cursor shares: the clock runs only inside a move, rows without cells are passed over, rows and findings are
/// counted, and whatever a parser stumbles over on hostile bytes becomes one coded finding.
/// </summary>
internal abstract class GuardedCursor(ReadBudget budget) : WorkbookCursor
{
    private const int MaxMerges = 1_000_000;
    private readonly List<MergedRange> _merges = [];
    private readonly SheetRow _row = new();
    private SheetInfo? _sheet;

    public override SheetInfo Sheet => _sheet ?? throw new InvalidOperationException("no sheet yet");

    public override SheetRow Row => _row;

    public override IReadOnlyList<MergedRange> Merges => _merges;

    public override IReadOnlyList<Finding> Findings => Log.Findings;

    protected ReadBudget Budget => budget;

    protected FindingLog Log { get; } = new();

    public sealed override bool MoveNextSheet()
    {
        budget.Resume();
        try
        {
            _merges.Clear();
            _sheet = NextSheet();
            if (_sheet is { Hidden: true })
            {
                Log.Add(WorkbookFindings.HiddenSheet, _sheet.Name, _sheet.Name);
            }

            return _sheet is not null;
        }
        catch (Exception error) when (Damage(error))
        {
            throw ReadBudget.Damaged(error);
        }
        finally
        {
            budget.Pause();
        }
    }

    public sealed override bool MoveNextRow()
    {
        budget.Resume();
        try
        {
            while (_sheet is not null && NextRow(_row))
            {
                budget.CountRow();
                if (_row.Count > 0)
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception error) when (Damage(error))
        {
            throw ReadBudget.Damaged(error);
        }
        finally
        {
            budget.Pause();
        }
    }

    /// <summary>Moves to the next sheet; null at the end.</summary>
    protected abstract SheetInfo? NextSheet();

    /// <summary>Fills the next row; rows may come back empty and are then passed over.</summary>
    protected abstract bool NextRow(SheetRow row);

    /// <summary>Exceptions that mean broken input, not broken code. A reader built on a library widens this.</summary>
    protected virtual bool Damage(Exception error) =>
        error is InvalidDataException or IOException or FormatException or System.Text.DecoderFallbackException;

    protected void AddMerge(in MergedRange range)
    {
        if (range.FirstRow < 1 || range.LastRow < range.FirstRow || range.FirstColumn < 0 || range.LastColumn < range.FirstColumn)
        {
            return;
        }

        if (_merges.Count >= MaxMerges)
        {
            throw ReadBudget.TooLarge("merged ranges", "合并区域", "1000000");
        }

        _merges.Add(range);
    }
}
