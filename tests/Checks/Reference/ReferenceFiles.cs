using System.Text;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Reference;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Vocabulary;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks.Reference;

public sealed class ReferenceFiles : IDisposable
{
    private static readonly Lexicon Words = VocabularyLoader.LoadShipped();
    private readonly string _folder = Directory.CreateTempSubdirectory("reference").FullName;
    private readonly ReferenceFile _reader = new(new WorkbookReader(), Words);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Customers_in_English_are_read_with_all_their_columns()
    {
        var data = Read("customers.csv", """
            code,name,aliases,emails,tax id,blocked,required fields
            C1,"Huadong Electronics, Ltd",HD;Huadong,@huadong.cn;a@b.cn,9131,no,requestedDate;shipTo.phone
            C2,Müller GmbH,,,,yes,
            """);

        data.Findings.ShouldBeEmpty();
        data.Customers.ShouldNotBeNull().Count.ShouldBe(2);
        data.Customers[0].ShouldSatisfyAllConditions(
            c => c.Name.ShouldBe("Huadong Electronics, Ltd"),
            c => c.Aliases.ShouldBe(["HD", "Huadong"]),
            c => c.Emails.ShouldBe(["@huadong.cn", "a@b.cn"]),
            c => c.RequiredFields.ShouldBe(["requestedDate", "shipTo.phone"]),
            c => c.Blocked.ShouldBeFalse());
        data.Customers[1].Blocked.ShouldBeTrue();
        data.Credit.ShouldBeNull();
    }

    [Fact]
    public void A_Chinese_table_in_GB18030_is_recognised_by_its_headers_whatever_the_files_name()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var data = Read("导出20260301.csv", "客户编码,币种,信用额度,应收账款,逾期金额\n客001,人民币,\"1,000,000.50\",￥250,0\n客002,美元,5000,,\n", Encoding.GetEncoding("GB18030"));

        data.Findings.ShouldBeEmpty();
        data.Credit.ShouldBe(
            [new CreditPosition("客001", "CNY", 1_000_000.50m, 250m, 0, 0), new CreditPosition("客002", "USD", 5000m, 0, 0, 0)]);
    }

    [Fact]
    public void The_name_of_the_file_or_a_stated_table_decides_where_headers_fit_several()
    {
        const string Csv = "item code,quantity,name\nA-1,5,Screw\n";

        Read("stock.csv", Csv).Stock.ShouldBe([new StockReference("A-1", 5, null, 0)]);
        Read("x.csv", Csv, table: ReferenceTable.Stock).Stock!.Count.ShouldBe(1);
        Read("materials.csv", Csv).Materials!.Single().Name.ShouldBe("Screw");
    }

    [Fact]
    public void Bad_rows_are_named_by_place_and_good_rows_load()
    {
        var data = Read("stock.csv", """
            item code,available,incoming date,incoming quantity
            A-1,10,2026-03-20,5
            A-2,many,,
            ,3,,
            A-4,7,13/13/2026,
            A-5,8,,
            A-1,12,,
            """);

        data.Stock!.ShouldBe([new StockReference("A-1", 12, null, 0), new StockReference("A-5", 8, null, 0)], ignoreOrder: true);
        data.Findings.Select(f => $"{f.Code} {f.Where}").ShouldBe(
            ["reference-bad-number 3:2", "reference-value-missing 4:1", "reference-bad-date 5:3", "reference-row-repeated 7:1"]);
    }

    [Fact]
    public void What_is_wrong_is_named_by_the_captions_of_the_file_at_its_row_and_column_and_the_rows_left_out_are_counted()
    {
        var data = Read("库存.csv", "料号,可用 数量,到货日期\nA-1,很多,\nA-2,,\nA-3,5,\n");

        data.Dropped.ShouldBe(2);
        data.Stock!.ShouldHaveSingleItem().ItemCode.ShouldBe("A-3");
        data.Findings.Select(f => $"{f.Code} {f.Where} {f.Field}").ShouldBe(["reference-bad-number 2:2 available", "reference-value-missing 3:2 available"]);
        data.Findings.ShouldAllBe(f => f.Message.Contains("可用 数量", StringComparison.Ordinal) && f.MessageZh.Contains("可用 数量", StringComparison.Ordinal));

        var missing = Read("credit.csv", "customer code,receivables\nC1,5\n").Findings.ShouldHaveSingleItem();
        missing.Message.ShouldContain("\"credit limit\"");
        missing.MessageZh.ShouldContain("“信用额度”");
    }

    [Fact]
    public void Materials_bring_units_to_their_codes_and_say_which_they_do_not_know()
    {
        var data = Read("物料档案.csv", "物料编码,物料名称,产品系列,单位,图纸版本,交货周期,客户料号\nA,端子,五金件,个,C,12,C1:HD-1;HD-2\nB,线,,丈八蛇矛,,,\n");

        data.Materials![0].ShouldSatisfyAllConditions(
            m => m.Family.ShouldBe("五金件"),
            m => m.Unit.ShouldBeOneOf("H87", "C62"),
            m => m.DrawingRevision.ShouldBe("C"),
            m => m.LeadTimeDays.ShouldBe(12),
            m => m.CustomerItemCodes.ShouldBe(["C1:HD-1", "HD-2"]));
        data.Materials[1].Unit.ShouldBeNull();
        data.Findings.Single().Code.ShouldBe("reference-bad-unit");
    }

    [Fact]
    public void Prices_are_kept_apart_by_customer_and_currency()
    {
        var data = Read("prices.csv", "customer code,item code,currency,unit price,tolerance\n,A,CNY,3,\nC1,A,CNY,2.5,2%\nC1,A,EUR,0.4,1\n");

        data.Prices.ShouldBe(
            [new PriceReference(null, "A", "CNY", 3, 0), new PriceReference("C1", "A", "CNY", 2.5m, 2), new PriceReference("C1", "A", "EUR", 0.4m, 1)]);
    }

    [Fact]
    public void A_file_that_is_no_reference_table_is_an_error()
    {
        Read("stuff.csv", "colour,size\nred,5\n").Findings.ShouldContain(f => f.Code == "reference-table-unknown");
        Read("credit.csv", "customer code,receivables\nC1,5\n").Findings.ShouldContain(f => f.Code == "reference-column-missing" && f.Field == "limit");
        Read("customers.csv", "").Findings.ShouldNotBeEmpty();
    }

    [Fact]
    public void JSON_holds_several_tables_and_its_bad_rows_are_named_by_pointer()
    {
        var data = Read("all.json", """
            { "customers": [{ "code": "C1", "name": "甲", "emails": ["a@b.cn"], "blocked": true }, { "name": "no code" }],
              "库存": [{ "itemCode": "A", "available": 5.5, "incomingDate": "2026-04-01", "colour": 1 }, 7],
              "nonsense": [] }
            """);

        data.Customers!.Single().Emails.ShouldBe(["a@b.cn"]);
        data.Customers!.Single().Blocked.ShouldBeTrue();
        data.Stock.ShouldBe([new StockReference("A", 5.5m, new DateOnly(2026, 4, 1), 0)]);
        data.Findings.Select(f => $"{f.Code} {f.Where}").ShouldBe(
            [
                "reference-value-missing /customers/1", "reference-column-ignored /库存/0/colour", "reference-bad-json /库存/1",
                "reference-table-unknown /nonsense",
            ]);
    }

    [Fact]
    public void An_array_takes_its_table_from_the_name_or_the_members()
    {
        Read("customers.json", """[{"code":"C1","name":"甲"}]""").Customers!.Count.ShouldBe(1);
        Read("x.json", """[{"customerCode":"C1","limit":1}]""").Credit!.Count.ShouldBe(1);
        Read("x.json", "[]", table: ReferenceTable.Stock).Stock.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{\"customers\": [")]
    [InlineData("{\"customers\": 5}")]
    [InlineData("[1e400]")]
    public void Broken_JSON_is_an_error_and_never_an_exception(string json) =>
        Read("x.json", json).Findings.ShouldContain(f => f.Severity == Core.Findings.Severity.Error);

    private ReferenceData Read(string name, string text, Encoding? encoding = null, ReferenceTable? table = null)
    {
        var path = Path.Combine(_folder, Guid.CreateVersion7().ToString("N"));
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return _reader.Read(path, name, table, CancellationToken.None);
    }
}
