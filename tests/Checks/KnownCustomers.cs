using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks;

public sealed class KnownCustomers
{
    private readonly KnownFacts _facts = new()
    {
        Customers =
        [
            new CustomerReference("C1", "上海华东电子有限公司", ["华东电子"], ["@huadong.cn"], "91310000", false, []),
            new CustomerReference("C2", "Müller GmbH", [], ["einkauf@mueller.de"], null, true, []),
            new CustomerReference("C3", "Strict Ltd", [], [], null, false, ["requestedDate", "lines[].drawingRevision", "shipTo.phone", "colour"]),
        ],
    };

    [Fact]
    public void A_customer_found_by_alias_completes_the_order_with_its_code()
    {
        var result = _facts.Check(Sample.Order() with { Customer = new Party { Name = "华东电子" } });

        result.Outcome.ShouldBe(Outcome.Accepted);
        result.Order.Customer!.Code.ShouldBe("C1");
        result.Order.Customer.Name.ShouldBe("华东电子");
    }

    [Fact]
    public void A_sender_stands_for_its_customer()
    {
        var result = _facts.Check(Sample.Order() with { Customer = null }, sender: "wang@huadong.cn");

        result.Outcome.ShouldBe(Outcome.Accepted);
        result.Order.Customer!.Code.ShouldBe("C1");
    }

    [Fact]
    public void A_sender_who_is_known_answers_who_ordered()
    {
        var open = new[] { UnderstandingFindings.CustomerNotNamed.At("Sheet1", "customer.name") };

        _facts.Check(Sample.Order() with { Customer = null }, remarks: open, sender: "wang@huadong.cn").Outcome.ShouldBe(Outcome.Accepted);
        _facts.Check(Sample.Order() with { Customer = null }, remarks: open, sender: "nobody@elsewhere.example").Outcome.ShouldBe(Outcome.Held);
    }

    [Theory]
    [InlineData("华东电子", "wang@huadong.cn", Outcome.Accepted)]
    [InlineData("华西电器", "wang@huadong.cn", Outcome.Held)]
    [InlineData("华东电子", "stranger@nowhere.example", Outcome.Held)]
    [InlineData("Strict Ltd", "wang@huadong.cn", Outcome.Held)]
    public void A_sender_who_is_known_confirms_the_name_on_the_paper_where_it_is_the_senders(string name, string sender, Outcome outcome)
    {
        var guessed = new[] { UnderstandingFindings.CompanyWithoutRole.At("Sheet1!A1", "customer.name", name) };

        _facts.Check(Sample.Order() with { Customer = new Party { Name = name } }, remarks: guessed, sender: sender).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public void A_code_that_the_document_states_stays_as_written()
    {
        var result = _facts.Check(Sample.Order() with { Customer = new Party { Code = "88-12", Name = "华东电子" } });

        result.Order.Customer!.Code.ShouldBe("88-12");
    }

    [Fact]
    public void An_unknown_customer_is_held_by_name()
    {
        var result = _facts.Check(Sample.Order() with { Customer = new Party { Name = "无名公司" } });

        result.Outcome.ShouldBe(Outcome.Held);
        result.Single("customer-unknown").MessageZh.ShouldContain("无名公司");
    }

    [Fact]
    public void A_buyer_whom_the_platform_masks_need_not_be_known() =>
        _facts.Check(Sample.Order() with { Customer = new Party { Name = "测**" }, ShipTo = new ShipTo { Name = "测**", Masked = true } }).Codes().ShouldNotContain("customer-unknown");

    [Fact]
    public void A_blocked_customer_is_held() =>
        _facts.Check(Sample.Order() with { Customer = new Party { Code = "C2" } }).Codes().ShouldBe(["customer-blocked"]);

    [Fact]
    public void A_customers_own_required_fields_are_named_one_by_one()
    {
        var order = Sample.Order() with { Customer = new Party { Code = "C3" } };
        order = order with { Lines = [order.Lines[0] with { DrawingRevision = "B" }, order.Lines[1]] };

        var result = _facts.Check(order);

        result.Outcome.ShouldBe(Outcome.Held);
        result.Findings.Where(f => f.Code == "required-field-missing").Select(f => f.Field)
            .ShouldBe(["lines[1].drawingRevision", "shipTo.phone"], ignoreOrder: true);
        result.Single("required-field-unknown").Field.ShouldBe("colour");
    }

    [Fact]
    public void The_same_order_by_name_and_by_alias_is_found_once_the_customer_is_known()
    {
        var order = Sample.Order();
        _facts.Receive(order);

        var result = _facts.Receive(order.Again("mail") with { Customer = new Party { Name = "华东电子" } });

        result.Outcome.ShouldBe(Outcome.Duplicate);
        result.DuplicateOf.ShouldBe(order.Id);
    }
}