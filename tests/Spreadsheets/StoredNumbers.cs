using System.Globalization;
using System.Text;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Spreadsheets.Formats;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class StoredNumbers
{
    [Theory]
    [InlineData("6066.000000000001", "6066")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("1E3", "1000")]
    [InlineData("1.5e-3", "0.0015")]
    [InlineData("-12.50", "-12.5")]
    [InlineData("25569.333", "25569.333")]
    [InlineData("1.2345678901234568E+17", "123456789012346000")]
    [InlineData("0.1234567890123456789", "0.123456789012346")]
    [InlineData("999999999999999.9", "1000000000000000")]
    [InlineData(" 42 ", "42")]
    [InlineData("1E-40", "0")]
    [InlineData("7E28", "70000000000000000000000000000")]
    [InlineData(".5", "0.5")]
    public void Keep_fifteen_significant_digits(string stored, string expected)
    {
        DecimalParser.TryParse(Encoding.ASCII.GetBytes(stored), out var number, out _).ShouldBeTrue();
        number.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("1E29")]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("1E")]
    [InlineData("NaN")]
    [InlineData("-")]
    public void That_no_decimal_holds_are_not_numbers(string stored) =>
        DecimalParser.TryParse(Encoding.ASCII.GetBytes(stored), out _, out _).ShouldBeFalse();

    [Fact]
    public void Agree_with_the_framework_on_random_doubles()
    {
        var random = new Random(4711);
        for (var i = 0; i < 50_000; i++)
        {
            var value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 14));
            var text = value.ToString("G15", CultureInfo.InvariantCulture);

            DecimalParser.TryParse(Encoding.ASCII.GetBytes(text), out var number, out _).ShouldBeTrue(text);

            number.ShouldBe(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), text);
        }
    }

    [Theory]
    [InlineData("123456789012345678", true)]
    [InlineData("123456789012345000", false)]
    [InlineData("0.12345678901234567", false)]
    public void Say_when_digits_of_an_identifier_are_lost(string stored, bool lost)
    {
        DecimalParser.TryParse(Encoding.ASCII.GetBytes(stored), out _, out var said);
        said.ShouldBe(lost);
    }

    [Theory]
    [InlineData(1, "1900-01-01")]
    [InlineData(59, "1900-02-28")]
    [InlineData(61, "1900-03-01")]
    [InlineData(46347, "2026-11-21")]
    public void As_serials_name_the_day_that_Excel_shows(int serial, string day) =>
        SerialDate.ToDateTime(serial).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(day);

    [Fact]
    public void As_iso_dates_name_the_same_day_as_their_serial()
    {
        var random = new Random(99);
        for (var i = 0; i < 5_000; i++)
        {
            var instant = new DateTime(1900, 1, 2, 0, 0, 0, DateTimeKind.Unspecified).AddSeconds(random.NextInt64(0, 12_000_000_000));
            IsoDate.TryParse(instant.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), out var serial).ShouldBeTrue();
            SerialDate.ToDateTime(serial).ShouldBe(instant);
        }
    }
}
