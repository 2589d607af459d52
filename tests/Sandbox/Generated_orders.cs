using Xunit;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using IntegrationHub.Core.Orders;
using IntegrationHub.Sandbox.Orders;
using Shouldly;

namespace IntegrationHub.Tests.Sandbox;

public sealed class Generated_orders
{
    private static readonly OrderWorkbooks s_workbooks = new(11, OrderWorkbooks.DefaultToday);

    [Fact]
    public void The_same_seed_gives_the_same_files_and_another_seed_others()
    {
        var first = s_workbooks.Make(60).ToList();
        var again = new OrderWorkbooks(11, OrderWorkbooks.DefaultToday).Make(60).ToList();
        var other = new OrderWorkbooks(12, OrderWorkbooks.DefaultToday).Make(60).ToList();

        again.Select(workbook => Convert.ToHexString(workbook.Content)).ShouldBe(first.Select(workbook => Convert.ToHexString(workbook.Content)));
        other.Count(workbook => first.Any(one => one.Content.AsSpan().SequenceEqual(workbook.Content))).ShouldBe(0);
    }

    [Fact]
    public void Every_language_layout_and_kind_occurs()
    {
        var truths = s_workbooks.Make(800).Select(workbook => workbook.Truth).ToList();

        truths.Select(truth => truth.Language).Distinct().Count().ShouldBe(13);
        truths.Select(truth => truth.Layout).OfType<Layout>().Distinct().Count().ShouldBe(Enum.GetValues<Layout>().Length);
        truths.Select(truth => truth.Kind).Distinct().Count().ShouldBe(Enum.GetValues<DocumentKind>().Length);
        truths.Select(truth => truth.Format).Distinct().Order().ShouldBe(["csv", "html", "ods", "tsv", "xlsx"]);
    }

    [Fact]
    public void Every_part_is_well_formed()
    {
        foreach (var workbook in s_workbooks.Make(200).Where(workbook => workbook.Truth.Format is "xlsx" or "ods"))
        {
            using var zip = new ZipArchive(new MemoryStream(workbook.Content));
            foreach (var entry in zip.Entries.Where(entry => entry.FullName != "mimetype"))
            {
                using var stream = entry.Open();
                using var reader = XmlReader.Create(stream);
                Should.NotThrow(
                    () =>
                    {
                        while (reader.Read())
                        {
                        }
                    },
                    $"{workbook.FileName} {entry.FullName}");
            }
        }
    }

    [Fact]
    public void What_the_truth_says_stands_in_the_workbook()
    {
        foreach (var workbook in s_workbooks.Make(400).Where(workbook => workbook.Truth.Format == "xlsx"))
        {
            var values = Reread.Sheets(workbook.Content).SelectMany(sheet => sheet.Rows).SelectMany(row => row).OfType<object>().ToList();
            var texts = values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!.Normalize(NormalizationForm.FormKC)).ToList();
            var written = new HashSet<string>(texts, StringComparer.Ordinal);
            foreach (var order in workbook.Truth.Orders)
            {
                if (order.OrderNumber is { } number)
                {
                    texts.ShouldContain(text => text.Contains(number), $"{workbook.FileName}: {number}");
                }

                foreach (var line in order.Lines.Where(line => line.ItemCode is not null))
                {
                    written.ShouldContain(line.ItemCode!, workbook.FileName);
                    if (!workbook.Truth.Traits.Any(trait => trait is "numbers-as-text" or "full-width-digits" or "unit-in-quantity"))
                    {
                        written.ShouldContain(Plain(line.Quantity!.Value), workbook.FileName);
                    }
                }
            }
        }
    }

    [Fact]
    public void Orders_add_up()
    {
        foreach (var line in s_workbooks.Make(200).SelectMany(workbook => workbook.Truth.Orders).SelectMany(order => order.Lines))
        {
            if (line is { Quantity: { } quantity, UnitPrice: { } price, Amount: { } amount })
            {
                Math.Abs((quantity * price) - amount).ShouldBeLessThanOrEqualTo(0.5m);
            }
        }
    }

    [Fact]
    public void A_truth_file_reads_back_the_same()
    {
        var folder = Directory.CreateTempSubdirectory("truth-");
        try
        {
            var truth = s_workbooks.Make(1).Single().Truth;
            var path = Path.Combine(folder.FullName, truth.File);

            TruthFile.Write(path, truth);

            var read = TruthFile.Read(path);
            read.Orders.Select(order => order.OrderNumber).ShouldBe(truth.Orders.Select(order => order.OrderNumber));
            read.Orders.SelectMany(order => order.Lines).Select(Figures).ShouldBe(truth.Orders.SelectMany(order => order.Lines).Select(Figures));
            read.Layout.ShouldBe(truth.Layout);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (string?, decimal?, decimal?, DateOnly?) Figures(OrderLine line) => (line.ItemCode, line.Quantity, line.UnitPrice, line.DeliveryDate);

    private static string Plain(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
