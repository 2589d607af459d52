using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks;

public sealed class AnEmptyStore
{
    private readonly KnownFacts _facts = new();

    [Fact]
    public void Accepts_a_complete_and_consistent_order()
    {
        var result = _facts.Check(Sample.Order());

        result.Outcome.ShouldBe(Outcome.Accepted);
        result.Codes().ShouldBeEmpty();
        _facts.Reservations.ShouldBeEmpty();
    }

    [Fact]
    public void Says_once_which_tables_were_never_loaded()
    {
        var remark = _facts.Check(Sample.Order()).Single("reference-not-loaded");

        remark.Severity.ShouldBe(Severity.Info);
        remark.Message.ShouldContain("customers, credit, prices, stock, materials");
        remark.MessageZh.ShouldContain("客户、信用、价格、库存、物料");
    }

    [Fact]
    public void Accepts_an_old_order_and_remarks_that_its_date_has_gone_by()
    {
        var order = Sample.Order() with { OrderDate = new DateOnly(2013, 5, 1), RequestedDate = new DateOnly(2013, 6, 1) };

        var result = _facts.Check(order);

        result.Outcome.ShouldBe(Outcome.Accepted);
        result.Single("date-in-past").Severity.ShouldBe(Severity.Warning);
        result.Single("date-in-past").Field.ShouldBe("requestedDate");
    }

    [Fact]
    public void Accepts_an_order_whose_customer_only_the_sender_tells() =>
        _facts.Check(Sample.Order() with { Customer = null }, sender: "einkauf@mueller.de").Outcome.ShouldBe(Outcome.Accepted);

    [Fact]
    public void Accepts_an_order_without_prices_dates_or_totals()
    {
        var order = Sample.Order().WithLines(Sample.Line("A", 1), Sample.Line("B", 2)) with { OrderDate = null, RequestedDate = null, Currency = null };

        _facts.Check(order).Outcome.ShouldBe(Outcome.Accepted);
    }

    [Theory]
    [InlineData("order-number-missing")]
    [InlineData("customer-missing")]
    [InlineData("lines-missing")]
    [InlineData("confidence-low")]
    [InlineData("quantity-missing")]
    [InlineData("item-missing")]
    public void Holds_an_order_that_lacks(string code)
    {
        var order = Sample.Order();
        order = code switch
        {
            "order-number-missing" => order with { OrderNumber = " " },
            "customer-missing" => order with { Customer = new Party { Contact = "张三" } },
            "lines-missing" => order with { Lines = [], Totals = null },
            "quantity-missing" => order.WithLines(Sample.Line("A", null)),
            "item-missing" => order.WithLines(Sample.Line("A", 1) with { ItemCode = null, ItemName = " " }),
            _ => order,
        };

        var result = _facts.Check(order, confidence: code == "confidence-low" ? 0.849m : 0.85m);

        result.Outcome.ShouldBe(Outcome.Held);
        result.Codes().ShouldBe([code]);
        result.Single(code).Severity.ShouldBe(Severity.Hold);
    }

    [Fact]
    public void Does_not_repeat_what_understanding_said_of_a_field()
    {
        var said = Core.Checks.Plausibility.PlausibilityFindings.AmountMismatch.At("Sheet1!F7", "lines[0].amount", 1, 10, 2, 20, 30);
        var order = Sample.Order().WithLines(Sample.Line("A", 10, 2, amount: 30));

        var result = _facts.Check(order, remarks: said);

        result.Findings.Count(f => f.Code == "amount-mismatch").ShouldBe(1);
        result.Single("amount-mismatch").Where.ShouldBe("Sheet1!F7");
        result.Outcome.ShouldBe(Outcome.Held);
    }

    [Fact]
    public void Names_the_cell_that_a_finding_is_about()
    {
        var order = Sample.Order().WithLines(Sample.Line("A", 1), Sample.Line("B", -3)) with
        {
            Provenance = new Provenance
            {
                Fields = new Dictionary<string, FieldSource> { ["lines[].quantity"] = new("Sheet1!D{row}", 1m), ["requestedDate"] = new("Sheet1!H{row}", 1m) },
                Rows = [7, 9],
            },
        };

        var result = _facts.Check(order with { RequestedDate = new DateOnly(2026, 3, 1) });

        result.Single("quantity-not-positive").Where.ShouldBe("Sheet1!D9");
        result.Single("date-in-past").Where.ShouldBe("Sheet1!H7");
    }
}
