using System.Globalization;
using IntegrationHub.Core.Spreadsheets.Formats;

namespace IntegrationHub.Core.Spreadsheets.Binary;

/// <summary>What the binary formats of Excel have in common.</summary>
internal static class Biff
{
    /// <summary>A packed number: 30 bits of a double or an integer, optionally in hundredths (MS-XLS 2.5.122).</summary>
    public static double Rk(int packed)
    {
        var value = (packed & 2) != 0 ? packed >> 2 : BitConverter.Int64BitsToDouble((long)(packed & ~3) << 32);
        return (packed & 1) != 0 ? value / 100 : value;
    }

    public static string ErrorText(byte code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#ERROR",
    };

    /// <summary>The cell for a stored double; one that no decimal holds stays text.</summary>
    public static Cell Number(int column, double value, NumberFormat? format, int shift) =>
        Math.Abs(value) < 7e28
            ? CellFactory.Number(column, (decimal)value, format, shift)
            : CellFactory.Text(column, value.ToString("R", CultureInfo.InvariantCulture), format);
}
