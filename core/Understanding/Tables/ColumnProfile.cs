using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>What the values of one column look like, over the rows that understanding holds.</summary>
internal sealed class ColumnProfile
{
    private const int MaxOthers = 3;
    private const int LongestStep = 1_000;
    private const int HighestStart = 10_000; // lines counted in ten thousands; an article may be number 70110
    private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);
    private decimal _lastInteger = decimal.MinValue;
    private decimal _first = decimal.MinValue;
    private int _rising;
    private long _characters;

    public required int Column { get; init; }

    public int Filled { get; private set; }

    public int Numbers { get; private set; }

    public int NumbersWithUnit { get; private set; }

    public int Integers { get; private set; }

    public int Dates { get; private set; }

    /// <summary>Numbers of units that prices are stated for: 1, 100, 1000, "100 Stk".</summary>
    public int Bases { get; private set; }

    public int SerialLike { get; private set; }

    /// <summary>Whole numbers that read as a day: 20260601.</summary>
    public int CompactDays { get; private set; }

    public int Codes { get; private set; }

    /// <summary>Texts of several words, or in a writing without blanks, that hold no digit: names, not codes.</summary>
    public int Phrases { get; private set; }

    /// <summary>Texts with a word of letters, lower case among them: "Toaster", "Hammer 500g", not "AB 1234".</summary>
    public int Worded { get; private set; }

    /// <summary>Letters only, in capitals and without a blank: XKBKNABJK; how some shops number.</summary>
    public int Tokens { get; private set; }

    /// <summary>Numbers above 100, or with a fraction that no rate of tax has: 20.29 is money, 8.875 and 5.5 are rates.</summary>
    public int BeyondRates { get; private set; }

    /// <summary>Texts with a blank inside.</summary>
    public int Spaced { get; private set; }

    public int Units { get; private set; }

    public int Currencies { get; private set; }

    public int Sentences { get; private set; }

    public int Placeholders { get; private set; }

    /// <summary>Texts whose one separator may be a fraction's or a group's, such as 1.234.</summary>
    public int LoneSeparators { get; private set; }

    public NumberStyle NumberStyle { get; private set; }

    public DayMonthOrder DateOrder { get; private set; }

    /// <summary>Texts whose day and month could be swapped.</summary>
    public int AmbiguousDates { get; private set; }

    public bool NumberStyleContradicted { get; private set; }

    public bool DateOrderContradicted { get; private set; }

    public int Distinct => _distinct.Count;

    public double Share(int count) => Filled == 0 ? 0 : (double)count / Filled;

    public double MeanLength => Filled == 0 ? 0 : (double)_characters / Filled;

    /// <summary>Whole numbers that rise from row to row, as running numbers do; a word for the sum below them does not matter.</summary>
    public bool IsRunningNumber =>
        Integers > 0 && _first <= HighestStart && Filled - Integers <= MaxOthers && (Integers * 10 >= Filled * 7 || Filled - Integers == 1) && _rising >= Integers - 1;

    /// <summary>Texts that name goods: several words, or few digits.</summary>
    public bool LooksLikeNames => Filled > 1 && (Share(Codes) <= 0.3 || Share(Worded) >= 0.6);

    /// <summary>Short texts with digits that are no numbers, days or words.</summary>
    public bool LooksLikeCodes => Filled > 1 && Share(Codes) >= 0.9 && Share(Worded) <= 0.1 && Share(Numbers) <= 0.5 && Share(Dates) <= 0.5;

    public void Observe(in Cell cell, IValueWords words)
    {
        if (CellText.IsBlank(cell) || cell.Kind is CellKind.Error or CellKind.FormulaWithoutValue)
        {
            return;
        }

        Filled++;
        var text = CellText.Of(cell);
        _characters += text.Length;
        if (_distinct.Count < 5_000)
        {
            _distinct.Add(text);
        }

        switch (cell.Kind)
        {
            case CellKind.DateTime:
                Dates++;
                break;
            case CellKind.Number or CellKind.Time or CellKind.Boolean:
                ObserveNumber(cell.Number);
                break;
            default:
                ObserveText(text, words);
                break;
        }
    }

    private void ObserveNumber(decimal value)
    {
        Numbers++;
        Bases += PriceBasis.IsBasis(value) ? 1 : 0;
        BeyondRates += value > 100 || value > 1 && value * 8 % 1 != 0 && value * 10 % 1 != 0 ? 1 : 0;
        SerialLike += value is >= 20_000 and <= 80_000 ? 1 : 0;
        if (decimal.Truncate(value) == value)
        {
            Integers++;
            CompactDays += CompactDay.Is(value) ? 1 : 0;
            _first = _first == decimal.MinValue ? value : _first;
            if (_lastInteger != decimal.MinValue)
            {
                // Numbers of lines go up in steps; numbers of articles may happen to rise.
                _rising += value > _lastInteger && value - _lastInteger <= LongestStep ? 1 : 0;
            }

            _lastInteger = value;
        }
    }

    private void ObserveText(string text, IValueWords words)
    {
        Placeholders += words.IsPlaceholder(text) ? 1 : 0;
        if (NumberText.TryRead(text, NumberStyle, out var number))
        {
            var isNumber = true;
            if (number.IsBare || !number.IsCode && (words.IsCurrency(number.Before) || words.IsCurrency(number.After)) || number.After == "%")
            {
                ObserveNumber(number.Value);
            }
            else if (number.Before.Length == 0 && (words.UnitCode(number.After) is not null || IsPerUnit(number.After, words) || PriceBasis.Of(number.After, words) > 1))
            {
                NumbersWithUnit++;
                Bases += PriceBasis.IsBasis(number.Value) ? 1 : 0;
            }
            else
            {
                isNumber = false;
            }

            // "L745.83" is a code: it says nothing about how numbers are written.
            if (isNumber)
            {
                LoneSeparators += number.Evidence == NumberStyle.Unknown && text.AsSpan().ContainsAny('.', ',') ? 1 : 0;
                Learn(number.Evidence);
            }
        }

        if (LooksWritten(text) && words.Dates.TryRead(text, DateOrder, DateOnly.MinValue.AddYears(2000), out var date))
        {
            Dates++;
            AmbiguousDates += date.OrderMatters ? 1 : 0;
            Learn(date.Evidence);
        }

        Units += words.UnitCode(text) is not null ? 1 : 0;
        Currencies += words.IsCurrency(text) ? 1 : 0;
        Codes += LooksLikeCode(text) ? 1 : 0;
        Phrases += LooksLikePhrase(text) ? 1 : 0;
        Worded += HasWord(text) ? 1 : 0;
        Spaced += text.Contains(' ') ? 1 : 0;
        Tokens += IsToken(text) ? 1 : 0;
        Sentences += text.Length > 40 || text.AsSpan().Count(' ') > 4 ? 1 : 0;
    }

    /// <summary>The mark behind a price for one unit: 元/台, €/Stk, /pc.</summary>
    private static bool IsPerUnit(string after, IValueWords words) =>
        !after.AsSpan().ContainsAnyInRange('0', '9') && after.IndexOf('/') is >= 0 and var slash && (slash == 0 || words.IsCurrency(after[..slash].TrimEnd()) || words.UnitCode(after[(slash + 1)..].TrimStart()) is not null);

    private void Learn(NumberStyle evidence)
    {
        if (evidence != NumberStyle.Unknown)
        {
            NumberStyleContradicted |= NumberStyle != NumberStyle.Unknown && NumberStyle != evidence;
            NumberStyle = NumberStyle == NumberStyle.Unknown ? evidence : NumberStyle;
        }
    }

    private void Learn(DayMonthOrder evidence)
    {
        if (evidence != DayMonthOrder.Unknown)
        {
            DateOrderContradicted |= DateOrder != DayMonthOrder.Unknown && DateOrder != evidence;
            DateOrder = DateOrder == DayMonthOrder.Unknown ? evidence : DateOrder;
        }
    }

    // 2026.10 or 3.5 is a number, 20261027 may be an article: only what is written with marks counts as a date.
    private static bool LooksWritten(string text) => text.Length >= 4 && text.AsSpan().ContainsAny("-/.年月년월 ") && !IsDecimal(text);

    private static bool IsDecimal(string text) => text.AsSpan().Count('.') == 1 && !text.AsSpan().ContainsAny("-/ 年月");

    private static bool IsToken(string text) => text.Length is >= 5 and <= 20 && !text.AsSpan().ContainsAnyExceptInRange('A', 'Z');

    /// <summary>True where the column holds no other texts than these.</summary>
    public bool HoldsOnly(Func<string, bool> text) => _distinct.All(text);

    /// <summary>True where the column holds one such text.</summary>
    public bool HoldsAny(Func<string, bool> text) => _distinct.Any(text);

    /// <summary>True where at least half of the column's texts are such.</summary>
    public bool HoldsMostly(Func<string, bool> text) => _distinct.Count > 0 && _distinct.Count(text) * 2 >= _distinct.Count;

    private static bool LooksLikePhrase(string text) =>
        !text.AsSpan().ContainsAnyInRange('0', '9') && (text.Contains(' ') || text.AsSpan().ContainsAnyInRange('\u3040', '\u9FFF') || text.AsSpan().ContainsAnyInRange('가', '힣'));

    private static bool HasWord(string text)
    {
        if (!text.Contains(' '))
        {
            return text.AsSpan().ContainsAnyInRange('\u3040', '\u9FFF') || text.AsSpan().ContainsAnyInRange('가', '힣') || IsWord(text);
        }

        foreach (var part in text.AsSpan().Split(' '))
        {
            if (IsWord(text.AsSpan(part)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(ReadOnlySpan<char> part)
    {
        bool lower = false, solid = false;
        foreach (var c in part)
        {
            if (!char.IsLetter(c))
            {
                return false;
            }

            lower |= char.IsLower(c);
            solid |= c is >= '\u3040' and <= '\u9FFF' or >= '가' and <= '힣';
        }

        return lower && part.Length >= 3 || solid && part.Length >= 2;
    }

    /// <summary>Short, without blanks inside, with a digit: how numbers of orders and items look.</summary>
    public static bool LooksLikeCode(string text) =>
        text.Length is >= 1 and <= 40 && text.AsSpan().ContainsAnyInRange('0', '9') && text.AsSpan().Count(' ') <= 2;
}
