using System.Globalization;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Cli.Output;

/// <summary>One order card for a person: who orders what, when and for how much, what was found on it, and what happened to it.</summary>
internal sealed class OrderReport(Terminal terminal, BusinessTime times)
{
    public void Write(OrderEntry entry)
    {
        var order = entry.Order;
        terminal.Out.WriteLine(TextTable.Printable(
            $"{order.OrderNumber ?? terminal.Say("(无订单号)", "(no number)")}  {new ImportReport(terminal).OutcomeName(entry.Outcome)}"));
        terminal.Out.WriteLine();
        Fields(entry).Write(terminal.Out);
        terminal.Out.WriteLine();
        Lines(order).Write(terminal.Out, terminal.Width);
        if (entry.Findings.Count > 0)
        {
            Caption("发现", "findings");
            var findings = new FindingLines(terminal);
            foreach (var finding in entry.Findings.OrderByDescending(finding => finding.Severity))
            {
                findings.Write(null, finding, new RemedyTargets(order.Id, entry.DuplicateOf, entry.DocumentId));
            }
        }

        if (entry.Events is { Count: > 0 } events)
        {
            Caption(times.Caption("经过"), times.Caption("log"));
            new EventLines(terminal, times).Write(events);
        }
    }

    private CardFields Fields(OrderEntry entry)
    {
        var order = entry.Order;
        var fields = new CardFields();
        fields.Add("id", order.Id.ToString());
        fields.Add(Say("重复于", "repeats"), entry.DuplicateOf?.ToString());
        Party(fields, Say("客户", "customer"), order.Customer, entry.CustomerCode);
        Party(fields, Say("供应商", "supplier"), order.Supplier);
        fields.Add(Say("下单日期", "ordered"), Date(order.OrderDate), times.At(order.OrderedAt, "(HH:mm)"));
        fields.Add(Say("要求交期", "requested"), Date(order.RequestedDate));
        fields.Add(Say("优先级", "priority"), order.Priority?.Class, order.Priority is { Urgent: true } ? Say("加急", "urgent") : null);
        fields.Add(Say("币种", "currency"), order.Currency);
        Totals(fields, order);
        fields.Add(Say("付款", "payment"), order.Payment?.Method, order.Payment?.Status, times.At(order.Payment?.PaidAt, "yyyy-MM-dd HH:mm"));
        ShipTo(fields, order.ShipTo);
        fields.Add(Say("备注", "remarks"), order.Remarks);
        foreach (var (label, value) in order.Attributes)
        {
            fields.Add(label == "paymentTerms" ? Say("付款条件", "payment terms") : label == "shippingMethod" ? Say("运输方式", "shipping") : label, value);
        }

        fields.Add(Say("附件", "attachments"), [.. order.Attachments.Select(attachment => attachment.Name)]);
        fields.Add(Say("去向", "route"), entry.Route);
        fields.Add(Say("收到", "received"), times.At(entry.ReceivedAt, "yyyy-MM-dd HH:mm"), order.Channel, order.Account);
        fields.Add(Say("文档", "document"), entry.DocumentId);
        return fields;
    }

    private void Party(CardFields fields, string label, Party? party, string? code = null)
    {
        fields.Add(label, party?.Code ?? code, party?.Name);
        fields.Add(label + Say("税号", ", tax id"), party?.TaxId);
        fields.Add(label + Say("联系人", ", contact"), party?.Contact, party?.Phone, party?.Email);
    }

    private void Totals(CardFields fields, CanonicalOrder order)
    {
        string? Money(decimal? amount) => amount is { } known ? CurrencyDigits.Text(known, order.Currency) : null;
        fields.Add(Say("货款合计", "goods"), Money(order.Totals?.Goods));
        fields.Add(Say("折扣", "discount"), Money(order.Totals?.Discount));
        fields.Add(Say("运费", "freight"), Money(order.Totals?.Freight));
        fields.Add(Say("税额", "tax"), Money(order.Totals?.Tax));
        fields.Add(
            Say("应付金额", "payable"), Money(ImportReport.Payable(order)),
            order.Totals?.Payable is null && ImportReport.Payable(order) is not null ? Say("(明细之和)", "(sum of the lines)") : null);
    }

    private void ShipTo(CardFields fields, ShipTo? place)
    {
        fields.Add(Say("收货人", "ship to"), place?.Name, place?.Phone, place is { Masked: true } ? Say("(平台已隐去)", "(masked by the platform)") : null);
        fields.Add(Say("收货地址", "address"), place?.Country, place?.Province, place?.City, place?.District, place?.Street, place?.Postcode);
    }

    private TextTable Lines(CanonicalOrder order)
    {
        // What no line states takes no column.
        var columns = new (TextColumn Column, Func<OrderLine, string?> Text)[]
        {
            (TextColumn.Whole("#"), line => line.LineNumber.ToString(CultureInfo.InvariantCulture)),
            (TextColumn.Whole(Say("料号", "item")), line => line.ItemCode),
            (Say("品名", "name"), line => line.ItemName),
            (TextColumn.Number(Say("数量", "quantity")), line => line.Quantity?.ToString(CultureInfo.InvariantCulture)),
            (Say("单位", "unit"), line => line.UnitText ?? line.Unit),
            (TextColumn.Number(Say("单价", "price")), line => line.UnitPrice?.ToString(CultureInfo.InvariantCulture)),
            (TextColumn.Number(Say("金额", "amount")), line => line.Amount is { } amount ? CurrencyDigits.Text(amount, order.Currency) : null),
            (TextColumn.Whole(Say("交期", "delivery")), line => Date(line.DeliveryDate)),
        }.Where((column, at) => at == 0 || order.Lines.Any(line => !string.IsNullOrEmpty(column.Text(line)))).ToList();
        var table = new TextTable([.. columns.Select(column => column.Column)]);
        foreach (var line in order.Lines)
        {
            table.Add([.. columns.Select(column => column.Text(line))]);
            if (Particulars(line) is { Length: > 0 } particulars)
            {
                table.Below(particulars);
            }
        }

        return table;
    }

    private string Particulars(OrderLine line)
    {
        IEnumerable<(string Label, string? Value)> particulars =
        [
            (Say("规格", "specification"), line.Specification), (Say("客户料号", "customer's code"), line.CustomerItemCode),
            (Say("图纸版本", "drawing revision"), line.DrawingRevision),
            (Say("税率", "tax rate"), line.TaxRate?.ToString("0.##%", CultureInfo.InvariantCulture)), (Say("备注", "remarks"), line.Remarks),
            .. line.Attributes.Select(attribute => (
                attribute.Key == OrderLine.DiscountPercent ? Say("折扣率 %", "discount %") : attribute.Key, (string?)attribute.Value)),
        ];
        return string.Join(Say(";", "; "), particulars.Where(each => !string.IsNullOrWhiteSpace(each.Value)).Select(each => $"{each.Label} {each.Value}"));
    }

    private void Caption(string zh, string en)
    {
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(Say(zh, en));
    }

    private string Say(string zh, string en) => terminal.Say(zh, en);

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
