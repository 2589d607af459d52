using System.Text;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Wire;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class An_order_card_on_the_terminal
{
    private static readonly Guid Other = Guid.CreateVersion7();

    private static readonly CanonicalOrder Order = new()
    {
        Id = Guid.CreateVersion7(), OrderNumber = "PO-2026-0815", OrderDate = new(2026, 11, 20), RequestedDate = new(2026, 12, 24), Currency = "CNY",
        Customer = new() { Code = "C01", Name = "示例机械", TaxId = "91330000", Contact = "王工", Phone = "0571-1234" },
        Supplier = new() { Name = "样板工厂" },
        ShipTo = new() { Name = "二号仓库", City = "杭州", Street = "文一路 1 号" },
        Totals = new() { Goods = 100, Tax = 13, Payable = 113 },
        Payment = new("未付", "电汇", null),
        Attributes = new Dictionary<string, string> { ["paymentTerms"] = "月结 30 天" },
        Lines =
        [
            new() { LineNumber = 10, ItemCode = "X-100", ItemName = "轴承座\u001b[31m", Specification = "M8×20", Quantity = 12500, Unit = "H87", UnitText = "件", UnitPrice = 0.008m, Amount = 100 },
            new() { LineNumber = 20, ItemCode = "X-2", ItemName = "垫圈", Quantity = 5, DeliveryDate = new(2026, 12, 1), Remarks = "镀锌" },
        ],
    };

    private static readonly OrderEntry Entry = new(Order)
    {
        Outcome = Outcome.Held, DocumentId = "D-1", CustomerCode = "C01", ReceivedAt = new(2026, 11, 22, 6, 3, 0, TimeSpan.Zero),
        Findings = [PipelineFindings.NoOrders.At("Sheet1!A1", null)],
        Events =
        [
            Happened(1, OrderEventTypes.Received, "hub", """{"outcome":"held"}"""),
            Happened(2, OrderEventTypes.Linked, "wang", $$"""{"outcome":"duplicate","reason":"同一单","duplicateOf":"{{Other}}"}"""),
            Happened(3, "OrderPainted", "li", """{"colour":"red"}"""),
        ],
    };

    [Fact]
    public void Tells_in_Chinese_who_orders_what_when_and_for_how_much()
    {
        var text = Card(english: false);

        text.ShouldStartWith("PO-2026-0815  待处理\n");
        foreach (var line in new[]
        {
            "客户        C01  示例机械", "客户税号    91330000", "客户联系人  王工  0571-1234", "供应商      样板工厂", "下单日期    2026-11-20",
            "要求交期    2026-12-24", "币种        CNY", "货款合计    100.00", "税额        13.00", "应付金额    113.00", "付款        电汇  未付",
            "付款条件    月结 30 天", "收货人      二号仓库", "收货地址    杭州  文一路 1 号", "收到        2026-11-22 14:03", "    规格 M8×20", "    备注 镀锌",
        })
        {
            text.ShouldContain("\n" + line + "\n");
        }

        text.ShouldMatch(@"10 +X-100 +轴承座 \[31m +12500 +件 +0\.008 +100\.00");
        text.ShouldNotContain('\u001b');
        text.ShouldNotContain("折扣");
    }

    [Fact]
    public void Tells_what_to_do_and_what_happened_at_the_times_of_the_house()
    {
        var text = Card(english: false);

        text.ShouldContain("hub documents dismiss D-1 --reason 原因");
        text.ShouldContain("经过 (Asia/Shanghai)\n  1  2026-11-22 14:03:00  收到 → 待处理  hub\n");
        text.ShouldContain($"  2  2026-11-22 14:03:00  关联为重复 → 重复 ({Other})  wang:同一单\n");
        text.ShouldContain("  3  2026-11-22 14:03:00  OrderPainted  li\n");
    }

    [Fact]
    public void Speaks_English_without_a_Chinese_word_of_its_own()
    {
        var own = Card(english: true, Entry with { Order = new() { Id = Order.Id, OrderNumber = "A-1", Lines = [new() { LineNumber = 1, Quantity = 2, UnitPrice = 3 }] } });

        own.ShouldContain("payable   6.00  (sum of the lines)");
        own.ShouldContain("linked → duplicate");
        own.Where(c => c is >= '\u3000' and <= '\u9fff').ShouldBe("同一单");
    }

    [Fact]
    public void Fits_a_screen_of_80_columns() => Card(english: false).Split('\n').TakeWhile(line => line != "发现")
        .ShouldAllBe(line => TextTable.Width(line) <= 80);

    private static OrderEvent Happened(int sequence, string type, string actor, string data) =>
        new(Order.Id, sequence, type, new(2026, 11, 22, 6, 3, 0, TimeSpan.Zero), actor, Encoding.UTF8.GetBytes(data), [], []);

    private static string Card(bool english, OrderEntry? entry = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var times = new BusinessTime(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        new OrderReport(new Terminal(output, output, english) { Width = 80 }, times).Write(entry ?? Entry);
        return output.ToString();
    }
}
