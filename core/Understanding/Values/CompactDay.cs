namespace IntegrationHub.Core.Understanding.Values;

/// <summary>A day written as one whole number: 20260601. Only where a caption says that it is a date.</summary>
internal static class CompactDay
{
    private const decimal First = 19900101;
    private const decimal Last = 20991231;
    private const int Hundred = 100;

    public static bool Is(decimal value) =>
        value is >= First and <= Last && (int)value is var day && day / Hundred % Hundred is >= 1 and <= 12 and var month
        && day % Hundred is >= 1 and var last && last <= DateTime.DaysInMonth(day / (Hundred * Hundred), month);
}
