using IntegrationHub.Core.Checks;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks;

public sealed class Dates
{
    // The sample's order date is 2026-03-01, today is 2026-03-02.
    private readonly KnownFacts _facts = new();

    [Theory]
    [InlineData("2026-04-01", "", Outcome.Accepted)]
    [InlineData("2026-03-01", "date-in-past", Outcome.Accepted)]
    [InlineData("2026-02-28", "date-before-order", Outcome.Held)]
    [InlineData("2029-03-02", "", Outcome.Accepted)]
    [InlineData("2029-03-03", "date-far-ahead", Outcome.Held)]
    [InlineData("9999-12-31", "date-far-ahead", Outcome.Held)]
    public void The_requested_date_is_held_against_order_date_and_today(string date, string code, Outcome outcome)
    {
        var result = _facts.Check(Sample.Order() with { RequestedDate = Day(date) });

        result.Outcome.ShouldBe(outcome);
        result.Codes().ShouldBe(code.Length == 0 ? [] : [code]);
    }

    [Fact]
    public void A_line_later_than_the_order_is_remarked_at_the_line()
    {
        var order = Sample.Order();
        order = order with { Lines = [order.Lines[0], order.Lines[1] with { DeliveryDate = Day("2026-05-01") }] };

        var result = _facts.Check(order);

        result.Outcome.ShouldBe(Outcome.Accepted);
        result.Single("line-date-after-requested").Field.ShouldBe("lines[1].deliveryDate");
    }

    [Fact]
    public void An_order_dated_tomorrow_is_accepted_and_one_dated_next_week_is_remarked()
    {
        _facts.Check(Sample.Order() with { OrderDate = Day("2026-03-03") }).Codes().ShouldBeEmpty();
        _facts.Check(Sample.Order() with { OrderDate = Day("2026-03-09") }).Codes().ShouldBe(["order-date-in-future"]);
        _facts.Check(Sample.Order() with { OrderDate = Day("2062-03-09"), RequestedDate = null }).Codes().ShouldBe(["date-far-ahead"]);
    }

    [Fact]
    public void Unknown_currencies_and_units_are_remarked_where_they_do_not_matter()
    {
        var order = Sample.Order() with { Currency = "XQZ" };
        order = order with { Lines = [order.Lines[0] with { Unit = null, UnitText = "托盘车" }, order.Lines[1]] };

        var result = _facts.Check(order);

        result.Outcome.ShouldBe(Outcome.Accepted);
        result.Codes().ShouldBe(["currency-unknown", "unit-unknown"], ignoreOrder: true);
    }

    private static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
