using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks;

public sealed class RepeatOrders
{
    private readonly KnownFacts _facts = new();

    [Fact]
    public void A_customer_that_orders_the_same_every_week_is_never_held()
    {
        for (var week = 0; week < 20; week++)
        {
            var order = Sample.Order($"PO-{week}") with
            {
                OrderDate = new DateOnly(2026, 3, 1).AddDays(7 * week), RequestedDate = new DateOnly(2026, 4, 1).AddDays(7 * week),
            };

            _facts.Receive(order).Outcome.ShouldBe(Outcome.Accepted, $"week {week}");
            _facts.Now += TimeSpan.FromDays(7);
        }
    }

    [Fact]
    public void A_weekly_order_that_is_also_keyed_elsewhere_matches_only_its_own_week()
    {
        _facts.Receive(Sample.Order("PO-1", "mail"));
        _facts.Now += TimeSpan.FromDays(7);
        var next = Sample.Order("SO-2", "erp") with { OrderDate = new DateOnly(2026, 3, 8), RequestedDate = new DateOnly(2026, 4, 8) };

        _facts.Receive(next).Outcome.ShouldBe(Outcome.Accepted);
    }

    [Fact]
    public void One_line_orders_of_one_item_with_numbers_of_their_own_in_one_file_are_all_accepted()
    {
        var document = new Provenance { Document = "one-file" };
        for (var i = 0; i < 50; i++)
        {
            var order = Sample.Order($"E-{i:000}").WithLines(Sample.Line("A-100", 1, 9.9m)) with { Provenance = document };

            var result = _facts.Receive(order);

            result.Outcome.ShouldBe(Outcome.Accepted, $"order {i}");
            result.Codes().ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_same_sheet_under_another_number_goes_on_with_a_remark()
    {
        var order = Sample.Order();
        _facts.Receive(order);

        var result = _facts.Receive(order.Again() with { OrderNumber = "PO-2026-002" });

        result.Outcome.ShouldBe(Outcome.Accepted);
        result.Codes().ShouldBe(["same-content-other-number"]);
    }

    [Fact]
    public void Orders_of_two_customers_who_buy_the_same_do_not_meet()
    {
        _facts.Receive(Sample.Order("1", "mail"));

        _facts.Receive(Sample.Order("2", "erp") with { Customer = new Party { Name = "另一家公司" } }).Outcome.ShouldBe(Outcome.Accepted);
    }

    [Fact]
    public void People_whose_names_the_shop_masks_are_not_one_customer()
    {
        _facts.Receive(Sample.Order("1", "taobao") with { Customer = new Party { Code = "u1", Name = "张**" } });

        _facts.Receive(Sample.Order("2", "jd") with { Customer = new Party { Code = "u2", Name = "张**" } }).Outcome.ShouldBe(Outcome.Accepted);
    }

    [Fact]
    public void Another_quantity_is_another_order()
    {
        var order = Sample.Order("1", "mail").WithLines(Sample.Line("A", 10));
        _facts.Receive(order);

        _facts.Receive(order.Again("erp") with { OrderNumber = "2", Lines = [Sample.Line("A", 20)] }).Outcome.ShouldBe(Outcome.Accepted);
    }
}
