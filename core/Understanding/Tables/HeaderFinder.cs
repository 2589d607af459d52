using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>Finds the rows that name the columns of tables: several meanings side by side, texts rather than values, a core meaning among them.</summary>
internal sealed class HeaderFinder(Words words, DateOnly today)
{
    private const int GapBetweenTables = 4;
    private const double MinimumWeight = 0.55;
    private const int LastSpreadHeader = 200;
    private const double ClearlyAHeader = 4;
    private const double Sure = 0.9;
    private const int LeastHeads = 2;

    /// <summary>Meanings without which a row of captions is no header of goods; a table of order heads has none of them.</summary>
    private static readonly HashSet<Concept> Core =
    [
        Concept.Quantity, Concept.ItemName, Concept.ItemCode, Concept.CustomerItemCode, Concept.SupplierItemCode, Concept.UnitPrice, Concept.Amount,
        Concept.Specification, Concept.Unit, Concept.Barcode, Concept.PriceWithTax, Concept.AmountWithTax, Concept.ListPrice, Concept.LineNumber,
        Concept.DeliveredQuantity, Concept.StockQuantity, Concept.OpenQuantity, Concept.OtherPrice, Concept.Description,
    ];

    private readonly RowsBelowCaptions _below = new(words);

    /// <summary>All header rows of the sheet, top to bottom; side-by-side tables give one each.</summary>
    public List<HeaderRow> Find(SheetGrid grid)
    {
        var found = new List<HeaderRow>();
        for (var i = 0; i < grid.Rows.Count; i++)
        {
            foreach (var (first, last) in Segments(grid, grid.Rows[i]))
            {
                if (Candidate(grid, i, first, last) is { } header)
                {
                    Keep(found, header);
                }
            }
        }

        // Labels in a row with their values below are a title block where the sheet has a table of goods.
        var heads = found.FindAll(h => IsOfHeads(grid, h, found));
        if (found.Exists(HasCore))
        {
            found.RemoveAll(h => !HasCore(h) && !heads.Contains(h));
        }

        // A row of goods may read like a small header; beside a clearly better one over the same columns it is none.
        found.RemoveAll(h => !heads.Contains(h) && found.Exists(better => better != h && better.Overlaps(h) && h.Score < Math.Min(better.Score * 0.5, ClearlyAHeader)));
        return found.ConvertAll(h => _below.Complete(grid, TableLanguage.Settle(h, words)));
    }

    /// <summary>True for the captions of order heads: several rows below them, numbered as the lines further down are.</summary>
    private static bool IsOfHeads(SheetGrid grid, HeaderRow header, List<HeaderRow> found)
    {
        if (header.Cells.FirstOrDefault(c => c.WeightOf(Concept.OrderNumber) >= MinimumWeight) is not { } number
            || !found.Exists(h => h.FirstRow > header.LastRow + LeastHeads && HasCore(h) && h.Cells.Any(c => c.WeightOf(Concept.OrderNumber) >= Sure)))
        {
            return false;
        }

        var rows = grid.Rows.SkipWhile(r => r.Number <= header.LastRow).Take(LeastHeads).ToList();
        return rows.Count == LeastHeads && rows.TrueForAll(r => SheetGrid.Find(r, number.Column) is { } cell && !CellText.IsBlank(cell) && header.Cells.Count(c => SheetGrid.Find(r, c.Column) is { } value && !CellText.IsBlank(value)) >= 2);
    }

    private static bool HasCore(HeaderRow header) =>
        header.Cells.Any(c => c.Meanings.Count > 0 && c.Meanings[0].Weight >= MinimumWeight && Core.Contains(c.Meanings[0].Concept));

    /// <summary>Runs of cells with no wide gap between them: a lookup list far to the right is not part of the table, the empty half of a merged caption is no gap.</summary>
    private static IEnumerable<(int First, int Last)> Segments(SheetGrid grid, SheetRow row)
    {
        var cells = row.Cells.ToArray();
        int start = -1, previous = -1, reach = -1;
        foreach (var cell in cells)
        {
            if (CellText.IsBlank(cell))
            {
                continue;
            }

            if (start >= 0 && cell.Column - reach > GapBetweenTables * 2)
            {
                yield return (start, previous);
                start = cell.Column;
            }

            start = start < 0 ? cell.Column : start;
            previous = cell.Column;
            reach = Math.Max(cell.Column, grid.LastColumnOfMerge(row.Number, cell.Column));
        }

        if (start >= 0 && previous > start)
        {
            yield return (start, previous);
        }
    }

    private HeaderRow? Candidate(SheetGrid grid, int index, int first, int last)
    {
        var row = grid.Rows[index];
        var single = Read(grid, row, null, first, last);
        if (index > 0 && grid.Rows[index - 1].Number == row.Number - 1)
        {
            var (left, right) = Widen(grid, grid.Rows[index - 1], first, last);
            var pair = Read(grid, row, grid.Rows[index - 1], left, right);
            var parentAlone = Score(Read(grid, grid.Rows[index - 1], null, left, right));
            if (pair is not null && Score(pair) is var score && Qualifies(pair)
                && score > Math.Max(Score(single), parentAlone) + (!IsNested(grid, grid.Rows[index - 1], row, left, right, pair) ? 0.9 : pair.Exists(c => c.Spread is not null) ? -1.6 : -0.5))
            {
                return new HeaderRow(row.Number - 1, row.Number, pair, Math.Max(score, parentAlone + 0.5));
            }
        }

        return single is not null && Qualifies(single) ? new HeaderRow(row.Number, row.Number, single, Score(single)) : null;
    }

    /// <summary>True where every caption of the lower row stands under one that reaches over several columns, and two of them do under the same.</summary>
    private static bool IsNested(SheetGrid grid, SheetRow parent, SheetRow row, int first, int last, List<HeaderCell> pair)
    {
        var children = 0;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Column < first || cell.Column > last || CellText.IsBlank(cell))
            {
                continue;
            }

            var column = cell.Column;
            if (cell.Kind != CellKind.Text && !pair.Exists(c => c.Column == column && c.Spread is not null) || Spanning(grid, parent, cell.Column) is not { } above || above.Last == above.First)
            {
                return false;
            }

            children++;
        }

        return children >= 2;
    }

    /// <summary>The caption that covers a column: by its merge, or because the cells behind it are empty.</summary>
    private static (int First, int Last)? Spanning(SheetGrid grid, SheetRow parent, int column)
    {
        (int First, int Last)? found = null;
        foreach (ref readonly var cell in parent.Cells)
        {
            if (CellText.IsBlank(cell))
            {
                continue;
            }

            if (cell.Column > column)
            {
                return found is { } f ? (f.First, Math.Max(f.Last, cell.Column - 1)) : null;
            }

            found = (cell.Column, grid.LastColumnOfMerge(parent.Number, cell.Column));
        }

        return found is { } l ? (l.First, Math.Max(l.Last, column)) : null;
    }

    /// <summary>The columns of a two-row header: captions that reach over both rows stand in the upper one only.</summary>
    private static (int First, int Last) Widen(SheetGrid grid, SheetRow parent, int first, int last)
    {
        foreach (var (left, right) in Segments(grid, parent))
        {
            if (left <= last && first <= right)
            {
                (first, last) = (Math.Min(first, left), Math.Max(last, right));
            }
        }

        return (first, last);
    }

    /// <summary>The captions of a row, each with the caption above it where a parent row is given; null where values outnumber captions.</summary>
    private List<HeaderCell>? Read(SheetGrid grid, SheetRow row, SheetRow? parent, int first, int last)
    {
        var cells = new List<HeaderCell>();
        var spread = grid.Truncated || row.Number > LastSpreadHeader ? [] : SpreadRun.Find(row, first, last, words, today);
        if (HoldsValues(row, parent, first, last, spread))
        {
            return null;
        }

        if (parent is not null && HoldsLabelledValue(parent, first, last))
        {
            return null;
        }

        int values = 0, labels = 0;
        string? spanning = null;
        var spanningUntil = -1;
        for (var column = first; column <= last; column++)
        {
            if (parent is not null)
            {
                var above = SheetGrid.Find(parent, column);
                if (above is { Kind: CellKind.Text } a && !CellText.IsBlank(a))
                {
                    // A label with its value is a title block's row, not the upper half of a header.
                    if (a.Text.AsSpan().IndexOfAny(':', '：') >= 0 || IsValue(CellText.Of(a)))
                    {
                        return null;
                    }

                    spanning = CellText.Of(a);
                    spanningUntil = Math.Max(column, grid.LastColumnOfMerge(parent.Number, column));
                }
                else if (above is { Kind: CellKind.Number or CellKind.DateTime })
                {
                    return null;
                }
            }

            var caption = parent is not null && column <= spanningUntil ? spanning : null;
            var cell = SheetGrid.Find(row, column);
            if (cell is not { } c || CellText.IsBlank(c))
            {
                if (caption is not null && SheetGrid.Find(parent!, column) is { } only)
                {
                    cells.Add(new HeaderCell(column, Math.Min(last, grid.LastColumnOfMerge(parent!.Number, column)), caption, null, words.Concepts(caption)) { Hidden = IsHidden(only) });
                }

                continue;
            }

            if (spread.TryGetValue(column, out var key))
            {
                cells.Add(new HeaderCell(column, column, CellText.Of(c), caption, []) { Spread = key });
                continue;
            }

            if (c.Kind != CellKind.Text)
            {
                values++;
                continue;
            }

            var text = CellText.Of(c);
            labels += text[^1] is ':' or '：' ? 1 : 0;
            values += IsValue(text) ? 1 : 0;
            cells.Add(new HeaderCell(column, Math.Min(last, grid.LastColumnOfMerge(row.Number, column)), text, caption, Meanings(text, caption)) { Hidden = IsHidden(c) });
        }

        return values * 3 > cells.Count || labels * 2 > cells.Count || cells.Count - spread.Count < 2 ? null : cells;
    }

    /// <summary>True for a row such as <c>PO Number | P-8831</c>: a label of the order with its value is no upper half of a header.</summary>
    private bool HoldsLabelledValue(SheetRow row, int first, int last)
    {
        var afterLabel = false;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Column < first || cell.Column > last || CellText.IsBlank(cell))
            {
                continue;
            }

            var text = CellText.Of(cell);
            var meanings = cell.Kind == CellKind.Text ? words.Concepts(text) : [];
            if (afterLabel && (meanings.Count == 0 || meanings[0].Weight < MinimumWeight) && (text.AsSpan().ContainsAnyInRange('0', '9') || Titles.Addressee.LooksLikeCompany(text)))
            {
                return true;
            }

            afterLabel = meanings.Count > 0 && meanings[0] is { Weight: >= 0.85, Concept: Concept.OrderNumber or Concept.CustomerOrderNumber or Concept.OrderDate or Concept.Customer or Concept.Supplier };
        }

        return false;
    }

    /// <summary>
    /// True where numbers and dates alone say that this is no header: most rows of a table are asked, and looking up the meaning of their
    /// texts is what costs.
    /// </summary>
    private static bool HoldsValues(SheetRow row, SheetRow? parent, int first, int last, IReadOnlyDictionary<int, SpreadKey> spread)
    {
        if (parent is not null)
        {
            foreach (var above in parent.Cells)
            {
                if (above.Column >= first && above.Column <= last && above.Kind is CellKind.Number or CellKind.DateTime)
                {
                    return true;
                }
            }
        }

        int values = 0, texts = 0;
        foreach (var cell in row.Cells)
        {
            if (cell.Column < first || cell.Column > last || CellText.IsBlank(cell))
            {
                continue;
            }

            _ = cell.Kind == CellKind.Text || spread.ContainsKey(cell.Column) ? texts++ : values++;
        }

        return values * 3 > (parent is null ? texts : last - first + 1 - values);
    }

    private static bool IsHidden(in Cell cell) => (cell.Marks & CellMarks.HiddenColumn) != 0;

    /// <summary>In a text file numbers and dates are texts too.</summary>
    private bool IsValue(string text) =>
        NumberText.TryRead(text, NumberStyle.Unknown, out var number) && number.IsBare
        || text.Length >= 8 && char.IsAsciiDigit(text[0]) && words.Values.Dates.TryRead(text, DayMonthOrder.Unknown, DateOnly.MinValue, out _)
        || words.Values.IsPlaceholder(text);

    /// <summary>The lower caption decides; with a caption above, both together may say more (数量 over 订购).</summary>
    private IReadOnlyList<ConceptMatch> Meanings(string text, string? caption)
    {
        var own = words.Concepts(WithoutMember(text));
        if (Member(text) is { } member && words.Concepts(member) is { Count: > 0 } ofMember && ofMember[0].Weight >= 0.9 && (own.Count == 0 || own[0].Weight < ofMember[0].Weight))
        {
            return ofMember;
        }

        if ((own.Count == 0 || own[0].Weight < Sure) && Lines.HeaderHints.PerUnit(text, words) is not null)
        {
            return [new ConceptMatch(Concept.UnitPrice, string.Empty, WordStrength.Strong, Sure)];
        }

        if (caption is null || own.Count > 0 && own[0].Weight >= 0.9)
        {
            return own;
        }

        var both = words.Concepts(caption + " " + text);
        return both.Count > 0 && (own.Count == 0 || both[0].Weight > own[0].Weight) ? both : own;
    }

    /// <summary>An export that names a member of what the column refers to: 采购单位.名称 is the 采购单位.</summary>
    private static string WithoutMember(string text)
    {
        var dot = text.LastIndexOf('.');
        return dot > 1 && text[(dot + 1)..].Trim() is "名称" or "编码" or "名稱" or "編碼" or "代码" ? text[..dot] : text;
    }

    /// <summary>The member that an export names with what it belongs to: Номенклатура.Артикул, Order Lines/Quantity.</summary>
    private static string? Member(string text)
    {
        var dot = text.LastIndexOfAny(['.', '/']);
        return dot > 3 && dot < text.Length - 3 && text[dot - 1] != ' ' && char.IsLetter(text[dot + 1]) ? text[(dot + 1)..] : null;
    }

    private static double Score(List<HeaderCell>? cells)
    {
        if (cells is null)
        {
            return 0;
        }

        var best = new Dictionary<Concept, double>();
        foreach (var cell in cells)
        {
            foreach (var m in cell.Meanings)
            {
                if (m.Weight >= MinimumWeight && (!best.TryGetValue(m.Concept, out var w) || w < m.Weight))
                {
                    best[m.Concept] = m.Weight;
                    break;
                }
            }
        }

        var score = best.Values.Sum();
        foreach (var cell in cells)
        {
            score -= cell.Meanings.Count == 0 && cell.Spread is null ? 0.08 : 0;
            score -= cell.Text.Length > 80 ? 0.3 : 0;
        }

        return score + (best.ContainsKey(Concept.Quantity) || cells.Exists(c => c.Spread is not null) ? 0.5 : 0);
    }

    private static bool Qualifies(List<HeaderCell> cells)
    {
        var meanings = new HashSet<Concept>();
        var matched = 0;
        foreach (var cell in cells)
        {
            var top = cell.Meanings.Count > 0 ? cell.Meanings[0] : default;
            if (top.Weight >= MinimumWeight)
            {
                matched++;
                meanings.Add(top.Concept);
            }
        }

        var core = meanings.Count(Core.Contains);
        if (core == 0)
        {
            return meanings.Count >= 3 && matched * 2 >= cells.Count;
        }

        var captions = cells.Count(c => c.Spread is null);
        return meanings.Count + (cells.Exists(c => c.Spread is { IsWeekday: true }) ? 1 : 0) >= 2 && (matched * 5 >= captions * 2 || meanings.Count >= 5);
    }

    /// <summary>Of headers in neighbouring rows over the same columns the better one stays.</summary>
    private static void Keep(List<HeaderRow> found, HeaderRow header)
    {
        for (var i = found.Count - 1; i >= 0; i--)
        {
            var other = found[i];
            if (header.FirstRow - other.LastRow > 1)
            {
                break;
            }

            if (other.Overlaps(header))
            {
                if (header.Score > other.Score + 0.01)
                {
                    found[i] = header;
                }

                return;
            }
        }

        found.Add(header);
    }
}
