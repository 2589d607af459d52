using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks;

public sealed class Duplicates
{
    private readonly KnownFacts _facts = new();

    [Fact]
    public void The_same_order_again_is_linked_and_not_processed_twice()
    {
        var order = Sample.Order();
        _facts.Receive(order);

        var result = _facts.Receive(order.Again());

        result.Outcome.ShouldBe(Outcome.Duplicate);
        result.DuplicateOf.ShouldBe(order.Id);
        result.Single("duplicate").Message.ShouldContain(order.Id.ToString());
    }

    [Fact]
    public void Spelling_lines_in_another_order_and_trailing_zeros_do_not_make_another_order()
    {
        var order = Sample.Order();
        _facts.Receive(order);
        var again = order.Again("mail") with
        {
            OrderNumber = " po‐2026–001 ",
            Customer = new Party { Name = "上海华东电子（有限公司）" },
            Lines = [order.Lines[1] with { Quantity = 4.000m }, order.Lines[0] with { ItemCode = "ａ-100" }],
        };

        _facts.Receive(again).Outcome.ShouldBe(Outcome.Duplicate);
    }

    [Fact]
    public void A_known_number_with_another_content_is_held_with_every_difference()
    {
        var order = Sample.Order();
        _facts.Receive(order);
        var changed = order.Again() with
        {
            RequestedDate = new DateOnly(2026, 4, 9),
            Remarks = "请改红色",
            Lines = [order.Lines[0] with { Quantity = 12, Amount = 30 }, Sample.Line("C-300", 1, 1, number: 2)],
            Totals = null,
        };

        var result = _facts.Receive(changed);

        result.Outcome.ShouldBe(Outcome.Held);
        result.DuplicateOf.ShouldBe(order.Id);
        var message = result.Single("order-changed").Message;
        message.ShouldContain("requestedDate: 2026-04-01 → 2026-04-09");
        message.ShouldContain("lines[0].quantity: 10 → 12");
        message.ShouldContain("remarks: – → 请改红色");
        message.ShouldContain("C-300 × 1");
        message.ShouldContain("B-200 × 4");
        result.Single("order-changed").MessageZh.ShouldContain("内容不同");
    }

    [Fact]
    public void An_older_content_that_comes_back_after_a_change_is_a_change_again()
    {
        var order = Sample.Order();
        _facts.Receive(order);
        _facts.Receive(order.Again() with { RequestedDate = new DateOnly(2026, 5, 1) });

        _facts.Receive(order.Again()).Codes().ShouldContain("order-changed");
    }

    [Fact]
    public void The_same_number_of_another_customer_is_another_order()
    {
        _facts.Receive(Sample.Order());

        _facts.Receive(Sample.Order() with { Customer = new Party { Name = "深圳华南电子有限公司" } }).Outcome.ShouldBe(Outcome.Accepted);
    }

    [Fact]
    public void Two_branches_of_one_name_may_both_have_an_order_of_one_number()
    {
        var order = Sample.Order();
        _facts.Receive(order with { Customer = new Party { Code = "S-01", Name = "沃尔玛" } });

        _facts.Receive(order.Again().WithLines(Sample.Line("Z", 5)) with { Customer = new Party { Code = "S-02", Name = "沃尔玛" } })
            .Outcome.ShouldBe(Outcome.Accepted);
    }

    [Fact]
    public void The_sources_own_key_finds_the_order_whatever_its_number()
    {
        var order = Sample.Order(channel: "taobao") with { Account = "shop", SourceId = "TB1", SourceVersion = "1" };
        _facts.Receive(order);

        _facts.Receive(order.Again() with { SourceVersion = "2" }).Outcome.ShouldBe(Outcome.Duplicate);
        _facts.Receive(order.Again() with { SourceVersion = "3", RequestedDate = null }).Codes().ShouldContain("order-changed");
        _facts.Receive(order.Again() with { SourceId = "TB2", OrderNumber = "other", RequestedDate = new DateOnly(2026, 7, 7) }).Outcome
            .ShouldBe(Outcome.Accepted);
    }

    [Fact]
    public void A_sheet_that_sales_also_keyed_into_the_ERP_is_held_with_both_side_by_side()
    {
        var mailed = Sample.Order("PO-77", "mail");
        _facts.Receive(mailed);
        _facts.Now += TimeSpan.FromDays(2);
        var keyed = mailed.Again("erp") with { OrderNumber = "SO-2026-0815", SourceId = "91", Account = "kingdee", OrderDate = new DateOnly(2026, 3, 3) };

        var result = _facts.Receive(keyed);

        result.Outcome.ShouldBe(Outcome.Held);
        result.DuplicateOf.ShouldBe(mailed.Id);
        var message = result.Single("duplicate-likely").Message;
        message.ShouldContain("PO-77");
        message.ShouldContain("SO-2026-0815 [erp]");
        message.ShouldContain("A-100 × 10");
    }

    [Fact]
    public void The_same_sheet_without_a_number_is_linked_within_days_and_a_new_order_after_weeks()
    {
        var order = Sample.Order(number: null);
        _facts.Receive(order);
        _facts.Now += TimeSpan.FromDays(1);
        _facts.Receive(order.Again()).Outcome.ShouldBe(Outcome.Duplicate);

        _facts.Now += TimeSpan.FromDays(30);
        var later = _facts.Receive(order.Again());
        later.Outcome.ShouldBe(Outcome.Held);
        later.DuplicateOf.ShouldBeNull();
    }

    [Fact]
    public void A_number_added_to_a_sheet_sent_before_without_one_is_held_as_likely_the_same()
    {
        var order = Sample.Order(number: null);
        _facts.Receive(order);

        _facts.Receive(order.Again() with { OrderNumber = "PO-5" }).Codes().ShouldContain("duplicate-likely");
    }

    [Fact]
    public void Loading_customers_in_between_does_not_make_the_same_file_another_order()
    {
        var order = Sample.Order();
        _facts.Receive(order);
        _facts.Customers = [new CustomerReference("C1", "上海华东电子有限公司", [], [], null, false, [])];

        _facts.Receive(order.Again()).Outcome.ShouldBe(Outcome.Duplicate);
    }

    [Fact]
    public void A_cancelled_order_may_be_sent_again()
    {
        var order = Sample.Order();
        _facts.File(order with { Stage = OrderStage.Cancelled });

        _facts.Receive(order.Again()).Outcome.ShouldBe(Outcome.Accepted);
    }
}
