using System.Globalization;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;

namespace IntegrationHub.Functions.Cli.Output;

/// <summary>What became of one input, for a person.</summary>
internal sealed class ImportReport(Terminal terminal)
{
    private const int MostFindings = 40;
    private const int MostOrders = 200;

    public void Write(ImportDocument document)
    {
        var output = terminal.Out;
        output.WriteLine($"{TextTable.Printable(document.Input)}  {OutcomeName(document.Outcome)}  " +
            terminal.Say("把握", "confidence") + $" {document.Confidence.ToString("0.00", CultureInfo.InvariantCulture)}  {document.ElapsedMs} ms");
        var remarks = new MostSevere(MostFindings);
        foreach (var finding in document.Findings)
        {
            remarks.Add(null, finding);
        }

        if (document.Results.Count > 0)
        {
            output.WriteLine();
            WriteOrders(document, remarks);
        }

        if (remarks.Count > 0)
        {
            output.WriteLine();
            // The remedy stands once, below the first finding of its kind: of several orders it names none.
            var about = document.Results.Count == 1 ? new RemedyTargets(document.Results[0].Id, document.Results[0].DuplicateOf, document.DocumentId) : new RemedyTargets(null, null, document.DocumentId);
            var lines = new FindingLines(terminal);
            foreach (var (order, finding) in remarks.Kept)
            {
                lines.Write(order, finding, about);
            }

            if (remarks.Count > MostFindings)
            {
                output.WriteLine(terminal.Say($"  …… 另有 {remarks.Count - MostFindings} 条,见 --json", $"  … {remarks.Count - MostFindings} more, see --json"));
            }
        }

        if (document.DocumentId is { } id)
        {
            output.WriteLine();
            output.WriteLine(terminal.Say("文档", "document") + $" {id}");
        }

        output.WriteLine();
    }

    public string OutcomeName(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => terminal.Say("已接受", "accepted"),
        Outcome.Held => terminal.Say("待处理", "held"),
        Outcome.Rejected => terminal.Say("已拒绝", "rejected"),
        Outcome.Duplicate => terminal.Say("重复", "duplicate"),
        _ => terminal.Say("无法读取", "failed"),
    };

    // Of a large document only what is worth a line comes out of the store, while it is gone through: none is kept.
    private void WriteOrders(ImportDocument document, MostSevere remarks)
    {
        var table = new TextTable(
            "#", TextColumn.Whole(terminal.Say("订单号", "order")), terminal.Say("客户", "customer"), TextColumn.Spare(terminal.Say("行数", "lines")),
            TextColumn.Spare(terminal.Say("金额", "payable")), terminal.Say("结果", "outcome"), "id");
        var listed = 0;
        foreach (var result in document.RemarkableResults())
        {
            foreach (var finding in result.Findings)
            {
                remarks.Add(result.Index, finding);
            }

            // Of many orders those that wait for somebody are worth a line.
            if (listed < MostOrders && (document.OrdersOmitted is null || result.Outcome != Outcome.Accepted))
            {
                listed++;
                AddOrder(table, document, result);
            }
        }

        if (listed > 0)
        {
            table.Write(terminal.Out, terminal.Width);
        }

        if (listed < document.Results.Count)
        {
            var counts = string.Join(terminal.Say(",", ", "), document.Outcomes().OrderBy(entry => entry.Key).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{OutcomeName(entry.Key)} {entry.Value}")));
            terminal.Out.WriteLine(terminal.Say(
                $"共 {document.Results.Count} 个订单:{counts}。全部列出:hub orders list --document {document.DocumentId}",
                $"{document.Results.Count} orders: {counts}. To list all: hub orders list --document {document.DocumentId}"));
        }
    }

    private void AddOrder(TextTable table, ImportDocument document, ImportResult result)
    {
        var order = result.Index < document.Orders.Count ? document.Orders[result.Index] : null;
        var payable = order is null ? null : Payable(order);
        table.Add(
            (result.Index + 1).ToString(CultureInfo.InvariantCulture),
            result.OrderNumber ?? terminal.Say("(无)", "(none)"),
            order?.Customer?.Name,
            order?.Lines.Count.ToString(CultureInfo.InvariantCulture),
            payable is null ? null : $"{CurrencyDigits.Text(payable.Value, order?.Currency)} {order?.Currency}".TrimEnd(),
            OutcomeName(result.Outcome) + (result.DuplicateOf is { } other ? $" → {other}" : ""),
            result.Id.ToString());
    }

    /// <summary>As stated, else the sum of the lines; null where one of them tells no amount, or where tax, freight or a discount come on top.</summary>
    internal static decimal? Payable(CanonicalOrder order)
    {
        if (order.Totals?.Payable is { } stated)
        {
            return stated;
        }

        decimal? sum = order.Lines.Count == 0 || order.Totals is { Tax: not null and not 0 } or { Freight: not null and not 0 } or { Discount: not null and not 0 } ? null : 0;
        foreach (var line in order.Lines)
        {
            sum += line.Amount ?? (line.Quantity * line.UnitPrice);
        }

        return sum;
    }
}
