namespace IntegrationHub.Core.Spreadsheets;

/// <summary>Excel's day numbers in the 1900 date system (ECMA-376 part 1, 18.17.4): 1 is 1900-01-01, 60 the 29 February that never was.</summary>
public static class SerialDate
{
    /// <summary>Days between the 1904 and the 1900 date system.</summary>
    public const int Offset1904 = 1462;

    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly decimal MaxSerial = 2958466m;

    /// <summary>True where the serial names a day between 1899-12-30 and 9999-12-31.</summary>
    public static bool IsValid(decimal serial) => serial >= 0 && serial < MaxSerial;

    /// <summary>The instant for a serial, rounded to the second (serials carry floating-point noise).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The serial is not <see cref="IsValid"/>.</exception>
    public static DateTime ToDateTime(decimal serial)
    {
        if (!IsValid(serial))
        {
            throw new ArgumentOutOfRangeException(nameof(serial), serial, "not a day number");
        }

        // Before 1900-03-01 Excel counts one day less, because it believes in 1900-02-29.
        var shift = serial is > 0 and < 60 ? 1 : 0;
        if (serial.Scale == 0)
        {
            return Epoch.AddDays((int)serial + shift);
        }

        var seconds = decimal.Round((serial + shift) * 86400m, 0, MidpointRounding.AwayFromZero);
        return Epoch.AddSeconds((double)seconds);
    }

    /// <summary>The serial for a calendar date.</summary>
    public static decimal FromDate(DateOnly date) => date.DayNumber - DateOnly.FromDateTime(Epoch).DayNumber;
}
