using Xunit;
using IntegrationHub.Sandbox.Flat;
using IntegrationHub.Sandbox.Orders;
using Shouldly;

namespace IntegrationHub.Tests.Sandbox;

public sealed class Flat_files
{
    [Fact]
    public void Every_row_is_an_order_of_its_own_that_adds_up()
    {
        var rows = Reread.Sheets(Flat(2000, "zh")).Single().Rows;

        rows.Count.ShouldBe(2001);
        rows[0].Length.ShouldBe(20);
        rows.Skip(1).Select(row => row[0]).Distinct().Count().ShouldBe(2000);
        foreach (var row in rows.Skip(1))
        {
            var amount = decimal.Round((decimal)(double)row[8]! * (decimal)(double)row[10]!, 2, MidpointRounding.AwayFromZero);
            ((decimal)(double)row[11]!).ShouldBe(amount);
            ((DateTime)row[14]!).ShouldBeGreaterThan((DateTime)row[1]!);
        }
    }

    [Fact]
    public void Columns_hold_every_kind_of_value()
    {
        var row = Reread.Sheets(Flat(200, "en")).Single().Rows[2];

        row[5].ShouldBeOfType<string>().ShouldMatch("^0[0-9]{7}$");
        row[13].ShouldBe(0.13);
        row[15].ShouldBeOfType<DateTime>().TimeOfDay.ShouldBeGreaterThan(TimeSpan.Zero);
        row[16].ShouldBeOfType<bool>();
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes() => Flat(300, "de").ShouldBe(Flat(300, "de"));

    private static byte[] Flat(int rows, string language)
    {
        var output = new MemoryStream();
        FlatWorkbook.Write(output, rows, language, 1, OrderWorkbooks.DefaultToday);
        return output.ToArray();
    }
}
