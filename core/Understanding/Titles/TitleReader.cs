using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>
/// Reads what stands around the table: labels with their value behind the colon, to the right, or below; the number beside the
/// document's title; the addressee with its honorific.
/// </summary>
internal sealed class TitleReader
{
    private const int ReachRight = 7;
    private const int MaxLabel = TitleLabels.MaxLabel;
    /// <summary>Beyond as many texts around its tables a sheet is no form.</summary>
    private const int MostCells = 40_000;
    private const int LeastDigits = 3;
    private const int TitleBelow = 3;
    private const int Near = 2;
    private const int LongestCode = 12;
    private const int LongestName = 8; // 单位名称, 상호(법인명)
    private readonly Words _words;
    private readonly DateOnly _today;
    private readonly TitleValues _values;
    private readonly TitleLabels _labels;
    private readonly UnlabelledDays _days;
    private readonly AddressBlock _addresses;

    public TitleReader(Words words, DateOnly today)
    {
        _words = words;
        _today = today;
        _values = new TitleValues(words, today);
        _labels = new TitleLabels(words, _values);
        _days = new UnlabelledDays(words, _labels, today);
        _addresses = new AddressBlock(words, _labels);
    }

    /// <summary>All labelled values of the sheet outside the rows for which <paramref name="inBody"/> is true.</summary>
    public List<TitleField> Read(SheetGrid grid, Func<int, int, bool> inBody, int firstHeaderRow)
    {
        var fields = new List<TitleField>();
        var cells = 0;
        foreach (var row in grid.Rows)
        {
            if (IsLabelRow(grid, row, inBody))
            {
                ReadBelow(grid, row, inBody, row.Number < firstHeaderRow, fields);
                continue;
            }

            foreach (var cell in row.Cells)
            {
                if (cell.Kind == CellKind.Text && !CellText.IsBlank(cell) && !inBody(row.Number, cell.Column) && !_addresses.Holds(row.Number, cell.Column) && cells++ < MostCells)
                {
                    ReadCell(grid, row, cell, inBody, row.Number < firstHeaderRow, fields);
                }
            }
        }

        return [.. fields.Where(f => !IsSigner(f)).SelectMany(f => NumberWithDay.Split(f, _words, _today))];
    }

    /// <summary>"Name:" below the table is where somebody signs, and an address without a firm is where the bill goes.</summary>
    private static bool IsSigner(TitleField field) =>
        field is { Above: false, Meaning: Concept.Customer } && (field.Confidence < PartyDetails.StrongLabel || field.Text.Contains(',') && field.Text.AsSpan().ContainsAnyInRange('0', '9')) && !Addressee.LooksLikeCompany(field.Text) && !Addressee.LooksLikeInstitution(field.Text);

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
            if (CellText.Of(cell) is var labelled && TitleLabels.LabelEnd(labelled) is > 0 and var end && end < labelled.Length - 1)
            {
                return false;
            }

            labels += CellText.Of(cell) is var text && text.Length <= MaxLabel && _labels.BestConcept(text.TrimEnd(':', '：'), 0.55, string.Empty) is not null ? 1 : 0;
            values += grid.At(row.Number + 1, cell.Column) is { } below && !CellText.IsBlank(below) && !_labels.IsLabel(CellText.Of(below)) ? 1 : 0;
        }

        return labels >= 3 && labels * 4 >= texts * 3 && values * 2 > texts;
    }

    private void ReadBelow(SheetGrid grid, SheetRow row, Func<int, int, bool> inBody, bool above, List<TitleField> fields)
    {
        foreach (var cell in row.Cells.ToArray())
        {
            var label = CellText.Of(cell).TrimEnd(':', '：');
            if (grid.At(row.Number + 1, cell.Column) is { } below && CellText.Of(below) is { Length: > 0 } value && !inBody(row.Number + 1, cell.Column)
                && _labels.BestConcept(label, 0.55, value) is { } match && _values.Accepts(match.Concept, value, below))
            {
                fields.Add(new TitleField(
                    match.Concept, TitleValues.FirstLine(value), below, CellText.Place(grid.Info, cell.Column, row.Number + 1), Confidence(match, 0.92m), above, row.Number, cell.Column, label, Below: true));
            }
        }
    }

    private void ReadCell(SheetGrid grid, SheetRow row, Cell cell, Func<int, int, bool> inBody, bool above, List<TitleField> fields)
    {
        var text = CellText.Of(cell);
        var where = CellText.Place(grid.Info, cell.Column, row.Number);
        var pieces = _labels.Parts(text);
        foreach (var piece in pieces)
        {
            var colon = TitleLabels.LabelEnd(piece);
            if (colon > 0)
            {
                var label = piece[..colon].Trim();
                var value = piece[(colon + 1)..].Trim();
                var beside = value.Length > 0 ? value : Right(grid, row, cell, inBody)?.Text ?? string.Empty;
                if ((_labels.BestConcept(label, 0.55, beside) ?? _labels.BestConcept(label, 0.55, value)) is not { } best)
                {
                    continue;
                }

                var match = above && beside.Length > 0 ? _labels.FirmRatherThanSignature(label, best) : best;

                value = match.Concept is Concept.Customer or Concept.Supplier ? BeforeTitle(value) : value;
                if (match.Concept == Concept.Supplier && NameBelowCode(grid, row, cell, value, inBody) is { } named)
                {
                    fields.Add(new TitleField(Concept.SupplierCode, value, null, where, Confidence(match, 0.92m), above, row.Number, cell.Column, label));
                    fields.Add(new TitleField(Concept.Supplier, CellText.Of(named), named, CellText.Place(grid.Info, named.Column, row.Number + 1), Confidence(match, 0.92m), above, row.Number, cell.Column, label, Below: true));
                    continue;
                }

                if (value.Length > 0 && _values.Accepts(match.Concept, value, null))
                {
                    value = match.Concept == Concept.ShipTo && pieces.Count == 1 && !value.AsSpan().ContainsAnyInRange('0', '9') && CellText.Of(grid.At(row.Number + 1, cell.Column)).AsSpan().ContainsAnyInRange('0', '9')
                        && _addresses.Read(grid, row.Number + 1, cell.Column, cell.Column, inBody) is { Length: > 0 } further && !_labels.IsLabelled(further) ? $"{value}, {further}" : value;
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
        // A day beside its label is that label's, not one without.
        var isTaken = fields.Exists(f => f.Where == where);
        if (above && !isTaken && TitledNumber.Find(text, _words, _today) is { } titled)
        {
            fields.Add(new TitleField(Concept.OrderNumber, titled.Number, null, where, titled.Marked ? 0.93m : 0.86m, above, row.Number, cell.Column));
            if (titled.Date is { } date)
            {
                fields.Add(new TitleField(Concept.OrderDate, date, null, where, 0.93m, above, row.Number, cell.Column));
            }

            return;
        }

        if (above && !isTaken && _days.IsWrittenDate(text))
        {
            fields.Add(new TitleField(Concept.OrderDate, text[(text.LastIndexOf(',') + 1)..].Trim(), null, where, 0.87m, above, row.Number, cell.Column));
            return;
        }

        if (above && !isTaken && TitledNumber.DateAlone(text, _words, _today) is { } dated)
        {
            fields.Add(new TitleField(Concept.OrderDate, dated, null, where, 0.9m, above, row.Number, cell.Column));
            return;
        }

        if (above && !isTaken && _days.LabelledDate(text) is { } day)
        {
            fields.Add(new TitleField(day.Match.Concept, day.Date, null, where, Confidence(day.Match, 0.95m), above, row.Number, cell.Column));
            return;
        }

        // A date proves a weak label ("Issued"); a name or a number would not.
        if (text.Length <= MaxLabel && (Sure(text, above && Right(grid, row, cell, inBody) is { } named && !_labels.IsLabel(named.Text) || above && FirmBelow(grid, row, cell, inBody)) ?? _labels.WeakDate(text) ?? WeakParty(grid, row, cell, inBody, text) ?? WeakNumber(grid, row, cell, inBody, text)) is { } match)
        {
            Beside(grid, row, cell, inBody, match, above, fields, text);
            return;
        }

        // "PO No. 4711": the label and its number in one cell without a colon.
        var blank = text.LastIndexOf(' ');
        if (blank > 0 && text.Length <= MaxLabel && text[(blank + 1)..] is var number && TitleValues.LooksLikeOrderNumber(number) && !TitledNumber.IsPeriod(number)
            && _labels.BestConcept(text[..blank], 0.85, number) is { Concept: Concept.OrderNumber } own)
        {
            fields.Add(new TitleField(Concept.OrderNumber, number, null, where, Confidence(own, 0.93m), above, row.Number, cell.Column));
            return;
        }

        // The number beside the document's title needs no label.
        if (above && _words.Document(text) is { Kind: DocumentKind.Order, Score: >= 0.6 } && Right(grid, row, cell, inBody) is { } beside
            && TitleValues.LooksLikeOrderNumber(beside.Text) && !_words.Values.Dates.TryRead(beside.Text, DayMonthOrder.Unknown, _today, out _))
        {
            fields.Add(new TitleField(Concept.OrderNumber, beside.Text, beside.Cell, beside.Where, 0.88m, above, row.Number, cell.Column));
        }
    }

    /// <summary>The value to the right of a label, else below it, else below and one to the right.</summary>
    private void Beside(
        SheetGrid grid, SheetRow row, Cell label, Func<int, int, bool> inBody, ConceptMatch match, bool above, List<TitleField> fields, string text)
    {
        var right = RightOf(match, grid, row, label, inBody);
        right = right is { } far && IsPlace(match.Concept) && StandsBelow(match, grid, row, label, far, inBody) ? null : right;
        if (right is { } r && _values.Accepts(match.Concept, r.Text, r.Cell) && !_labels.IsLabel(r.Text) && !SaysItself(match, r.Text))
        {
            fields.Add(new TitleField(
                match.Concept, Whole(match, grid, row.Number, r.Cell.Column, label.Column, inBody) ?? r.Text, r.Cell, r.Where, Confidence(match, 0.96m), above, row.Number, label.Column, text));
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
            if (_values.Accepts(match.Concept, value, below) && !_labels.IsLabel(value) && !(across == 0 && right is null && TitleValues.TakesAnything(match.Concept) && CellText.Of(label) is not [.., ':' or '：'] && FollowsPair(grid, row, label, inBody)) && !_labels.IsLabelled(value) && !SaysItself(match, value) && (right is null || !_labels.IsLabel(right.Value.Text) || text.EndsWith(':') || down == 1))
            {
                fields.Add(new TitleField(
                    match.Concept, Whole(match, grid, number, label.Column + across, label.Column, inBody) ?? TitleValues.FirstLine(value), below, CellText.Place(grid.Info, label.Column + across, number), Confidence(match, 0.92m), above, row.Number, label.Column, text, Below: true));
                return;
            }

            break;
        }
    }

    /// <summary>회사명 : (주)표본 / 발주서조회 / 2025/11/01 ~ …: a report's head names the firm, then itself.</summary>
    private string BeforeTitle(string value) =>
        value.IndexOf(" / ", StringComparison.Ordinal) is > 0 and var at && value[(at + 3)..].Split(" / ")[0] is var title && _words.Document(title.Trim()) is { Score: >= 0.6 } ? value[..at].Trim() : value;

    /// <summary>"Vendor: V10233" over the vendor's name.</summary>
    private Cell? NameBelowCode(SheetGrid grid, SheetRow row, Cell cell, string code, Func<int, int, bool> inBody) =>
        code.Length is > 1 and <= LongestCode && !code.Contains(' ') && code.AsSpan().ContainsAnyInRange('0', '9') && !inBody(row.Number + 1, cell.Column)
        && grid.At(row.Number + 1, cell.Column) is { Kind: CellKind.Text } below && LooksLikeName(CellText.Of(below)) && !_labels.IsLabelled(CellText.Of(below)) ? below : null;

    private static bool IsPlace(Concept concept) => concept is Concept.Customer or Concept.Supplier or Concept.ShipTo or Concept.ShipToName;

    /// <summary>
    /// True for a firm or an address right below its label, where what stands beside the label is columns away and is neither: another block's.
    /// </summary>
    private bool StandsBelow(in ConceptMatch match, SheetGrid grid, SheetRow row, Cell label, in (string Text, Cell Cell, string Where) right, Func<int, int, bool> inBody) =>
        right.Cell.Column > grid.LastColumnOfMerge(row.Number, label.Column) + Near && !inBody(row.Number + 1, label.Column) && grid.At(row.Number + 1, label.Column) is { Kind: CellKind.Text } below
        && CellText.Of(below) is { Length: > 0 } value && _values.Accepts(match.Concept, value, below) && !_labels.IsLabel(value) && !_labels.IsLabelled(value)
        && (match.Concept == Concept.ShipTo ? value.AsSpan().ContainsAnyInRange('0', '9') && !right.Text.AsSpan().ContainsAnyInRange('0', '9') : Addressee.LooksLikeCompany(value) && !Addressee.LooksLikeCompany(right.Text));

    /// <summary>True where the label above has its value beside it: what stands below this one is the next label.</summary>
    private bool FollowsPair(SheetGrid grid, SheetRow row, Cell label, Func<int, int, bool> inBody) =>
        grid.Row(row.Number - 1) is { } above && SheetGrid.Find(above, label.Column) is { Kind: CellKind.Text } before && CellText.Of(before).Length is > 0 and <= MaxLabel
        && Right(grid, above, before, inBody) is { } pair && pair.Cell.Column == grid.LastColumnOfMerge(above.Number, before.Column) + 1;

    /// <summary>"Bestellung Nr. 4711" below or beside a title brings its own label.</summary>
    private bool SaysItself(in ConceptMatch match, string value) => match.Concept == Concept.OrderNumber && TitledNumber.Find(value, _words, _today) is { Marked: true };

    /// <summary>All lines of a delivery address; null for any other value.</summary>
    private string? Whole(in ConceptMatch match, SheetGrid grid, int row, int column, int label, Func<int, int, bool> inBody) =>
        match.Concept == Concept.ShipTo && _addresses.Read(grid, row, column, label, inBody) is { Length: > 0 } address ? address : null;

    /// <summary>What stands right of a label; of a party's it may be one more label: 공급자 | 상호 | 우리상사.</summary>
    private (string Text, Cell Cell, string Where)? RightOf(in ConceptMatch match, SheetGrid grid, SheetRow row, Cell label, Func<int, int, bool> inBody)
    {
        var right = Right(grid, row, label, inBody);
        return match.Concept is Concept.Customer or Concept.Supplier && right is { } named && named.Text.Length <= LongestName && !Addressee.LooksLikeCompany(named.Text)
            && _labels.BestConcept(named.Text.TrimEnd(':', '：'), 0.55, string.Empty) is { Concept: Concept.Customer or Concept.Supplier or Concept.ItemName }
            && Right(grid, row, named.Cell, inBody) is { } next && !_labels.IsLabel(next.Text) ? next : right;
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

    /// <summary>What a label without a colon surely means; where a name stands at it, a firm rather than a signature.</summary>
    private ConceptMatch? Sure(string text, bool named) =>
        _labels.BestConcept(text, 0.75, string.Empty) is { } best ? named ? _labels.FirmRatherThanSignature(text, best) : best : null;

    private static bool FirmBelow(SheetGrid grid, SheetRow row, Cell label, Func<int, int, bool> inBody) =>
        !inBody(row.Number + 1, label.Column) && Addressee.LooksLikeCompany(CellText.Of(grid.At(row.Number + 1, label.Column)));

    /// <summary>"Company" with a company's name beside or below it.</summary>
    private ConceptMatch? WeakParty(SheetGrid grid, SheetRow row, Cell label, Func<int, int, bool> inBody, string text)
    {
        if (_labels.BestConcept(text, 0.55, string.Empty) is not { Concept: Concept.Customer or Concept.Supplier } match)
        {
            return null;
        }

        var beside = Right(grid, row, label, inBody)?.Text;
        var below = inBody(row.Number + 1, label.Column) ? string.Empty : CellText.Of(grid.At(row.Number + 1, label.Column));
        return beside is not null && (Addressee.LooksLikeCompany(beside) || StandsInForm(grid, row, label) && LooksLikeName(beside)) || Addressee.LooksLikeCompany(below) ? match : null;
    }

    /// <summary>True for a label with another one right above or below it.</summary>
    private bool StandsInForm(SheetGrid grid, SheetRow row, Cell label) =>
        row.Number > 1 && _labels.IsLabel(CellText.Of(grid.At(row.Number - 1, label.Column))) || _labels.IsLabel(CellText.Of(grid.At(row.Number + 1, label.Column)));

    private bool LooksLikeName(string text) =>
        text.Length is >= 4 and <= MaxLabel && char.IsUpper(text[0]) && !text.AsSpan().ContainsAnyInRange('0', '9') && !_labels.IsLabel(text) && _words.Row(text) is null;

    /// <summary>"No." with a number of three digits and more beside it, below the title of an order.</summary>
    private ConceptMatch? WeakNumber(SheetGrid grid, SheetRow row, Cell label, Func<int, int, bool> inBody, string text)
    {
        if (_labels.BestConcept(text, 0.55, string.Empty) is not { Concept: Concept.OrderNumber } match || Right(grid, row, label, inBody) is not { Text: var number }
            || !TitleValues.LooksLikeOrderNumber(number) || TitledNumber.IsPeriod(number) || number.Count(char.IsAsciiDigit) < LeastDigits)
        {
            return null;
        }

        return TitleNear(grid, row, label, text, below: false) is { } kind ? kind == DocumentKind.Order ? match : null
            : TitleNear(grid, row, label, text, below: true) == DocumentKind.Order ? match : null;
    }

    /// <summary>The kind of document that a title left of and above the label names, or one in the rows right below.</summary>
    private DocumentKind? TitleNear(SheetGrid grid, SheetRow row, Cell label, string text, bool below)
    {
        foreach (var above in grid.Rows.SkipWhile(r => below && r.Number <= row.Number).TakeWhile(r => r.Number <= (below ? row.Number + TitleBelow : row.Number)))
        {
            foreach (ref readonly var title in above.Cells)
            {
                if (title.Kind == CellKind.Text && title.Column <= label.Column && CellText.Of(title) is { Length: <= MaxLabel } said && said != text
                    && _words.Document(said) is { Score: >= 0.6 } document)
                {
                    return document.Kind;
                }
            }
        }

        return null;
    }

    private static decimal Confidence(in ConceptMatch match, decimal ceiling) => Math.Round(ceiling * (match.Weight >= 0.9 ? 1m : match.Weight >= 0.7 ? 0.95m : 0.9m), 3);
}
