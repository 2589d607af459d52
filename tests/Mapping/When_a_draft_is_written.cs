using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Drafting;
using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_a_draft_is_written
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Fact]
    public void It_lints_clean_and_gives_the_orders_that_were_understood()
    {
        var workbook = new ExampleWorkbook().Sheet("Bestellung",
            ["Muster GmbH"],
            ["Bestellnummer:", "B-1", null, "Datum: 20.11.2026"],
            ["Artikel", "Menge", "Preis", "Farbe", "Termin"],
            ["0012", "1.000 Stk", "12,50 €", "rot", "01.12.2026"],
            ["0013", "5 Stk", "1.003,25 €", "blau", "02.12.2026"],
            ["Summe", null, "x"]);
        var order = new CanonicalOrder
        {
            OrderNumber = "B-1",
            OrderDate = new DateOnly(2026, 11, 20),
            Currency = "EUR",
            Customer = new Party { Name = "Muster GmbH" },
            Lines =
            [
                new OrderLine { LineNumber = 1, ItemCode = "0012", Quantity = 1000, Unit = "C62", UnitText = "Stk", UnitPrice = 12.50m, DeliveryDate = new DateOnly(2026, 12, 1), Attributes = new Dictionary<string, string> { ["Farbe"] = "rot" } },
                new OrderLine { LineNumber = 2, ItemCode = "0013", Quantity = 5, Unit = "C62", UnitText = "Stk", UnitPrice = 1003.25m, DeliveryDate = new DateOnly(2026, 12, 2), Attributes = new Dictionary<string, string> { ["Farbe"] = "blau" } },
            ],
            Provenance = Provenance([4, 5], ("orderNumber", "B2"), ("orderDate", "D2"), ("customer.name", "A1"), ("currency", "C3"), ("lines[].itemCode", "A{row}"), ("lines[].quantity", "B{row}"), ("lines[].unitPrice", "C{row}"), ("lines[].deliveryDate", "E{row}")),
        };

        var draft = Draft(workbook, order);

        draft.Differences.ShouldBeEmpty(draft.Yaml);
        draft.Yaml.ShouldContain("from: \"label \\\"Bestellnummer\\\"\"");
        draft.Yaml.ShouldContain("from: \"Menge\"");
        MappingCompiler.Compile(draft.Yaml, "draft.yaml").Lints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("12,50", "2,5", "25.11.2026", "locale: de")]
    [InlineData("12.50", "2.5", "2026年11月25日", null)]
    [InlineData("12.50", "2.5", "25/11/2026", "locale: en")]
    [InlineData("12.50", "2.5", "11/25/2026", "locale: en-US")]
    [InlineData("12'500.00", "1'000", "25.11.2026", "locale: de-CH")]
    [InlineData("12", "3", "25/11/2026", null)]
    public void The_locale_that_the_cells_prove_is_stated(string price, string quantity, string day, string? locale)
    {
        var draft = Draft(
            new ExampleWorkbook().Sheet("S", ["Item", "Qty", "Price", "Due"], ["A", quantity, price, day]), OneLine(Number(quantity), Number(price)));

        draft.Differences.ShouldBeEmpty(draft.Yaml);
        if (locale is null)
        {
            draft.Yaml.ShouldNotContain("locale:");
        }
        else
        {
            draft.Yaml.ShouldContain(locale + "\n");
        }

        static decimal Number(string text) => decimal.Parse(
            text.Replace("'", "", StringComparison.Ordinal).Replace(',', '.'), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_later_number_that_could_be_two_is_read_as_the_proved_locale_writes_it()
    {
        var draft = Draft(new ExampleWorkbook().Sheet("S", ["Item", "Qty", "Price", "Due"], ["A", "2,5", "12,50", "25.11.2026"]), OneLine(2.5m, 12.50m));
        var later = new ExampleWorkbook().Sheet("S", ["Item", "Qty", "Price", "Due"], ["A", "1.234", "3,00", "05.06.2026"]);

        using var read = MappingCompiler.Compile(draft.Yaml, "draft.yaml").Mapping!.Read(later.Open, MappingSamples.Context);

        var line = read.Orders(default).ShouldHaveSingleItem().Order.Lines.ShouldHaveSingleItem();
        (line.Quantity, line.DeliveryDate).ShouldBe((1234m, new DateOnly(2026, 6, 5)));
    }

    [Fact]
    public void Chinese_captions_settle_what_dates_leave_open_and_without_them_only_numbers_are_stated()
    {
        Draft(new ExampleWorkbook().Sheet("S", ["物料", "数量", "单价"], ["A", "2.5", "12.50"]), OneLine(2.5m, 12.50m, dated: false)).Yaml.ShouldContain("locale: zh\n");
        var english = Draft(new ExampleWorkbook().Sheet("S", ["Item", "Qty", "Price"], ["A", "2.5", "12.50"]), OneLine(2.5m, 12.50m, dated: false));

        english.Yaml.ShouldNotContain("locale:");
        english.Yaml.ShouldContain("convert: {quantity: en}");
        english.Differences.ShouldBeEmpty();
    }

    [Fact]
    public void Values_that_no_converter_explains_become_a_table()
    {
        var workbook = new ExampleWorkbook().Sheet("S", ["Item", "Qty", "Grade"], ["A", 1, "one"], ["B", 2, "two"]);
        var order = new CanonicalOrder
        {
            Lines =
            [
                new OrderLine { LineNumber = 1, ItemCode = "A", Quantity = 1, Specification = "一级" },
                new OrderLine { LineNumber = 2, ItemCode = "B", Quantity = 2, Specification = "二级" },
            ],
            Provenance = Provenance([2, 3], "S", ("lines[].itemCode", "A{row}"), ("lines[].quantity", "B{row}"), ("lines[].specification", "C{row}")),
        };

        var draft = Draft(workbook, order);

        draft.Differences.ShouldBeEmpty(draft.Yaml);
        draft.Yaml.ShouldContain("\"one\": \"一级\"");
    }

    [Fact]
    public void What_belongs_to_one_order_is_never_written_as_a_constant_for_all()
    {
        var workbook = new ExampleWorkbook().Sheet("S", ["Item", "Qty", "Price"], ["A", 1, "2,50 €"], ["Summe", null, "2,50 €"]);
        var order = new CanonicalOrder
        {
            OrderNumber = "B-1",
            OrderDate = new DateOnly(2026, 11, 20),
            Currency = "EUR",
            Lines = [new OrderLine { LineNumber = 1, ItemCode = "A", Quantity = 1, UnitPrice = 2.5m }],
            Totals = new OrderTotals { Payable = 2.5m },
            Remarks = "partial deliveries",
            Attributes = new Dictionary<string, string> { ["paymentTerms"] = "30 days" },
            Provenance = Provenance([2], "S", ("lines[].itemCode", "A{row}"), ("lines[].quantity", "B{row}"), ("lines[].unitPrice", "C{row}")),
        };

        var draft = Draft(workbook, order);

        string[] own = ["orderNumber", "orderDate", "totals.payable", "remarks", "attributes.paymentTerms"];
        foreach (var path in own)
        {
            draft.Yaml.ShouldNotContain(path);
        }

        draft.Yaml.ShouldContain("default: \"EUR\"");
        draft.Differences.Select(difference => difference.Path).ShouldBe(own.Select(path => $"[0].{path}"), ignoreOrder: true, "what the draft does not read is said");
    }

    [Fact]
    public void The_name_of_an_only_sheet_is_left_out_because_the_next_file_has_another_one()
    {
        var order = new CanonicalOrder
        {
            Lines = [new OrderLine { LineNumber = 1, ItemCode = "A", Quantity = 1 }],
            Provenance = Provenance([2], "PO-4711", ("lines[].itemCode", "A{row}"), ("lines[].quantity", "B{row}")),
        };
        var only = new ExampleWorkbook().Sheet("PO-4711", ["Item", "Qty"], ["A", 1]);
        var withAnother = new ExampleWorkbook().Sheet("PO-4711", ["Item", "Qty"], ["A", 1]).Sheet("Terms", ["Payment", "30 days"]);

        Draft(only, order).Yaml.ShouldNotContain("sheet:");
        Draft(withAnother, order).Yaml.ShouldContain("sheet: \"PO-4711\"");
    }

    /// <summary>
    /// Whatever layout a random mapping reads, a draft made from its result reads the same: the mapping stands in for
    /// understanding, whose orders carry the same kind of provenance.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_draft_of_any_layout_gives_the_same_orders(int seed)
    {
        var layout = new RandomLayout(seed);
        using var understood = MappingSamples.Compile(layout.Mapping).Read(layout.Workbook.Open, MappingSamples.Context);
        var orders = understood.Orders(default).ToList();
        orders.ShouldNotBeEmpty();

        var draft = MappingDraft.Write("draft", MappingSamples.Context, layout.Workbook.Open, orders, MappingWords.BuiltIn);

        draft.Differences.ShouldBeEmpty(draft.Yaml);
        MappingCompiler.Compile(draft.Yaml, "draft.yaml").Lints.ShouldNotContain(l => l.IsError);
    }

    [Theory]
    [InlineData("buyer@shop.example.com", "x.xlsx", "shop-example-com")]
    [InlineData(null, "Order 2026.xlsx", "order-2026")]
    [InlineData(null, "订单.xlsx", "draft")]
    public void The_name_comes_from_the_sender_or_the_file(string? sender, string file, string name) =>
        MappingDraft.NameFor(MappingSamples.Context with { Sender = sender, Name = file }).ShouldBe(name);

    private static DraftedMapping Draft(ExampleWorkbook workbook, CanonicalOrder order) =>
        MappingDraft.Write("draft", MappingSamples.Context, workbook.Open, [new UnderstoodOrder(order, 0.9m, [])], MappingWords.BuiltIn);

    private static CanonicalOrder OneLine(decimal quantity, decimal price, bool dated = true) => new()
    {
        Lines = [new OrderLine { LineNumber = 1, ItemCode = "A", Quantity = quantity, UnitPrice = price, DeliveryDate = dated ? new DateOnly(2026, 11, 25) : null }],
        Provenance = Provenance([2], "S", [("lines[].itemCode", "A{row}"), ("lines[].quantity", "B{row}"), ("lines[].unitPrice", "C{row}"), .. dated ? [("lines[].deliveryDate", "D{row}")] : Array.Empty<(string, string)>()]),
    };

    private static Provenance Provenance(int[] rows, params (string Path, string Cell)[] fields) => Provenance(rows, "Bestellung", fields);

    private static Provenance Provenance(int[] rows, string sheet, params (string Path, string Cell)[] fields) => new()
    {
        Rows = rows,
        Fields = fields.ToDictionary(f => f.Path, f => new FieldSource($"{sheet}!{f.Cell}", 0.9m)),
    };
}
