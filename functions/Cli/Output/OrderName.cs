using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Cli.Output;

/// <summary>An order in a sentence: number, customer and outcome.</summary>
internal static class OrderName
{
    public static string Of(OrderEntry entry, Terminal terminal)
    {
        var customer = entry.Order.Customer?.Name ?? entry.CustomerCode;
        return TextTable.Printable((entry.Order.OrderNumber ?? terminal.Say("(无订单号)", "(no number)"))
            + (customer is null ? "" : terminal.Say($"({customer})", $" ({customer})"))
            + $" → {new ImportReport(terminal).OutcomeName(entry.Outcome)}  {entry.Order.Id}");
    }
}
