using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>Tells rows of sums from rows of goods, and reads them.</summary>
internal sealed class SumRows(TablePlan plan, Words words, CellReader read, RowCells cells)
{
    /// <summary>The sum of the row last looked at; null where it is none or states no number.</summary>
    public TotalRow? Total { get; private set; }

    public void Forget() => Total = null;

    /// <summary>A sum names itself in one of its first texts, or repeats no item but the amount; of several words the one before the number does: 运费另计 | 合计 | 210.</summary>
    public bool Is(SheetRow row, Cell? quantity, string item)
    {
        var texts = 0;
        (RowKind Kind, int Column)? named = null;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Column < plan.FirstColumn || cell.Column > plan.LastColumn || CellText.IsBlank(cell))
            {
                continue;
            }

            if (cell.Kind != CellKind.Text)
            {
                if (named is not null)
                {
                    break;
                }

                continue;
            }

            // Beside a quantity a word for a sum has no digits; article and order numbers do, and are new in every row.
            // A row without an item may name what it sums: Subtotal P-1.
            var text = CellText.Of(cell);
            var match = quantity is not null && item.Length > 0 && cell.Text.AsSpan().ContainsAnyInRange('0', '9') || IsTerm(text) ? null : words.Row(text);
            if (match is { } found && (quantity is null ? found.Score >= 0.7 : item.Length == 0 ? found.Score >= 0.5 && IsSumWord(found.Kind) : found.Score >= 0.95 && !HasItemBeside(cell))
                && (named is null || named.Value.Kind is RowKind.Note or RowKind.Signature || found.Kind is not (RowKind.Note or RowKind.Signature)))
            {
                named = (found.Kind, cell.Column);
            }

            if (quantity is not null && named is not null || ++texts == 3)
            {
                break;
            }
        }

        if (named is not { } sum)
        {
            return false;
        }

        Total = SumBehind(row, sum.Kind, sum.Column) is { } behind ? behind with { Quantity = SumOfQuantities(quantity), WithTax = MoneyIn(Concept.AmountWithTax), Tax = MoneyIn(Concept.TaxAmount) } : null;
        return true;
    }

    /// <summary>运费:供方承担 says who pays, and names no sum.</summary>
    private static bool IsTerm(string text) => text.AsSpan().IndexOfAny(':', '：') is > 0 and var colon && colon < text.Length - 1 && !text.AsSpan(colon + 1).ContainsAnyInRange('0', '9');

    private static bool IsSumWord(RowKind kind) => kind is RowKind.Total or RowKind.Subtotal;

    /// <summary>A row called "合计" has no item code or name of its own beside that word.</summary>
    private bool HasItemBeside(Cell word)
    {
        foreach (var concept in (ReadOnlySpan<Concept>)[Concept.ItemCode, Concept.ItemName])
        {
            if (cells.Has(concept) && cells.At(concept).Column != word.Column)
            {
                return true;
            }
        }

        return false;
    }

    private decimal? SumOfQuantities(Cell? quantity) =>
        quantity switch
        {
            { Kind: CellKind.Number } cell => cell.Number,
            { Kind: CellKind.Text } cell when NumberText.TryRead(cell.Text, plan.Style.NumbersOf(plan[Concept.Quantity]!.Profile), out var number) => number.Value,
            _ => null,
        };

    private decimal? MoneyIn(Concept concept) => cells.Slot(concept) is { } cell ? read.Money(cell, plan[concept]) : null;

    private TotalRow? SumBehind(SheetRow row, RowKind kind, int column)
    {
        var amount = plan[Concept.Amount]?.Header.Column;
        TotalRow? found = null;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Column > column && cell.Column <= plan.LastColumn && read.Money(cell, null) is { } value)
            {
                found = new TotalRow(kind, value, row.Number, cell.Column);
                if (cell.Column == amount)
                {
                    break;
                }
            }
        }

        return found;
    }
}
