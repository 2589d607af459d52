using System.Text;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_json_is_read
{
    private const string Shop =
        """
        json: {orders: "trades.trade[*]"}
        fields:
          - {to: orderNumber, from: tid, required: true}
          - {to: customer.name, from: buyer}
          - {to: "lines[].itemCode", from: "packs[*].items[*].sku"}
          - {to: "lines[].quantity", from: "packs[*].items[*].num", required: true}
          - {to: "lines[].remarks", from: "packs[*].no"}
          - {to: "lines[].attributes.first", from: "notes[0]"}
        """;

    private const string TwoTrades =
        """
        {"trades":{"trade":[
          {"tid":2611210000012345678,"buyer":"样**🎁","notes":["n1","n2"],"packs":[{"no":"P1","items":[{"sku":"A","num":1},{"sku":"B","num":"2"}]},{"no":"P2","items":[{"sku":"C","num":3,"new":true}]}]},
          {"tid":5,"packs":[{"no":"P3","items":[{"sku":"D","num":"x"}]}],"extra":"e"}]}}
        """;

    [Fact]
    public void Nested_arrays_become_lines_and_outer_values_repeat()
    {
        var orders = Read(MappingSamples.Compile(Shop), TwoTrades).Orders;

        orders.Select(o => o.Order.OrderNumber).ShouldBe(["2611210000012345678", "5"]);
        orders[0].Order.Lines.Select(l => (l.LineNumber, l.ItemCode, l.Quantity, l.Remarks)).ShouldBe([(1, "A", 1m, "P1"), (2, "B", 2m, "P1"), (3, "C", 3m, "P2")]);
        orders[0].Order.Lines[0].Attributes["first"].ShouldBe("n1");
        orders[0].Order.Customer!.Name.ShouldBe("样**🎁");
    }

    [Fact]
    public void Places_are_json_pointers()
    {
        var orders = Read(MappingSamples.Compile(Shop), TwoTrades).Orders;

        orders[1].Findings.ShouldHaveSingleItem().Where.ShouldBe("/trades/trade/1/packs/0/items/0/num");
        orders[0].Order.Provenance!.Fields["orderNumber"].Source.ShouldBe("/trades/trade/0/tid");
        orders[0].Order.Provenance!.Fields["lines[].quantity"].Source.ShouldBe("/trades/trade/0/packs/0/items/{row}/num");
        orders[0].Order.Provenance!.Fields["lines[].remarks"].Source.ShouldBe("/trades/trade/0/packs/0/no");
    }

    [Fact]
    public void Members_that_are_new_evolve_into_attributes()
    {
        var result = Read(MappingSamples.Compile(Shop), TwoTrades);

        result.Orders[0].Order.Lines[2].Attributes["new"].ShouldBe("true");
        result.Orders[1].Order.Attributes["extra"].ShouldBe("e");
        result.Document.Findings.Select(f => f.Where).ShouldBe(["/trades/trade/0/packs/1/items/0/new", "/trades/trade/1/extra"], ignoreOrder: true);
    }

    [Fact]
    public void A_frozen_source_holds_the_document_on_a_new_member() =>
        Read(MappingSamples.Compile("contract: {fields: freeze}\n" + Shop), TwoTrades).Document.Refusal!.Code.ShouldBe("mapping-source-frozen");

    [Fact]
    public void Without_arrays_the_document_is_one_order_with_one_line()
    {
        var mapping = MappingSamples.Compile("json: {}\nfields:\n  - {to: orderNumber, from: \"$.no\"}\n  - {to: \"lines[].itemCode\", from: item.code}\n");

        var order = Read(mapping, """{"no":"7","item":{"code":"A"}}""").Orders.ShouldHaveSingleItem().Order;

        (order.OrderNumber, order.Lines.Single().ItemCode).ShouldBe(("7", "A"));
    }

    [Fact]
    public void Several_members_are_joined()
    {
        var mapping = MappingSamples.Compile("json: {}\nfields:\n  - {to: shipTo.street, from: [a, b, c], convert: {join: \"/\"}}\n  - {to: \"lines[].itemCode\", from: no}\n");

        Read(mapping, """{"a":"x","b":null,"c":"z","no":1}""").Orders[0].Order.ShipTo!.Street.ShouldBe("x/z");
    }

    [Fact]
    public void Broken_json_refuses_the_document_with_its_place()
    {
        var result = Read(MappingSamples.Compile(Shop), "{\"trades\":\n oops}");

        result.Orders.ShouldBeEmpty();
        result.Document.Refusal!.Severity.ShouldBe(Severity.Error);
        result.Document.Refusal.Where!.ShouldStartWith("2:");
    }

    [Fact]
    public void An_object_where_a_value_should_be_is_a_fault() =>
        Read(MappingSamples.Compile(Shop), """{"trades":{"trade":[{"tid":{"a":1},"packs":[]}]}}""").Orders[0].Findings
            .ShouldHaveSingleItem().Code.ShouldBe("mapping-value-invalid");

    private static ReadResult Read(CompiledMapping mapping, string json)
    {
        using var document = mapping.ReadJson(Encoding.UTF8.GetBytes(json), MappingSamples.Context);
        return new ReadResult([.. document.Orders(default)], document);
    }
}
