using System.Globalization;
using IntegrationHub.Core.Understanding.Values;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class DateTextTests
{
    private static readonly DateOnly Today = new(2026, 5, 1);
    private static readonly DateText Dates = new(word => Array.IndexOf(
        ["", "january", "february", "march", "april", "may", "june", "july", "august", "september", "oct", "november", "december"], word) switch
        {
            > 0 and var n => n,
            _ => word is "mayo" ? 5 : 0,
        });

    [Theory]
    [InlineData("2026-10-27", "2026-10-27")]
    [InlineData("2026/8/4", "2026-08-04")]
    [InlineData("2026年8月4日", "2026-08-04")]
    [InlineData("2026. 8. 4.", "2026-08-04")]
    [InlineData("2026년 8월 4일", "2026-08-04")]
    [InlineData("27.10.2026", "2026-10-27")]
    [InlineData("27 oct 2026", "2026-10-27")]
    [InlineData("May 3, 2026", "2026-05-03")]
    [InlineData("4 de mayo de 2026", "2026-05-04")]
    [InlineData("民國115年4月25日", "2026-04-25")]
    [InlineData("115/04/25", "2026-04-25")]
    [InlineData("令和8年8月4日", "2026-08-04")]
    [InlineData("20261027", "2026-10-27")]
    [InlineData("2025-05-11 09:55:16 -0400", "2025-05-11")]
    [InlineData("16-01-2013", "2013-01-16")]
    [InlineData("２０２６年８月４日", "2026-08-04")]
    public void A_date_is_read_as_people_write_it(string text, string expected)
    {
        Dates.TryRead(text, DayMonthOrder.Unknown, Today, out var reading).ShouldBeTrue();
        reading.Date.ShouldBe(DateOnly.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("4/9/2024", DayMonthOrder.MonthDayYear, "2024-04-09")]
    [InlineData("4/9/2024", DayMonthOrder.DayMonthYear, "2024-09-04")]
    [InlineData("3/28/2017", DayMonthOrder.DayMonthYear, "2017-03-28")]
    public void The_column_decides_what_stands_first_unless_the_text_proves_it(string text, DayMonthOrder order, string expected)
    {
        Dates.TryRead(text, order, Today, out var reading).ShouldBeTrue();
        reading.Date.ShouldBe(DateOnly.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("4月30", "2026-04-30")]
    [InlineData("12月30日", "2025-12-30")]
    public void A_missing_year_is_the_closest_one_and_says_so(string text, string expected)
    {
        Dates.TryRead(text, DayMonthOrder.Unknown, Today, out var reading).ShouldBeTrue();
        reading.YearMissing.ShouldBeTrue();
        reading.Date.ShouldBe(DateOnly.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("31.02.2026")]
    [InlineData("2026-13-01")]
    [InlineData("hello 12")]
    [InlineData("■■/■■/■■")]
    [InlineData("12345")]
    [InlineData("A-2026-10-27")]
    public void What_is_no_date_is_not_read_as_one(string text) =>
        Dates.TryRead(text, DayMonthOrder.Unknown, Today, out _).ShouldBeFalse();

    [Fact]
    public void Every_day_survives_being_written_in_each_order()
    {
        var random = new Random(42);
        for (var i = 0; i < 3_000; i++)
        {
            var day = DateOnly.FromDayNumber(new DateOnly(1990, 1, 1).DayNumber + random.Next(25_000));
            foreach (var (format, order) in new[]
                { ("yyyy-MM-dd", DayMonthOrder.Unknown), ("dd.MM.yyyy", DayMonthOrder.DayMonthYear), ("M/d/yyyy", DayMonthOrder.MonthDayYear), ("yyyyMMdd", DayMonthOrder.Unknown) })
            {
                var text = day.ToString(format, CultureInfo.InvariantCulture);
                Dates.TryRead(text, order, Today, out var reading).ShouldBeTrue(text);
                reading.Date.ShouldBe(day, text);
            }
        }
    }
}
