using IntegrationHub.Core.Orders;
using IntegrationHub.Functions.Cli.Output;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class The_amount_of_an_order
{
    [Fact]
    public void Is_what_it_states_else_what_its_lines_come_to()
    {
        var lines = new CanonicalOrder
        {
            Lines = [new OrderLine { LineNumber = 1, Quantity = 28, UnitPrice = 659.60m }, new OrderLine { LineNumber = 2, Amount = 10m, Quantity = 3, UnitPrice = 4m }],
        };

        ImportReport.Payable(lines).ShouldBe((28 * 659.60m) + 10m);
        ImportReport.Payable(lines with { Totals = new OrderTotals { Payable = 5m } }).ShouldBe(5m);
    }

    [Fact]
    public void Is_left_open_where_a_line_tells_none()
    {
        ImportReport.Payable(new CanonicalOrder { Lines = [new OrderLine { LineNumber = 1, Amount = 10m }, new OrderLine { LineNumber = 2, Quantity = 3 }] }).ShouldBeNull();
        ImportReport.Payable(new CanonicalOrder()).ShouldBeNull();
    }
}
