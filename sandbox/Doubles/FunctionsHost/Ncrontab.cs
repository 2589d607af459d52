using System.Globalization;

namespace IntegrationHub.Sandbox.Doubles.FunctionsHost;

/// <summary>A schedule of six fields (second first), of which <c>*</c>, <c>*/n</c>, numbers and lists of numbers are known.</summary>
internal sealed class Ncrontab
{
    private static readonly (int Least, int Most)[] Ranges = [(0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 6)];
    private readonly HashSet<int>[] _fields;

    private Ncrontab(HashSet<int>[] fields) => _fields = fields;

    public static Ncrontab Parse(string text)
    {
        var fields = text.Split(' ');
        return fields.Length == Ranges.Length
            ? new Ncrontab([.. fields.Select((field, i) => Field(field, Ranges[i]))])
            : throw new FormatException($"'{text}' has not six fields");
    }

    /// <summary>True where a second is one of the schedule's.</summary>
    public bool Has(DateTimeOffset at)
    {
        int[] parts = [at.Second, at.Minute, at.Hour, at.Day, at.Month, (int)at.DayOfWeek];
        return parts.Select((part, i) => _fields[i].Contains(part)).All(holds => holds);
    }

    private static HashSet<int> Field(string text, (int Least, int Most) range)
    {
        if (text == "*" || text.StartsWith("*/", StringComparison.Ordinal))
        {
            var step = text == "*" ? 1 : int.Parse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture);
            return [.. Enumerable.Range(range.Least, range.Most - range.Least + 1).Where(value => (value - range.Least) % step == 0)];
        }

        HashSet<int> values = [.. text.Split(',').Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture))];
        return values.All(value => value >= range.Least && value <= range.Most) ? values : throw new FormatException($"'{text}' is out of range");
    }
}
