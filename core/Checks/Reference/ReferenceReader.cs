using System.Globalization;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Checks.Reference;

/// <summary>Reads the values of one row; the first that is wrong is remarked on and the row counts as bad.</summary>
internal sealed class ReferenceReader(Lexicon lexicon, ReferenceReport report)
{
    private static readonly char[] Separators = [';', '；', '|', '\n', '、', ',', '，'];
    private readonly DateText _dates = new(word => lexicon.Month(word) ?? 0);
    private ReferenceRow _row = new("", new Dictionary<string, ReferenceValue>());

    /// <summary>True where a value of the row is wrong or missing.</summary>
    public bool IsBad { get; private set; }

    /// <summary>Place of the row.</summary>
    public string Where => _row.Where;

    /// <summary>Moves to a row.</summary>
    public void Start(ReferenceRow row)
    {
        _row = row;
        IsBad = false;
    }

    /// <summary>A text that must be there.</summary>
    public string Key(string column)
    {
        if (Text(column) is { } text)
        {
            return text;
        }

        Bad(ReferenceFindings.ValueMissing, column);
        return "";
    }

    public string? Text(string column)
    {
        if (!_row.Values.TryGetValue(column, out var value))
        {
            return null;
        }

        var text = value.Text ?? value.Number?.ToString("0.############", CultureInfo.InvariantCulture);
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>A list, or one text with separators between its items.</summary>
    public IReadOnlyList<string> List(string column) =>
        _row.Values.TryGetValue(column, out var value) && value.List is { } list
            ? [.. list.Where(item => !string.IsNullOrWhiteSpace(item)).Select(item => item.Trim())]
            : Text(column)?.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>A number that must be there.</summary>
    public decimal Required(string column)
    {
        if (Number(column) is { } number)
        {
            return number;
        }

        if (!IsBad)
        {
            Key(column);
        }

        return 0;
    }

    public decimal? Number(string column)
    {
        if (!_row.Values.TryGetValue(column, out var value))
        {
            return null;
        }

        if (value.Number is { } number)
        {
            return number;
        }

        if (string.IsNullOrWhiteSpace(value.Text))
        {
            return null;
        }

        // Machines write a point; what else stands there is a currency or a percent sign.
        if (NumberText.TryRead(value.Text, NumberStyle.Point, out var reading)
            && (reading.IsBare || reading.After == "%" || lexicon.Currencies(reading.Before + reading.After).Count > 0
                || lexicon.Units(reading.After).Count > 0))
        {
            return reading.Value;
        }

        Bad(ReferenceFindings.BadNumber, column, value.Text);
        return null;
    }

    public DateOnly? Date(string column)
    {
        if (!_row.Values.TryGetValue(column, out var value) || (value.Date is null && string.IsNullOrWhiteSpace(value.Text) && value.Number is null))
        {
            return null;
        }

        if (value.Date is { } date)
        {
            return date;
        }

        if (_dates.TryRead(value.Text, DayMonthOrder.YearMonthDay, default, out var reading) && !reading.YearMissing && !reading.OrderMatters)
        {
            return reading.Date;
        }

        Bad(ReferenceFindings.BadDate, column, value.Text ?? Text(column));
        return null;
    }

    public bool Flag(string column)
    {
        if (Text(column) is not { } text)
        {
            return false;
        }

        switch (text.ToUpperInvariant())
        {
            case "TRUE" or "1" or "X" or "冻结" or "停用":
                return true;
            case "FALSE" or "0" or "正常" or "启用":
                return false;
        }

        if (lexicon.YesNo(text) is { } answer)
        {
            return answer;
        }

        Bad(ReferenceFindings.BadFlag, column, text);
        return false;
    }

    /// <summary>ISO 4217; a Chinese manufacturer's table without a currency is in yuan.</summary>
    public string Currency()
    {
        if (Text("currency") is not { } text)
        {
            return "CNY";
        }

        if (lexicon.Currencies(text) is [var first, ..])
        {
            return first.Code;
        }

        Bad(ReferenceFindings.BadCurrency, "currency", text);
        return "";
    }

    /// <summary>UN/ECE Rec 20; an unknown word is remarked on, the row still counts.</summary>
    public string? Unit()
    {
        if (Text("unit") is not { } text)
        {
            return null;
        }

        if (Rec20.Contains(text))
        {
            return text;
        }

        if (lexicon.Units(text) is [var first, ..])
        {
            return first.Code;
        }

        report.Add(ReferenceFindings.BadUnit, _row.Values["unit"].Where, "unit", text);
        return null;
    }

    /// <summary>Remarks on a value of the row, which is left out.</summary>
    public void Bad(FindingCode code, string column, object? value = null)
    {
        // One remark tells what to correct; a row that is left out needs no second.
        if (!IsBad)
        {
            var (where, caption) = _row.Values.TryGetValue(column, out var stated) ? (stated.Where, stated.Caption) : (_row.Where, column);
            report.Add(code, where, column, caption, value);
            report.Dropped++;
            IsBad = true;
        }
    }
}
