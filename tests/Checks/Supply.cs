using IntegrationHub.Core.Checks;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks;

public sealed class Supply
{
    private readonly KnownFacts _facts = new() { Stock = [new StockReference("A", 10, new DateOnly(2026, 3, 20), 20)] };

    [Fact]
    public void Lines_of_one_item_share_its_stock()
    {
        var order = Sample.Order().WithLines(Sample.Line("A", 6), Sample.Line("A", 4, number: 2), Sample.Line("A", 1, number: 3));

        var result = _facts.Check(order);

        result.Codes().ShouldBe(["supply-from-incoming"]);
        result.Single("supply-from-incoming").Field.ShouldBe("lines[2].quantity");
        result.Outcome.ShouldBe(Outcome.Accepted);
    }

    [Theory]
    [InlineData(10, "2026-04-01", "")]
    [InlineData(30, "2026-03-20", "supply-from-incoming")]
    [InlineData(30, "2026-03-19", "promise-later")]
    [InlineData(31, "2026-04-01", "stock-shortage")]
    public void What_stock_does_not_cover_is_promised_or_short(int quantity, string due, string code)
    {
        var order = Sample.Order().WithLines(Sample.Line("A", quantity)) with
        {
            RequestedDate = DateOnly.ParseExact(due, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };

        _facts.Check(order).Codes().ShouldBe(code.Length == 0 ? [] : [code]);
    }

    [Fact]
    public void What_can_be_made_in_time_is_not_short()
    {
        _facts.Materials = [new MaterialReference("A", "零件", null, null, null, 5, [])];

        _facts.Check(Sample.Order().WithLines(Sample.Line("A", 500))).Codes().ShouldBe(["supply-from-production"]);
    }

    [Fact]
    public void An_item_that_nobody_knows_is_held() =>
        _facts.Check(Sample.Order().WithLines(Sample.Line("Z", 1))).Codes().ShouldBe(["stock-not-listed"]);

    [Fact]
    public void A_rule_makes_a_shortage_a_hold()
    {
        var rules = Core.Checks.Rules.RuleFiles.Read([new("own.yaml", "rules: own\nseverities: { stock-shortage: hold }")]).Book;

        _facts.Check(Sample.Order().WithLines(Sample.Line("A", 99)), rules: rules).Outcome.ShouldBe(Outcome.Held);
    }
}
