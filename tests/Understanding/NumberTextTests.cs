using System.Globalization;
using IntegrationHub.Core.Understanding.Values;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1,234.56", NumberStyle.Unknown, "1234.56")]
    [InlineData("1.234,56", NumberStyle.Unknown, "1234.56")]
    [InlineData("659,60", NumberStyle.Unknown, "659.60")]
    [InlineData("1,234", NumberStyle.Unknown, "1234")]
    [InlineData("1,234", NumberStyle.Comma, "1.234")]
    [InlineData("1.234", NumberStyle.Point, "1.234")]
    [InlineData("1.234", NumberStyle.Comma, "1234")]
    [InlineData("1 234,5", NumberStyle.Unknown, "1234.5")]
    [InlineData("1'234.50", NumberStyle.Unknown, "1234.50")]
    [InlineData("12,34,567.00", NumberStyle.Unknown, "1234567.00")]
    [InlineData("(3.5)", NumberStyle.Unknown, "-3.5")]
    [InlineData("-12", NumberStyle.Unknown, "-12")]
    [InlineData("12-", NumberStyle.Unknown, "-12")]
    [InlineData("７５０", NumberStyle.Unknown, "750")]
    [InlineData("0,125", NumberStyle.Unknown, "0.125")]
    [InlineData(".5", NumberStyle.Unknown, "0.5")]
    public void A_number_is_read_as_its_locale_writes_it(string text, NumberStyle style, string expected)
    {
        NumberText.TryRead(text, style, out var reading).ShouldBeTrue();
        reading.Value.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(" $1,500.00 ", "$", "")]
    [InlineData("12 Stk", "", "Stk")]
    [InlineData("100kg", "", "kg")]
    [InlineData("1 234,50 €", "", "€")]
    [InlineData("¥ 12.00", "¥", "")]
    [InlineData("13 %", "", "%")]
    public void What_stands_around_the_digits_is_kept(string text, string before, string after)
    {
        NumberText.TryRead(text, NumberStyle.Unknown, out var reading).ShouldBeTrue();
        reading.Before.ShouldBe(before);
        reading.After.ShouldBe(after);
    }

    [Theory]
    [InlineData("27.10.2026")]
    [InlineData("1.2.3")]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("12,34,5")]
    public void What_is_no_number_is_not_read_as_one(string text) =>
        NumberText.TryRead(text, NumberStyle.Unknown, out _).ShouldBeFalse();

    [Fact]
    public void Every_amount_survives_being_written_in_any_style()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 5_000; i++)
        {
            var value = Math.Round((decimal)random.NextDouble() * (decimal)Math.Pow(10, random.Next(1, 10)), random.Next(0, 3));
            var (culture, style) = (i % 3) switch
            {
                0 => ("en-US", NumberStyle.Point),
                1 => ("de-DE", NumberStyle.Comma),
                _ => ("fr-FR", NumberStyle.Comma),
            };
            var text = value.ToString(i % 2 == 0 ? "#,##0.00" : "0.00", CultureInfo.GetCultureInfo(culture));
            NumberText.TryRead(text, style, out var reading).ShouldBeTrue(text);
            reading.Value.ShouldBe(Math.Round(value, 2, MidpointRounding.AwayFromZero), text);
        }
    }
}
