using System.Globalization;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Doubts;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Grouping;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding;

/// <summary>One spreadsheet being understood: short sheets together, a sheet longer than the window row by row.</summary>
internal sealed class UnderstoodSpreadsheet(Func<WorkbookCursor> open, UnderstandingContext context, Words words) : UnderstoodDocument
{
    private const int MaxOpenOrders = 256;

    /// <summary>The columns by which two sheets are one list.</summary>
    private static readonly Concept[] OfLists = [Concept.OrderNumber, Concept.Quantity, Concept.ItemCode, Concept.ItemName, Concept.UnitPrice, Concept.Amount];

    private readonly List<Finding> _findings = [];
    private Finding? _refusal;
    private decimal _confidence = 1;
    private int _orders;

    public override IReadOnlyList<Finding> Findings => _findings;

    public override decimal Confidence => _orders == 0 ? 0 : _confidence;

    public override Finding? Refusal => _refusal;

    public override IEnumerable<UnderstoodOrder> Orders(CancellationToken cancellation)
    {
        var shortSheets = new List<SheetAnalysis>();
        var columnsOfLong = new HashSet<Concept>();
        var streamed = 0;
        using (var cursor = open())
        {
            while (cursor.MoveNextSheet())
            {
                cancellation.ThrowIfCancellationRequested();
                if (cursor.Sheet.Hidden)
                {
                    _findings.Add(UnderstandingFindings.HiddenSheet.At(null, null, cursor.Sheet.Name));
                    continue;
                }

                var grid = ReadWindow(cursor);
                if (grid.Rows.Count == 0)
                {
                    continue;
                }

                var sheet = SheetAnalysis.Of(grid, words, context.Today);
                if (!grid.Truncated || !sheet.Tables.Exists(t => t.CanHoldLines))
                {
                    shortSheets.Add(sheet);
                    continue;
                }

                foreach (var order in LongSheet.Read(sheet, cursor, open, words, context, MaxOpenOrders, _findings, cancellation))
                {
                    streamed++;
                    yield return Count(order);
                }

                _refusal ??= RefusalOf([sheet], streamed);
                columnsOfLong.UnionWith(Meanings(sheet));
            }

            _findings.AddRange(cursor.Findings);
        }

        foreach (var order in streamed == 0 ? ShortSheets(shortSheets) : BesideLong(shortSheets, columnsOfLong))
        {
            yield return Count(order);
        }
    }

    /// <summary>Short sheets of the same columns go on the long one's list; what other lines of goods mean beside it is asked.</summary>
    private IEnumerable<UnderstoodOrder> BesideLong(List<SheetAnalysis> sheets, HashSet<Concept> columns)
    {
        foreach (var sheet in sheets.Where(s => s.Tables.Exists(t => t.CanHoldLines)))
        {
            SheetLines.Read(sheet, words);
        }

        var alike = sheets.FindAll(s => s.Lines.Count > 0 && columns.SetEquals(Meanings(s)));
        if (sheets.Find(s => s.Lines.Count > 0 && !alike.Contains(s)) is { } other)
        {
            _refusal ??= UnderstandingFindings.SheetUnread.At(other.Grid.Info.Name, null, other.Grid.Info.Name);
        }

        return alike.Count == 0 ? [] : Group(alike, sheets);
    }

    private static IEnumerable<Concept> Meanings(SheetAnalysis sheet) =>
        sheet.Tables.Where(t => t.CanHoldLines).SelectMany(t => t.Plan.Columns).Select(c => c.Meaning).Where(m => Array.IndexOf(OfLists, m) >= 0);

    private UnderstoodOrder Count(UnderstoodOrder order)
    {
        _orders++;
        _confidence = Math.Min(_confidence, order.Confidence);
        return order;
    }

    private static SheetGrid ReadWindow(WorkbookCursor cursor)
    {
        var grid = new SheetGrid(cursor.Sheet);
        while (cursor.MoveNextRow())
        {
            grid.Add(cursor.Row.Copy());
            if (grid.Rows.Count == SpreadsheetReader.Window)
            {
                grid.Truncated = true;
                return grid;
            }
        }

        grid.SetMerges(cursor.Merges.ToArray());
        return grid;
    }

    private List<UnderstoodOrder> ShortSheets(List<SheetAnalysis> sheets)
    {
        foreach (var sheet in sheets)
        {
            SheetLines.Read(sheet, words);
        }

        var chosen = SheetChoice.Choose(sheets, _findings);
        var orders = Group(chosen, sheets);
        _refusal = RefusalOf(chosen.Count > 0 ? chosen : sheets, orders.Count);
        return orders;
    }

    private List<UnderstoodOrder> Group(List<SheetAnalysis> chosen, List<SheetAnalysis> all)
    {
        var grouping = new OrderGrouping(context, int.MaxValue);
        var heads = HeadTable.From(all, words);
        var cover = all.Except(chosen).FirstOrDefault(s => s.Title.OrderNumber is not null && s.Lines.Count == 0);
        var pages = chosen.SelectMany(s => s.Lines).ToList();
        foreach (var sheet in chosen)
        {
            ReportUnsure(sheet);
            var ofSheet = Questions(sheet.Findings);
            var tables = Settled(sheet, chosen.Count == 1 ? cover : null);
            if (StatedLineCount.Contradiction(sheet, [.. tables.SelectMany(t => t.Lines)]) is { } missing)
            {
                ofSheet.Add(missing);
            }

            foreach (var (table, title, lines) in tables)
            {
                List<Finding> questions = [.. ofSheet, .. Questions(title.Findings), .. SecondLook.Questions(sheet, table, title, lines, words)];
                var oneOrder = lines.Select(l => l.Head.OrderNumber ?? l.Head.GroupKey).Where(k => k is not null).Distinct().Count() <= 1;
                var totals = oneOrder ? Totals.Of(sheet, table, title, lines, pages, questions) : null;
                var setting = new OrderSetting(sheet, table.Plan, title, totals, questions, words);
                if (!setting.NamesCustomer)
                {
                    questions.AddRange(CustomerNotNamed.Question(sheet, setting.GuessedCustomer) is { } unnamed ? [unnamed] : []);
                    questions.AddRange(NamesWithoutCaption.Find(table));
                }

                var byCustomer = OrderGrouping.ByCustomer(table, sheet);
                foreach (var line in lines)
                {
                    grouping.Add(heads.Complete(line, title.OrderNumber is not null, title.Text(Concept.Customer) ?? sheet.Title.Text(Concept.Customer)), setting, byCustomer);
                }
            }
        }

        return [.. grouping.Rest()];
    }

    /// <summary>The tables of a sheet that have lines, with those that count.</summary>
    private List<(AnalysedTable Table, TitleBlock Title, List<LineDraft> Lines)> Settled(SheetAnalysis sheet, SheetAnalysis? cover)
    {
        var settled = new List<(AnalysedTable Table, TitleBlock Title, List<LineDraft> Lines)>();
        foreach (var table in sheet.Tables.Where(t => t.CanHoldLines))
        {
            var title = TitleOf(table, sheet, cover);
            var lines = WithdrawnLines.Settle(sheet, table, title, sheet.Lines.FindAll(l => l.Table == table.Plan), _findings);
            if (lines.Count > 0)
            {
                settled.Add((table, title, lines));
            }
        }

        return settled;
    }

    /// <summary>The findings that orders must wait for; the others are remarks on the document.</summary>
    private List<Finding> Questions(IReadOnlyList<Finding> found)
    {
        _findings.AddRange(found.Where(f => f.Severity < Severity.Hold));
        return [.. found.Where(f => f.Severity >= Severity.Hold)];
    }

    /// <summary>A table's own title block where it names an order; else the sheet's, else the cover sheet's.</summary>
    private static TitleBlock TitleOf(AnalysedTable table, SheetAnalysis sheet, SheetAnalysis? cover)
    {
        if (table.Title.OrderNumber is not null || sheet.Title.OrderNumber is null && cover is null)
        {
            return table.Title;
        }

        return sheet.Title.OrderNumber is not null ? sheet.Title : cover!.Title;
    }

    /// <summary>Why the document is not to become orders by itself; null for an order.</summary>
    private Finding? RefusalOf(IReadOnlyList<SheetAnalysis> sheets, int orders)
    {
        var claims = sheets.Select(s => s.Claim).OfType<DocumentClaim>().ToList();
        var claim = claims.Count == 0 ? null : claims.Exists(c => DocumentJudge.IsOrder(c.Kind) && c.Weight >= 0.5) && orders > 0
            ? claims.Where(c => DocumentJudge.IsOrder(c.Kind)).MaxBy(c => c.Weight)
            : claims.MaxBy(c => c.Weight);
        if (orders > 0)
        {
            return Papers.IsConfirmation(claim) ? DocumentJudge.RefuseConfirmation(claim!) : claim is { Weight: >= 0.5 } && !DocumentJudge.IsOrder(claim.Kind) && claim.Kind != DocumentKind.Template ? DocumentJudge.Refuse(claim) : null;
        }

        var table = sheets.SelectMany(s => s.Tables).MaxBy(t => t.Region.Header.Score);
        if (table is null)
        {
            return UnknownCaptions.Find(sheets) ?? UnderstandingFindings.NoTableFound.At(null, null);
        }

        var where = CellText.Place(table.Region.Grid.Info, table.Region.FirstColumn, table.Region.Header.FirstRow);
        var filled = table.Region.Rows.Any(r => table.Region.Headers.Count(h => Tables.TableRegion.Value(r, h) is not null) >= 2);
        if (claim?.Kind == DocumentKind.StockList && filled)
        {
            return UnderstandingFindings.StockList.At(where, null);
        }

        if (UnknownCaptions.Find(sheets) is { } unknown)
        {
            return unknown;
        }

        if (sheets.Any(s => s.SawPlaceholder) || !filled || table.CanHoldLines)
        {
            return UnderstandingFindings.BlankTemplate.At(where, null);
        }

        var item = table.Plan.Has(Concept.ItemName) || table.Plan.Has(Concept.ItemCode);
        return item && !table.Plan.Has(Concept.OrderNumber) && (table.Plan.Has(Concept.UnitPrice) || table.Plan.Has(Concept.ListPrice) || table.Plan.Has(Concept.OtherPrice))
            ? UnderstandingFindings.PriceList.At(where, null)
            : UnderstandingFindings.HeaderOnly.At(where, null);
    }

    private void ReportUnsure(SheetAnalysis sheet)
    {
        foreach (var column in sheet.Tables.Where(t => t.CanHoldLines).SelectMany(t => t.Plan.Columns))
        {
            if (column.Header.Hidden && FieldPaths.Of(column.Meaning) is { } read)
            {
                var severity = column.Meaning == Concept.Quantity ? Severity.Hold : column.Meaning is Concept.UnitPrice or Concept.Amount or Concept.DeliveryDate or Concept.OrderNumber ? Severity.Warning : Severity.Info;
                sheet.Findings.Add(UnderstandingFindings.HiddenColumn.As(
                    severity, CellText.Place(sheet.Grid.Info, column.Header.Column, sheet.FirstHeaderRow), read, CellText.ColumnName(column.Header.Column), column.Header.Text, OrderTerms.Of(read)));
            }

            if (column.Confidence < context.AcceptAt && FieldPaths.Of(column.Meaning) is { } path)
            {
                _findings.Add(UnderstandingFindings.ColumnUnsure.At(
                    CellText.ColumnPattern(sheet.Grid.Info, column.Header.Column).Replace("{row}", string.Empty, StringComparison.Ordinal), path,
                    CellText.ColumnName(column.Header.Column), column.Header.Text, OrderTerms.Of(path), column.Confidence.ToString("0.00", CultureInfo.InvariantCulture)));
            }
        }
    }
}
