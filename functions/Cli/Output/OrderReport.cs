using System.Globalization;
using System.Text;
using IntegrationHub.Core.Orders;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Cli.Output;

/// <summary>One order card for a person.</summary>
internal sealed class OrderReport(Terminal terminal)
{
    public void Write(OrderEntry entry)
    {
        var order = entry.Order;
        Field("id", order.Id.ToString());
        Field(terminal.Say("订单号", "order"), order.OrderNumber);
        Field(terminal.Say("结果", "outcome"), new ImportReport(terminal).OutcomeName(entry.Outcome) + (entry.DuplicateOf is { } other ? $" → {other}" : ""));
        Field(terminal.Say("客户", "customer"), string.Join(" ", new[] { entry.CustomerCode, order.Customer?.Name }.OfType<string>()));
        Field(terminal.Say("下单日期", "ordered"), order.OrderDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Field(terminal.Say("要求交期", "requested"), order.RequestedDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Field(terminal.Say("币种", "currency"), order.Currency);
        Field(terminal.Say("去向", "route"), entry.Route);
        Field(terminal.Say("文档", "document"), entry.DocumentId);
        terminal.Out.WriteLine();

        var lines = new TextTable(
            "#", terminal.Say("物料", "item"), terminal.Say("名称", "name"), terminal.Say("数量", "quantity"), terminal.Say("单位", "unit"),
            terminal.Say("单价", "price"), terminal.Say("金额", "amount"), terminal.Say("交期", "delivery"));
        foreach (var line in order.Lines)
        {
            lines.Add(
                line.LineNumber.ToString(CultureInfo.InvariantCulture), line.ItemCode, line.ItemName,
                line.Quantity?.ToString(CultureInfo.InvariantCulture), line.Unit ?? line.UnitText,
                line.UnitPrice?.ToString(CultureInfo.InvariantCulture), line.Amount is { } amount ? CurrencyDigits.Text(amount, order.Currency) : null,
                line.DeliveryDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        lines.Write(terminal.Out, terminal.Width);
        terminal.Out.WriteLine();
        var findings = new FindingLines(terminal);
        foreach (var finding in entry.Findings)
        {
            findings.Write(null, finding);
        }

        foreach (var happened in entry.Events ?? [])
        {
            var data = Encoding.UTF8.GetString(happened.Data);
            terminal.Out.WriteLine($"  {happened.Sequence} {happened.At:yyyy-MM-dd HH:mm:ss}Z {happened.Type} {happened.Actor} " +
                TextTable.Printable(data.Length > 160 ? data[..160] + "…" : data));
        }
    }

    private void Field(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            terminal.Out.WriteLine($"{name}: {TextTable.Printable(value)}");
        }
    }
}
