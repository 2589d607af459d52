using System.Text.Json;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Orders.Schema;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Orders;

public sealed class When_an_order_travels_as_json
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_is_lost_in_the_compact_form(int seed) => RoundTrips(OrderJson.Compact, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_is_lost_in_the_wire_form(int seed) => RoundTrips(OrderJson.Wire, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_stored_form_leaves_out_only_what_its_log_says_anyway(int seed)
    {
        var order = new RandomOrders(seed).Next();
        using var writer = new StoredOrderJson();

        var back = JsonSerializer.Deserialize(writer.Write(order), OrderJson.Compact.CanonicalOrder)!;

        Wire(back).ShouldBe(Wire(order with
        {
            Id = Guid.Empty,
            Stage = OrderStage.PendingReview,
            OnHold = false,
            Provenance = order.Provenance is { } known ? known with { Document = null, Fields = null! } : null,
        }));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_intake_reader_reads_what_the_hub_writes_without_a_remark(int seed)
    {
        var order = new RandomOrders(seed).Next();

        foreach (var form in new[] { OrderJson.Compact, OrderJson.Wire })
        {
            var reading = OrderV1Reader.Read(JsonSerializer.SerializeToUtf8Bytes(order, form.CanonicalOrder));

            reading.Findings.ShouldBeEmpty();
            Wire(reading.Order!).ShouldBe(Wire(order));
        }
    }

    [Fact]
    public void Decimals_keep_their_scale()
    {
        var order = new CanonicalOrder { Lines = [new OrderLine { LineNumber = 1, Quantity = 1.50m, UnitPrice = 1234567890.123456789012345678m }] };

        var json = JsonSerializer.Serialize(order, OrderJson.Compact.CanonicalOrder);

        json.ShouldContain("\"quantity\":1.50,\"unitPrice\":1234567890.123456789012345678");
        JsonSerializer.Deserialize(json, OrderJson.Compact.CanonicalOrder)!.Lines[0].Quantity!.Value.Scale.ShouldBe((byte)2);
    }

    [Fact]
    public void Chinese_and_emoji_stay_readable() =>
        JsonSerializer.Serialize(new CanonicalOrder { Remarks = "加急" }, OrderJson.Compact.CanonicalOrder).ShouldContain("加急");

    [Fact]
    public void Members_left_out_of_the_compact_form_come_back_as_empty_not_null()
    {
        foreach (var form in new[] { OrderJson.Compact, OrderJson.Wire })
        {
            var order = JsonSerializer.Deserialize("""{"lines":[{}]}""", form.CanonicalOrder)!;

            order.Schema.ShouldBe(CanonicalOrder.SchemaName);
            order.Attributes.ShouldNotBeNull();
            order.Attachments.ShouldNotBeNull();
            order.Lines[0].Attributes.ShouldNotBeNull();
        }
    }

    private static void RoundTrips(OrderJson form, int seed)
    {
        var order = new RandomOrders(seed).Next();

        var back = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(order, form.CanonicalOrder), form.CanonicalOrder)!;

        // The text shows every member and the scale of every number; the values are compared beside it.
        Wire(back).ShouldBe(Wire(order));
        back.Lines.Select(l => l.Quantity).ShouldBe(order.Lines.Select(l => l.Quantity));
        back.Customer.ShouldBe(order.Customer);
        back.ShipTo.ShouldBe(order.ShipTo);
        back.OrderedAt.ShouldBe(order.OrderedAt);
        back.Stage.ShouldBe(order.Stage);
    }

    private static string Wire(CanonicalOrder order) => JsonSerializer.Serialize(order, OrderJson.Wire.CanonicalOrder);
}
