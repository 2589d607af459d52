using System.Globalization;

namespace IntegrationHub.Core.Understanding.Values;

/// <summary>Up to three numbers of a date text with the marks between them.</summary>
internal struct DateParts
{
    private long _first;
    private long _second;
    private long _third;
    private byte _firstDigits;
    private byte _secondDigits;
    private byte _thirdDigits;

    public DateParts()
    {
    }

    public int Count { get; private set; }

    public int Month { get; set; }

    public int YearOffset { get; set; }

    public int YearAt { get; private set; } = -1;

    public int MonthAt { get; private set; } = -1;

    public bool HasDateSeparator { get; private set; }

    public TimeOnly? Time { get; set; }

    public TimeSpan? Offset { get; set; }

    public readonly long this[int index] => index switch { 0 => _first, 1 => _second, _ => _third };

    public readonly int Digits(int index) => index switch { 0 => _firstDigits, 1 => _secondDigits, _ => _thirdDigits };

    public bool Add(ReadOnlySpan<char> digits)
    {
        var value = long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        switch (Count)
        {
            case 0:
                (_first, _firstDigits) = (value, (byte)digits.Length);
                break;
            case 1:
                (_second, _secondDigits) = (value, (byte)digits.Length);
                break;
            case 2:
                (_third, _thirdDigits) = (value, (byte)digits.Length);
                break;
            default:
                return false;
        }

        Count++;
        return true;
    }

    public void Separator(char c) => HasDateSeparator |= c is '/' or '-' or '.' && Count > 0;

    public bool MarkYear()
    {
        YearAt = Count - 1;
        return Count == 1;
    }

    public bool MarkMonth()
    {
        MonthAt = Count - 1;
        return Count is 1 or 2;
    }

    public readonly bool MarkDay() => Count >= 1;
}
