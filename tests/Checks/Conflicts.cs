using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks;

public sealed class Conflicts
{
    private readonly KnownFacts _facts = new()
    {
        Prices =
        [
            new PriceReference(null, "A-100", "CNY", 3m, 0),
            new PriceReference("C1", "A-100", "CNY", 2.5m, 2),
        ],
        Materials =
        [
            new MaterialReference("A-100", "零件", "注塑件", "H87", "C", 10, ["HD-1"]),
            new MaterialReference("B-200", "零件", null, null, null, null, []),
        ],
    };

    [Theory]
    [InlineData("2.50", "")]
    [InlineData("2.55", "")]
    [InlineData("2.56", "price-differs")]
    [InlineData("2.00", "price-differs")]
    public void The_customers_own_price_holds_within_its_tolerance(string price, string code) =>
        Check(price, new Party { Code = "C1" }).Codes().ShouldBe(code.Length == 0 ? [] : [code]);

    [Fact]
    public void Others_are_held_against_the_general_price()
    {
        Check("3", new Party { Code = "C9" }).Codes().ShouldBeEmpty();

        var finding = Check("2.5", new Party { Code = "C9" }).Single("price-differs");
        finding.Field.ShouldBe("lines[0].unitPrice");
        finding.Message.ShouldContain("-16.67 %");
    }

    [Fact]
    public void A_price_that_agrees_but_for_tax_is_remarked()
    {
        var line = Sample.Line("A-100", 10, 3.39m) with { TaxRate = 0.13m };

        _facts.Check(Sample.Order().WithLines(line)).Codes().ShouldBe(["price-tax-basis"]);
    }

    [Fact]
    public void An_item_without_a_price_or_in_another_currency_is_remarked()
    {
        _facts.Check(Sample.Order().WithLines(Sample.Line("B-200", 1, 5))).Codes().ShouldBe(["price-not-listed"]);
        _facts.Check(Sample.Order().WithLines(Sample.Line("A-100", 1, 3)) with { Currency = "EUR" }).Codes().ShouldBe(["price-currency"]);
        _facts.Check(Sample.Order().WithLines(Sample.Line("A-100", 1, 3)) with { Currency = "EUR" }).Single("price-currency").Message.ShouldContain("in CNY only");
    }

    [Fact]
    public void An_unknown_material_is_held_and_a_customers_own_code_is_known()
    {
        _facts.Check(Sample.Order().WithLines(Sample.Line("Q-9", 1))).Codes().ShouldContain("material-unknown");
        _facts.Check(Sample.Order().WithLines(Sample.Line("HD-1", 1))).Outcome.ShouldBe(Outcome.Accepted);
    }

    [Theory]
    [InlineData("C", "")]
    [InlineData("c ", "")]
    [InlineData(null, "")]
    [InlineData("B", "drawing-revision-differs")]
    public void A_drawing_revision_that_is_not_in_force_is_held(string? revision, string code) =>
        _facts.Check(Sample.Order().WithLines(Sample.Line("A-100", 1) with { DrawingRevision = revision })).Codes()
            .ShouldBe(code.Length == 0 ? [] : [code]);

    [Fact]
    public void A_date_inside_the_lead_time_is_held_unless_stock_covers_the_line()
    {
        var order = Sample.Order().WithLines(Sample.Line("A-100", 5) with { DeliveryDate = new DateOnly(2026, 3, 11) });
        _facts.Check(order).Codes().ShouldBe(["inside-lead-time"]);

        _facts.Stock = [new StockReference("A-100", 5, null, 0)];
        _facts.Check(order).Codes().ShouldBeEmpty();
    }

    [Fact]
    public void An_old_order_is_not_held_for_its_lead_time()
    {
        var order = Sample.Order().WithLines(Sample.Line("A-100", 5)) with { OrderDate = new DateOnly(2017, 1, 1), RequestedDate = new DateOnly(2017, 1, 3) };

        _facts.Check(order).Outcome.ShouldBe(Outcome.Accepted);
    }

    [Fact]
    public void A_missing_unit_is_completed_and_another_one_is_remarked()
    {
        var bare = _facts.Check(Sample.Order().WithLines(Sample.Line("A-100", 5) with { Unit = null, UnitText = null }));
        bare.Order.Lines[0].Unit.ShouldBe("H87");

        var boxes = _facts.Check(Sample.Order().WithLines(Sample.Line("A-100", 5) with { Unit = "XCT", UnitText = "箱" }));
        boxes.Codes().ShouldBe(["unit-differs"]);
        boxes.Order.Lines[0].Unit.ShouldBe("XCT");
    }

    private CheckedOrder Check(string price, Party customer) => _facts.Check(
        Sample.Order().WithLines(Sample.Line("A-100", 10, decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture))) with { Customer = customer });
}
