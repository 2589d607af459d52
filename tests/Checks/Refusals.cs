using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks;

public sealed class Refusals
{
    private readonly KnownFacts _facts = new();

    [Theory]
    [InlineData(Severity.Reject, Outcome.Rejected)]
    [InlineData(Severity.Hold, Outcome.Held)]
    public void The_refusal_of_a_document_decides_over_each_of_its_orders(Severity severity, Outcome outcome)
    {
        var refusal = new Finding("not-an-order", severity, "A price list.", "价目表。");

        var result = _facts.Check(Sample.Order(), refusal: refusal);

        result.Outcome.ShouldBe(outcome);
        result.Findings.ShouldContain(refusal);
    }

    [Fact]
    public void A_refused_document_is_refused_again_and_not_called_a_duplicate()
    {
        var refusal = new Finding("not-an-order", Severity.Reject, "A price list.", "价目表。");
        var order = Sample.Order();
        _facts.File(_facts.Check(order, refusal: refusal));

        _facts.Check(order.Again(), refusal: refusal).Outcome.ShouldBe(Outcome.Rejected);
        _facts.Check(order.Again()).Outcome.ShouldBe(Outcome.Accepted);
    }

    [Fact]
    public void A_rejected_order_reserves_nothing()
    {
        _facts.Credit = [new CreditPosition("C1", "CNY", 1000, 0, 0, 0)];
        var order = Sample.Order() with { Customer = new() { Code = "C1" } };

        _facts.Check(order, refusal: new Finding("x", Severity.Reject, "x", "x"));

        _facts.Reservations.ShouldBeEmpty();
    }
}
