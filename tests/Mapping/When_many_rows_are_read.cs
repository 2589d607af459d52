using System.Diagnostics;
using IntegrationHub.Core.Mapping.Trying;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_many_rows_are_read
{
    private const string Mapping =
        """
        fields:
          - {to: orderNumber, from: No}
          - {to: "lines[].itemCode", from: Item, required: true}
          - {to: "lines[].quantity", from: Qty, required: true}
          - {to: "lines[].unitPrice", from: Price}
          - {to: "lines[].deliveryDate", from: Due}
        """;

    [Fact]
    public void A_row_costs_microseconds_because_nothing_is_compiled_or_looked_up_by_name()
    {
        var mapping = MappingSamples.Compile(Mapping);
        var small = Sheet(2_000);
        var large = Sheet(20_000);
        mapping.Read(small);

        var few = Time(() => mapping.Read(small).Orders.Count.ShouldBe(400));
        var many = Time(() => mapping.Read(large).Orders.Count.ShouldBe(4_000));

        // Ten times the rows must cost about ten times as long, and a row far less than compiling the mapping would.
        (many / few).ShouldBeLessThan(40);
        (many.TotalMicroseconds / 20_000).ShouldBeLessThan(200);
    }

    [Fact]
    public void Orders_stream_while_rows_are_read()
    {
        var cursorRows = 0;
        using var document = MappingSamples.Compile(Mapping).Read(() => new CountingCursor(Sheet(5_000).Open(), () => cursorRows++), MappingSamples.Context);

        document.Orders(default).Take(3).Count().ShouldBe(3);

        cursorRows.ShouldBeLessThan(50);
    }

    [Fact]
    public void Reading_stops_when_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        using var document = MappingSamples.Compile(Mapping).Read(Sheet(10).Open, MappingSamples.Context);

        Should.Throw<OperationCanceledException>(() => document.Orders(cancelled.Token).ToList());
    }

    private static TimeSpan Time(Action action)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            var took = Stopwatch.GetElapsedTime(start);
            best = took < best ? took : best;
        }

        return best;
    }

    private static ExampleWorkbook Sheet(int rows) => new ExampleWorkbook().Sheet(
        "S", [["No", "Item", "Qty", "Price", "Due"], .. Enumerable.Range(0, rows).Select(i => new object?[] { $"PO-{i / 5}", $"IT-{i}", i + 1, 1.25m, new DateOnly(2026, 12, 1) })]);
}
