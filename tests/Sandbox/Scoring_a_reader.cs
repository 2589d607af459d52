using Xunit;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Sandbox.Orders;
using IntegrationHub.Sandbox.Scoring;
using Shouldly;

namespace IntegrationHub.Tests.Sandbox;

public sealed class Scoring_a_reader
{
    private static readonly OrderWorkbooks s_workbooks = new(3, OrderWorkbooks.DefaultToday);

    [Fact]
    public void A_reader_that_knows_the_truth_is_perfect()
    {
        var score = UnderstandingScore.Run(s_workbooks.Make(60), (path, truth) =>
        {
            File.Exists(path).ShouldBeTrue();
            return new Answer(truth.Orders, Right(truth));
        });

        score.PerfectShare.ShouldBe(1);
        score.WronglyAccepted.ShouldBe(0);
    }

    [Fact]
    public void A_wrong_quantity_that_goes_through_is_the_worst()
    {
        var score = UnderstandingScore.Run(s_workbooks.Make(60), (_, truth) => new Answer([.. truth.Orders.Select(Doubled)], Right(truth)));

        var orders = score.Files.Where(file => file.Truth.Orders.Count > 0).ToList();
        orders.ShouldAllBe(file => file.Misses.Count > 0);
        score.WronglyAccepted.ShouldBe(orders.Count(file => file.Truth.Expected == "accepted"));
        score.Report().ShouldContain("lines[].quantity");
    }

    [Fact]
    public void A_price_list_taken_for_an_order_is_wrongly_accepted()
    {
        var score = new UnderstandingScore();
        var list = s_workbooks.Make(1, "de", 1, DocumentKind.PriceList, Layout.FlatList, new IntegrationHub.Sandbox.Chance(1));

        var file = score.Add(list.Truth, new Answer([], Outcome.Accepted));

        file.WronglyAccepted.ShouldBeTrue();
    }

    [Fact]
    public void Widths_and_blanks_of_text_do_not_count_but_a_missing_line_does()
    {
        CanonicalOrder[] truth = [new() { OrderNumber = "PO 1", Lines = [new() { ItemCode = "A-1" }, new() { ItemCode = "A-2" }] }];

        OrderComparison.Of(truth, [new() { OrderNumber = " ＰＯ　1", Lines = truth[0].Lines }]).Misses.ShouldBeEmpty();
        OrderComparison.Of(truth, [truth[0] with { Lines = [truth[0].Lines[0]] }]).Misses.Select(miss => miss.Path)
            .ShouldBe(["[0].lines.count", "[0].lines[1].itemCode"]);
    }

    private static Outcome Right(WorkbookTruth truth) => truth.Expected switch
    {
        "accepted" => Outcome.Accepted,
        "held" => Outcome.Held,
        _ => Outcome.Rejected,
    };

    private static CanonicalOrder Doubled(CanonicalOrder order) =>
        order with { Lines = [.. order.Lines.Select(line => line with { Quantity = line.Quantity * 2 })] };
}
