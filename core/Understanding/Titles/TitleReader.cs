using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>
/// Reads what stands around the table: labels with their value behind the colon, to the right, or below; the number beside the
/// document's title; the addressee with its honorific.
/// </summary>
internal sealed class TitleReader(Words words, DateOnly today)
{
    private const int ReachRight = 7;
    private const int MaxLabel = 60;
    private const int LeastDigits = 3;

    /// <summary>All labelled values of the sheet outside the rows for which <paramref name="inBody"/> is true.</summary>
    public List<TitleField> Read(SheetGrid grid, Func<int, int, bool> inBody, int firstHeaderRow)
    {
        var fields = new List<TitleField>();
        foreach (var row in grid.Rows)
        {
            if (row.Number < firstHeaderRow && IsLabelRow(grid, row, inBody))
            {
                ReadBelow(grid, row, inBody, fields);
                continue;
            }

            foreach (var cell in row.Cells.ToArray())
            {
                if (cell.Kind == CellKind.Text && !CellText.IsBlank(cell) && !inBody(row.Number, cell.Column))
                {
                    ReadCell(grid, row, cell, inBody, row.Number < firstHeaderRow, fields);
                }
            }
        }

        return [.. fields.SelectMany(f => NumberWithDay.Split(f, words, today))];
    }

    /// <summary>True for a row of labels over a row of their values: 订单编号 | 下单日期 | 客户名称.</summary>
    private bool IsLabelRow(SheetGrid grid, SheetRow row, Func<int, int, bool> inBody)
    {
        int texts = 0, labels = 0, values = 0;
        foreach (ref readonly var cell in row.Cells)
        {
            if (CellText.IsBlank(cell))
            {
                continue;
            }

            if (cell.Kind != CellKind.Text || inBody(row.Number, cell.Column) || inBody(row.Number + 1, cell.Column))
            {
                return false;
            }

            texts++;
            if (CellText.Of(cell) is var labelled && LabelEnd(labelled) is > 0 and var end && end < labelled.Length - 1)
            {
                return false;
            }

            labels += CellText.Of(cell) is var text && text.Length <= MaxLabel && BestConcept(text.TrimEnd(':', '：'), 0.55, string.Empty) is not null ? 1 : 0;
            values += grid.At(row.Number + 1, cell.Column) is { } below && !CellText.IsBlank(below) && !IsLabel(CellText.Of(below)) ? 1 : 0;
        }

        return labels >= 3 && labels * 4 >= texts * 3 && values * 2 > texts;
    }

    private void ReadBelow(SheetGrid grid, SheetRow row, Func<int, int, bool> inBody, List<TitleField> fields)
    {
        foreach (var cell in row.Cells.ToArray())
        {
            var label = CellText.Of(cell).TrimEnd(':', '：');
            if (grid.At(row.Number + 1, cell.Column) is { } below && CellText.Of(below) is { Length: > 0 } value && !inBody(row.Number + 1, cell.Column)
                && BestConcept(label, 0.55, value) is { } match && Accepts(match.Concept, value, below))
            {
                fields.Add(new TitleField(
                    match.Concept, FirstLine(value), below, CellText.Place(grid.Info, cell.Column, row.Number + 1), Confidence(match, 0.92m), true, row.Number, cell.Column, label));
            }
        }
    }

    private void ReadCell(SheetGrid grid, SheetRow row, Cell cell, Func<int, int, bool> inBody, bool above, List<TitleField> fields)
    {
        var text = CellText.Of(cell);
        var where = CellText.Place(grid.Info, cell.Column, row.Number);
        var pieces = Pieces(text);
        foreach (var piece in pieces)
        {
            var colon = LabelEnd(piece);
            if (colon > 0)
            {
                var label = piece[..colon].Trim();
                var value = piece[(colon + 1)..].Trim();
                var beside = value.Length > 0 ? value : Right(grid, row, cell, inBody)?.Text ?? string.Empty;
                if ((BestConcept(label, 0.55, beside) ?? BestConcept(label, 0.55, value)) is not { } best)
                {
                    continue;
                }

                var match = above && beside.Length > 0 ? FirmRatherThanSignature(label, best) : best;

                if (value.Length > 0 && Accepts(match.Concept, value, null))
                {
                    fields.Add(new TitleField(match.Concept, value, null, where, Confidence(match, 0.97m), above, row.Number, cell.Column, label));
                    continue;
                }

                if (pieces.Count == 1 || piece == pieces[^1] || value.Length == 0)
                {
                    Beside(grid, row, cell, inBody, match, above, fields, label);
                }
            }
            else if (pieces.Count == 1)
            {
                Unmarked(grid, row, cell, inBody, piece, where, above, fields);
            }
        }
    }

    private void Unmarked(SheetGrid grid, SheetRow row, Cell cell, Func<int, int, bool> inBody, string text, string where, bool above, List<TitleField> fields)
    {
        if (above && TitledNumber.Find(text, words, today) is { } titled)
        {
            fields.Add(new TitleField(Concept.OrderNumber, titled.Number, null, where, titled.Marked ? 0.93m : 0.86m, above, row.Number, cell.Column));
            if (titled.Date is { } date)
            {
                fields.Add(new TitleField(Concept.OrderDate, date, null, where, 0.93m, above, row.Number, cell.Column));
            }

            return;
        }

        if (above && IsWrittenDate(text))
        {
            fields.Add(new TitleField(Concept.OrderDate, text[(text.LastIndexOf(',') + 1)..].Trim(), null, where, 0.87m, above, row.Number, cell.Column));
            return;
        }

        if (above && TitledNumber.DateAlone(text, words, today) is { } dated)
        {
            fields.Add(new TitleField(Concept.OrderDate, dated, null, where, 0.9m, above, row.Number, cell.Column));
            return;
        }

        if (above && LabelledDate(text) is { } day)
        {
            fields.Add(new TitleField(day.Match.Concept, day.Date, null, where, Confidence(day.Match, 0.95m), above, row.Number, cell.Column));
            return;
        }

        // A date proves a weak label ("Issued"); a name or a number would not.
        if (text.Length <= MaxLabel && (BestConcept(text, 0.75, string.Empty) ?? WeakDate(text) ?? WeakParty(grid, row, cell, inBody, text) ?? WeakNumber(grid, row, cell, inBody, text)) is { } match)
        {
            Beside(grid, row, cell, inBody, match, above, fields, text);
            return;
        }

        // "PO No. 4711": the label and its number in one cell without a colon.
        var blank = text.LastIndexOf(' ');
        if (blank > 0 && text.Length <= MaxLabel && text[(blank + 1)..] is var number && LooksLikeOrderNumber(number) && !TitledNumber.IsPeriod(number)
            && BestConcept(text[..blank], 0.85, number) is { Concept: Concept.OrderNumber } own)
        {
            fields.Add(new TitleField(Concept.OrderNumber, number, null, where, Confidence(own, 0.93m), above, row.Number, cell.Column));
            return;
        }

        // The number beside the document's title needs no label.
        if (above && words.Document(text) is { Kind: DocumentKind.Order, Score: >= 0.6 } && Right(grid, row, cell, inBody) is { } beside
            && LooksLikeOrderNumber(beside.Text) && !words.Values.Dates.TryRead(beside.Text, DayMonthOrder.Unknown, today, out _))
        {
            fields.Add(new TitleField(Concept.OrderNumber, beside.Text, beside.Cell, beside.Where, 0.88m, above, row.Number, cell.Column));
        }
    }

    /// <summary>A label with its day in one cell and no colon between: <c>Établi le 12/09/2026</c>, <c>納品日 2026/9/1</c>.</summary>
    private (ConceptMatch Match, string Date)? LabelledDate(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('0', '9');
        return at > 1 && text.Length <= MaxLabel && text[at..] is { Length: >= 6 } date && text[..at].TrimEnd() is { Length: > 1 } label
            && words.Values.Dates.TryRead(date, DayMonthOrder.Unknown, today, out var read) && !read.YearMissing && (WeakDate(label) ?? default) is { Weight: > 0 } match
            ? (match, date)
            : null;
    }

    /// <summary>A day written out that stands alone above the table: <c>2026年11月10日</c>, <c>Hà Nội, ngày 18 tháng 11 năm 2026</c>.</summary>
    private bool IsWrittenDate(string text)
    {
        var isWritten = text.Contains('年') && text.Contains('月') && text.Contains('日')
            || text.Contains("tháng", StringComparison.OrdinalIgnoreCase) && text.Contains("năm", StringComparison.OrdinalIgnoreCase);
        return isWritten && text.Length <= MaxLabel
            && words.Values.Dates.TryRead(text[(text.LastIndexOf(',') + 1)..].Trim(), DayMonthOrder.DayMonthYear, today, out var date) && !date.YearMissing;
    }

    /// <summary>The value to the right of a label, else below it, else below and one to the right.</summary>
    private void Beside(
        SheetGrid grid, SheetRow row, Cell label, Func<int, int, bool> inBody, ConceptMatch match, bool above, List<TitleField> fields, string text)
    {
        var right = Right(grid, row, label, inBody);
        if (right is { } r && Accepts(match.Concept, r.Text, r.Cell) && !IsLabel(r.Text))
        {
            fields.Add(new TitleField(match.Concept, r.Text, r.Cell, r.Where, Confidence(match, 0.96m), above, row.Number, label.Column, text));
            return;
        }

        foreach (var (down, across) in (ReadOnlySpan<(int, int)>)[(1, 0), (1, 1), (2, 0)])
        {
            var number = row.Number + down;
            if (inBody(number, label.Column + across) || grid.At(number, label.Column + across) is not { } below || CellText.IsBlank(below))
            {
                continue;
            }

            var value = CellText.Of(below);
            if (Accepts(match.Concept, value, below) && !IsLabel(value) && (right is null || !IsLabel(right.Value.Text) || text.EndsWith(':') || down == 1))
            {
                fields.Add(new TitleField(
                    match.Concept, FirstLine(value), below, CellText.Place(grid.Info, label.Column + across, number), Confidence(match, 0.92m), above, row.Number, label.Column, text));
                return;
            }

            break;
        }
    }

    private static (string Text, Cell Cell, string Where)? Right(SheetGrid grid, SheetRow row, Cell cell, Func<int, int, bool> inBody)
    {
        var from = grid.LastColumnOfMerge(row.Number, cell.Column) + 1;
        for (var column = from; column < from + ReachRight; column++)
        {
            if (SheetGrid.Find(row, column) is { } next && !CellText.IsBlank(next))
            {
                return inBody(row.Number, column) ? null : (CellText.Of(next), next, CellText.Place(grid.Info, column, row.Number));
            }
        }

        return null;
    }

    private bool IsLabel(string text) => LabelEnd(text) == text.Length - 1 && text.Length > 1
        || text.Length <= MaxLabel && !text.AsSpan().ContainsAnyInRange('0', '9') && BestConcept(text, 0.97, string.Empty) is not null;

    /// <summary>The strongest meaning of a label whose kind of value fits; a weak word needs a colon's support.</summary>
    private ConceptMatch? BestConcept(string label, double atLeast, string value)
    {
        if (label.Length is 0 or > MaxLabel)
        {
            return null;
        }

        ConceptMatch? best = null;
        foreach (var match in words.Concepts(label))
        {
            if (match.Weight >= atLeast && (best is null || match.Weight > best.Value.Weight) && (value.Length == 0 || Accepts(match.Concept, value, null)))
            {
                best = match;
            }
        }

        return best;
    }

    /// <summary>"Firma" is a signature in one language and a company in the next: with a name behind it above the table nobody has signed.</summary>
    private ConceptMatch FirmRatherThanSignature(string label, ConceptMatch best)
    {
        if (best.Concept != Concept.Signature)
        {
            return best;
        }

        foreach (var match in words.Concepts(label))
        {
            if (match.Concept == Concept.Customer && match.Weight >= 0.55)
            {
                return match;
            }
        }

        return best;
    }

    private ConceptMatch? WeakDate(string label) =>
        BestConcept(label, 0.55, string.Empty) is { Concept: Concept.OrderDate or Concept.DeliveryDate or Concept.RequestedDate } match ? match : null;

    /// <summary>"Company" with a company's name beside or below it.</summary>
    private ConceptMatch? WeakParty(SheetGrid grid, SheetRow row, Cell label, Func<int, int, bool> inBody, string text)
    {
        if (BestConcept(text, 0.55, string.Empty) is not { Concept: Concept.Customer or Concept.Supplier } match)
        {
            return null;
        }

        var beside = Right(grid, row, label, inBody)?.Text;
        var below = inBody(row.Number + 1, label.Column) ? string.Empty : CellText.Of(grid.At(row.Number + 1, label.Column));
        return beside is not null && Addressee.LooksLikeCompany(beside) || Addressee.LooksLikeCompany(below) ? match : null;
    }

    /// <summary>"No." with a number of three digits and more beside it, below the title of an order.</summary>
    private ConceptMatch? WeakNumber(SheetGrid grid, SheetRow row, Cell label, Func<int, int, bool> inBody, string text)
    {
        if (BestConcept(text, 0.55, string.Empty) is not { Concept: Concept.OrderNumber } match || Right(grid, row, label, inBody) is not { Text: var number }
            || !LooksLikeOrderNumber(number) || TitledNumber.IsPeriod(number) || number.Count(char.IsAsciiDigit) < LeastDigits)
        {
            return null;
        }

        foreach (var above in grid.Rows.TakeWhile(r => r.Number <= row.Number))
        {
            foreach (ref readonly var title in above.Cells)
            {
                if (title.Kind == CellKind.Text && title.Column <= label.Column && CellText.Of(title) is { Length: <= MaxLabel } said && said != text
                    && words.Document(said) is { Score: >= 0.6 } document)
                {
                    return document.Kind == DocumentKind.Order ? match : null;
                }
            }
        }

        return null;
    }

    private static decimal Confidence(in ConceptMatch match, decimal ceiling) => Math.Round(ceiling * (match.Weight >= 0.9 ? 1m : match.Weight >= 0.7 ? 0.95m : 0.9m), 3);

    private bool Accepts(Concept concept, string text, Cell? cell)
    {
        if (text.Length == 0 || words.Values.IsPlaceholder(text) && !(IsParty(concept) && Addressee.LooksLikeCompany(text)) || text.AsSpan().IndexOfAny('■', '●', '▲') >= 0 || text.All(c => c is '_' or '-' or '.' or ' ' or '/' or '?' or '？'))
        {
            return false;
        }

        return concept switch
        {
            Concept.OrderNumber or Concept.CustomerOrderNumber or Concept.SourceId => LooksLikeOrderNumber(FirstLine(text)) && cell?.Kind is not CellKind.DateTime && !IsDateInWords(FirstLine(text)),
            Concept.CustomerCode or Concept.SupplierCode or Concept.Salesperson => !Addressee.LooksLikeCompany(text),
            Concept.OrderDate or Concept.DeliveryDate or Concept.RequestedDate => IsDate(text, cell),
            Concept.Currency => words.Values.CurrencyCode(text) is not null,
            Concept.Contact when Addressee.LooksLikeCompany(text) => false,
            Concept.Customer or Concept.Supplier or Concept.Contact or Concept.ShipToName or Concept.ShipTo =>
                text.Length >= 2 && cell?.Kind is null or CellKind.Text && !(NumberText.TryRead(text, NumberStyle.Unknown, out var bare) && bare.IsBare),
            Concept.GoodsTotal or Concept.Discount or Concept.Freight or Concept.TaxTotal or Concept.Payable or Concept.Amount =>
                cell?.Kind == CellKind.Number || NumberText.TryRead(text, NumberStyle.Unknown, out _),
            _ => true,
        };
    }

    private bool IsDateInWords(string text) =>
        text.Contains(' ') && text.AsSpan().ContainsAnyExceptInRange('\0', '@') && words.Values.Dates.TryRead(text, DayMonthOrder.Unknown, today, out _);

    private static bool IsParty(Concept concept) => concept is Concept.Customer or Concept.Supplier or Concept.ShipToName or Concept.ShipTo;

    private bool IsDate(string text, Cell? cell) =>
        cell?.Kind == CellKind.DateTime || cell is { Kind: CellKind.Number, Number: >= 20_000 and <= 80_000 }
        || words.Values.Dates.TryRead(FirstLine(text), DayMonthOrder.Unknown, today, out _) || SerialText.IsDate(text);

    /// <summary>Has a digit, is not long, has few blanks, and is no amount of money.</summary>
    internal static bool LooksLikeOrderNumber(string text) =>
        text.Length is >= 1 and <= 40 && text.AsSpan().ContainsAnyInRange('0', '9') && text.AsSpan().Count(' ') <= 2 && text.AsSpan().IndexOfAny(':', '：') < 0
        && !(NumberText.TryRead(text, NumberStyle.Unknown, out var n) && decimal.Truncate(n.Value) != n.Value && n.IsBare);

    private static string FirstLine(string text)
    {
        var end = text.IndexOfAny(['\n', '\r']);
        return end < 0 ? text : text[..end].Trim();
    }

    /// <summary>The end of a label: a colon that is not part of a time, a ratio or an address.</summary>
    private static int LabelEnd(string piece)
    {
        for (var i = 1; i < piece.Length && i <= MaxLabel; i++)
        {
            if (piece[i] is ':' or '：' && !(i + 1 < piece.Length && piece[i + 1] == '/')
                && !(char.IsAsciiDigit(piece[i - 1]) && i + 1 < piece.Length && char.IsAsciiDigit(piece[i + 1])))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A cell may hold several labelled values: one per line, or parted by wide gaps.</summary>
    private static List<string> Pieces(string text)
    {
        var pieces = new List<string>();
        foreach (var line in text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var marks = line.AsSpan().Count(':') + line.AsSpan().Count('：');
            if (marks > 1)
            {
                pieces.AddRange(line.Split(["   ", "\t", "\u3000\u3000"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            }
            else
            {
                pieces.Add(line);
            }
        }

        return pieces;
    }
}
