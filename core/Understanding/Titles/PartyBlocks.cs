using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>
/// Parts of a form that are one party's by their heading: <c>DADOS DO FORNECEDOR</c> over its lines, <c>需方</c> and <c>供方</c> side by side over theirs,
/// <c>발주자</c> written downwards beside its lines. A name or a detail in them is that party's, whatever its own label says.
/// </summary>
internal sealed class PartyBlocks(TitleLabels labels)
{
    private const int MaxRows = 10;
    private const int MostBlocks = 32;
    private const int MostMerges = 2000;
    private const int LongestHeading = 40;
    private const double LeastHeading = 0.55;
    private const decimal NameConfidence = 0.93m;

    public List<TitleField> Settle(SheetGrid grid, List<TitleField> fields, Func<int, int, bool> inBody)
    {
        var blocks = Find(grid, inBody);
        if (blocks.Count == 0)
        {
            return fields;
        }

        var settled = fields.FindAll(f => !blocks.Exists(b => b.Heading == f.Column && b.FirstRow - 1 == f.Row)).ConvertAll(f => blocks.Find(b => b.Holds(f)) is { } block ? Of(block, f) : f);
        foreach (var block in blocks.Where(b => !settled.Exists(f => f.Meaning == b.Party && b.Holds(f))))
        {
            if (Name(grid, block) is { } name)
            {
                settled.Add(name);
            }
        }

        return settled;
    }

    private static TitleField Of(Block block, TitleField field) => field.Meaning switch
    {
        Concept.Customer or Concept.Supplier => field with { Meaning = block.Party },
        Concept.CustomerCode or Concept.SupplierCode => field with { Meaning = block.Party == Concept.Customer ? Concept.CustomerCode : Concept.SupplierCode },
        Concept.Contact or Concept.Email or Concept.Phone or Concept.CustomerTaxId => field with { OfSupplier = block.Party == Concept.Supplier },
        Concept.ShipTo when field.Confidence < PartyDetails.StrongLabel => field with { OfSupplier = block.Party == Concept.Supplier },
        _ => field,
    };

    private List<Block> Find(SheetGrid grid, Func<int, int, bool> inBody)
    {
        var blocks = new List<Block>();
        foreach (var merge in grid.Merges.Take(MostMerges).Where(m => m.LastRow > m.FirstRow && m.LastRow - m.FirstRow < MaxRows && m.FirstColumn == m.LastColumn && !inBody(m.FirstRow, m.FirstColumn)))
        {
            if (Party(Together(CellText.Of(grid.At(merge.FirstRow, merge.FirstColumn)))) is { } party)
            {
                blocks.Add(new Block(party, merge.FirstRow, merge.LastRow, merge.FirstColumn + 1, int.MaxValue));
            }
        }

        foreach (var row in grid.Rows)
        {
            // A sheet full of parties is no form, and each block is held against each field.
            blocks.AddRange(Headings(grid, row, inBody));
            if (blocks.Count > MostBlocks)
            {
                return [];
            }
        }

        // Side by side, a block ends where the next one begins.
        return [.. blocks.Select(b => b with
        {
            LastColumn = blocks.Where(o => o.FirstColumn > b.FirstColumn && o.FirstRow <= b.LastRow && o.LastRow >= b.FirstRow).Select(o => o.Start - 1).DefaultIfEmpty(b.LastColumn).Min(),
        })];
    }

    /// <summary>The headings of parties in a row, each over labelled lines: a label with its value is none.</summary>
    private List<Block> Headings(SheetGrid grid, SheetRow row, Func<int, int, bool> inBody)
    {
        var headings = new List<Block>();
        foreach (var cell in row.Cells)
        {
            if (cell.Kind != CellKind.Text || inBody(row.Number, cell.Column) || inBody(row.Number + 1, cell.Column) || CellText.Of(cell) is not { Length: >= 2 and <= LongestHeading } text || TitleLabels.LabelEnd(text) is > 0 and var end && end < text.Length - 1
                || Party(text.TrimEnd(':', '：')) is not { } party || !IsLabel(CellText.Of(grid.At(row.Number + 1, cell.Column))))
            {
                continue;
            }

            var last = row.Number + 1;
            while (last - row.Number < MaxRows && IsLabel(CellText.Of(grid.At(last + 1, cell.Column))) && !inBody(last + 1, cell.Column))
            {
                last++;
            }

            // "Supplier | ACME" and, below it, "Phone | 1234" is a column of labels: beside a heading stands nothing or the next heading.
            var beside = RightOf(grid, row, cell.Column);
            if (beside is not { } next || IsLabel(CellText.Of(grid.At(row.Number + 1, next.Column))))
            {
                headings.Add(new Block(party, row.Number + 1, last, cell.Column, beside is { } other ? other.Column - 1 : int.MaxValue, cell.Column));
            }
        }

        return headings;
    }

    private bool IsLabel(string text) =>
        text.Length > 0 && (labels.IsLabel(text) || labels.IsLabelled(text) || TitleLabels.LabelEnd(text) > 0 && labels.BestConcept(text[..TitleLabels.LabelEnd(text)].Trim(), LeastHeading, string.Empty) is not null);

    private Concept? Party(string text) =>
        text.Length is >= 2 and <= LongestHeading && !Addressee.LooksLikeInstitution(text) && !Addressee.LooksLikeCompany(text) && !labels.IsTitle(text) && labels.BestConcept(text, LeastHeading, string.Empty) is { Concept: Concept.Customer or Concept.Supplier } match ? match.Concept : null;

    /// <summary>The party's name behind a label that means a firm's name there: 상호, Razón social, 单位名称.</summary>
    private TitleField? Name(SheetGrid grid, Block block)
    {
        foreach (var row in grid.Rows.Where(r => r.Number >= block.FirstRow && r.Number <= block.LastRow))
        {
            foreach (var cell in row.Cells.ToArray())
            {
                if (cell.Kind != CellKind.Text || cell.Column < block.FirstColumn || cell.Column > block.LastColumn)
                {
                    continue;
                }

                var text = CellText.Of(cell);
                var end = TitleLabels.LabelEnd(text);
                var label = end > 0 ? text[..end].Trim() : text;
                if (labels.BestConcept(label, 0.5, string.Empty) is not { Concept: Concept.Customer or Concept.Supplier or Concept.ItemName })
                {
                    continue;
                }

                if (end > 0 && text[(end + 1)..].Trim() is { Length: >= 2 } behind)
                {
                    return new TitleField(block.Party, behind, null, CellText.Place(grid.Info, cell.Column, row.Number), NameConfidence, true, row.Number, cell.Column, label);
                }

                if (RightOf(grid, row, cell.Column) is { Kind: CellKind.Text } name && name.Column <= block.LastColumn && CellText.Of(name) is { Length: >= 2 } value && !labels.IsLabel(value) && labels.CanBe(block.Party, value))
                {
                    return new TitleField(block.Party, value, name, CellText.Place(grid.Info, name.Column, row.Number), NameConfidence, true, row.Number, cell.Column, label);
                }
            }
        }

        return null;
    }

    /// <summary>The next cell that holds anything, behind the merge of this one; null where none does.</summary>
    public static Cell? RightOf(SheetGrid grid, SheetRow row, int column)
    {
        var from = grid.LastColumnOfMerge(row.Number, column) + 1;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Column >= from && !CellText.IsBlank(cell))
            {
                return cell;
            }
        }

        return null;
    }

    private static string Together(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private sealed record Block(Concept Party, int FirstRow, int LastRow, int FirstColumn, int LastColumn, int? Heading = null)
    {
        /// <summary>Where the block begins, its heading included.</summary>
        public int Start => Heading ?? FirstColumn - 1;

        public bool Holds(TitleField field) => field.Row >= FirstRow && field.Row <= LastRow && field.Column >= FirstColumn && field.Column <= LastColumn;
    }
}
