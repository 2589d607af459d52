using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Pipeline;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Pipeline;

public sealed class What_holds_of_every_order
{
    private static readonly Finding Late = new("date-in-past", Severity.Warning, "late", "晚");

    [Fact]
    public void Is_said_once_for_the_document_with_all_tables_that_any_order_asked_for()
    {
        var told = SharedRemarks.Once(Told([.. NotLoaded(0b00110), Late], NotLoaded(0b00011)));

        told.Findings.ShouldHaveSingleItem().Message.ShouldContain("customers, credit, prices");
        told.Results.Select(result => result.Findings.Count).ShouldBe([1, 0]);
        told.Results[0].Findings.ShouldBe([Late]);
    }

    [Fact]
    public void Stays_with_its_order_where_a_rule_made_it_more_than_a_remark()
    {
        var held = NotLoaded(0b1)[0] with { Severity = Severity.Hold };

        var told = SharedRemarks.Once(Told([held]));

        told.Findings.ShouldBeEmpty();
        told.Results[0].Findings.ShouldBe([held]);
    }

    [Fact]
    public void Stays_with_an_order_that_says_more_than_the_document()
    {
        var common = SharedRemarks.Of(NotLoaded(0b00011));

        SharedRemarks.Own(NotLoaded(0b00001), common).ShouldBeEmpty();
        SharedRemarks.Own(NotLoaded(0b00101), common).Count.ShouldBe(1);
    }

    private static IReadOnlyList<Finding> NotLoaded(int tables) => NotLoadedRemarks.Of(tables, new RuleBook());

    private static ImportDocument Told(params IReadOnlyList<Finding>[] orders) => new()
    {
        Input = "a.csv", Outcome = Outcome.Accepted,
        Results = [.. orders.Select((findings, at) => new ImportResult(at, Guid.CreateVersion7(), null, Outcome.Accepted, findings, null))],
    };
}
