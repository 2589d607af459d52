using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks;

public sealed class Arithmetic
{
    private readonly KnownFacts _facts = new();

    [Theory]
    [InlineData("3", "33.33", "100", null, "USD")] // the sheet rounded the price
    [InlineData("1000", "0.33", "333.33", null, "USD")]
    [InlineData("10", "2.5", "25.00", null, "CNY")]
    [InlineData("7", "14.2857", "100", null, "CNY")]
    [InlineData("3", "333", "1000", null, "JPY")]
    [InlineData("10", "100", "1130", "0.13", "CNY")] // price without, amount with tax
    [InlineData("10", "113", "1000", "0.13", "CNY")]
    public void An_amount_that_rounding_or_the_stated_tax_explains_is_accepted(
        string quantity, string price, string amount, string? tax, string currency)
    {
        var line = Line(quantity, price, amount) with { TaxRate = tax is null ? null : D(tax) };

        var result = _facts.Check(Sample.Order().WithLines(line) with { Currency = currency });

        result.Codes().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("10", "2.5", "26")]
    [InlineData("1000", "12", "12500")]
    [InlineData("1000", "0.01", "15")]
    [InlineData("1000", "300", "333000")]
    [InlineData("5", "10", "5000")] // priced by the hundred
    [InlineData("99999999999999999999", "99999999999999999999", "1")]
    public void An_amount_that_nothing_explains_holds_the_order(string quantity, string price, string amount)
    {
        var result = _facts.Check(Sample.Order().WithLines(Line(quantity, price, amount)));

        result.Outcome.ShouldBe(Outcome.Held);
        result.Single("amount-mismatch").Field.ShouldBe("lines[0].amount");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_payable_below_zero_holds_the_order_whatever_explains_it(bool isExplained)
    {
        var result = _facts.Check(Sample.Order() with { Totals = new OrderTotals { Discount = isExplained ? 430 : null, Payable = -5 } });

        result.Outcome.ShouldBe(Outcome.Held);
        result.Single("payable-negative").Field.ShouldBe("totals.payable");
    }

    [Theory]
    [InlineData(425.0, 0, 0, 0, 425)]
    [InlineData(425.0, 25, 0, 0, 400)]
    [InlineData(425.0, 0, 30, 0, 455)]
    [InlineData(425.0, 0, 0, 55.25, 480.25)]
    [InlineData(425.0, 25, 30, 55.25, 485.25)]
    [InlineData(425.0, 0, 30, 55.25, 425)] // all of it is in the prices
    [InlineData(425.0, 0, 30, 0, 425)]
    [InlineData(null, 0, 0, 0, 425)]
    [InlineData(null, 0, 0, 0, 0)] // a form's formula that never ran
    public void Totals_that_some_combination_explains_are_accepted(double? goods, double discount, double freight, double tax, double payable)
    {
        var order = Sample.Order() with
        {
            Totals = new OrderTotals
            {
                Goods = (decimal?)goods, Discount = Stated(discount), Freight = Stated(freight), Tax = Stated(tax), Payable = (decimal)payable,
            },
        };

        _facts.Check(order).Codes().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(430)]
    [InlineData(424)]
    [InlineData(4250)]
    public void A_total_that_nothing_explains_holds_the_order(int payable)
    {
        var result = _facts.Check(Sample.Order() with { Totals = new OrderTotals { Payable = payable } });

        result.Outcome.ShouldBe(Outcome.Held);
        result.Single("total-mismatch").Field.ShouldBe("totals.payable");
    }

    [Fact]
    public void Small_change_let_go_from_a_whole_total_is_accepted() => _facts.Check(
        Sample.Order().WithLines(Line("3", "33.4", "100.2")) with { Totals = new OrderTotals { Payable = 100 } }).Codes().ShouldBeEmpty();

    [Fact]
    public void A_subtotal_that_is_off_beside_a_right_total_is_a_warning()
    {
        var result = _facts.Check(Sample.Order() with { Totals = new OrderTotals { Goods = 400, Payable = 425 } });

        result.Outcome.ShouldBe(Outcome.Accepted);
        result.Single("total-mismatch").Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void Totals_are_not_compared_where_a_line_states_no_money() =>
        _facts.Check(Sample.Order().WithLines(Sample.Line("A", 1, 5), Sample.Line("B", 2)) with { Totals = new OrderTotals { Payable = 99 } })
            .Codes().ShouldBeEmpty();

    [Theory]
    [InlineData("0", "quantity-not-positive", Severity.Hold)]
    [InlineData("-4", "quantity-not-positive", Severity.Hold)]
    [InlineData("13800138000", "quantity-absurd", Severity.Hold)]
    public void A_quantity_that_cannot_be_holds_the_order(string quantity, string code, Severity severity)
    {
        var result = _facts.Check(Sample.Order().WithLines(Sample.Line("A", D(quantity))));

        result.Single(code).Severity.ShouldBe(severity);
        result.Outcome.ShouldBe(Outcome.Held);
    }

    [Fact]
    public void A_price_of_zero_is_remarked_and_a_negative_one_holds_the_order()
    {
        _facts.Check(Sample.Order().WithLines(Sample.Line("A", 1, 0))).Outcome.ShouldBe(Outcome.Accepted);
        _facts.Check(Sample.Order().WithLines(Sample.Line("A", 1, 0))).Codes().ShouldBe(["price-zero"]);
        _facts.Check(Sample.Order().WithLines(Sample.Line("A", 1, -1))).Codes().ShouldBe(["price-negative"]);
    }

    [Fact]
    public void A_remark_on_every_line_of_a_long_order_is_listed_a_hundred_times_and_then_counted()
    {
        var order = Sample.Order().WithLines([.. Enumerable.Range(1, 20_000).Select(n => Sample.Line("A", 0, number: n))]);

        var result = _facts.Check(order);

        result.Findings.Count(f => f.Code == "quantity-not-positive").ShouldBe(100);
        result.Single("findings-omitted").Message.ShouldContain("19900");
    }

    private static OrderLine Line(string quantity, string price, string amount) => Sample.Line("A", D(quantity), D(price), D(amount));

    private static decimal? Stated(double value) => value == 0 ? null : (decimal)value;

    private static decimal D(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void A_subtotal_may_hold_the_freight_where_the_sum_to_be_paid_proves_it() =>
        _facts.Check(Sample.Order().WithLines(Line("2", "33000", "66000")) with { Totals = new OrderTotals { Goods = 69000, Freight = 3000, Tax = 6900, Payable = 75900 } }).Codes().ShouldBeEmpty();
}
