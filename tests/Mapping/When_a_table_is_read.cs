using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Trying;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_a_table_is_read
{
    private const string German =
        """
        locale: de
        fields:
          - {to: orderNumber, from: label "Bestell-Nr."}
          - {to: orderDate, from: label Datum}
          - {to: customer.name, from: cell A1}
          - {to: "lines[].itemCode", from: Artikel, required: true}
          - {to: "lines[].quantity", from: [Menge, Anzahl], required: true}
          - {to: "lines[].unitPrice", from: column D}
          - {to: "lines[].deliveryDate", from: Liefertermin, fillDown: true}
          - {to: totals.payable, from: label Gesamt}
        """;

    [Fact]
    public void Title_cells_labels_and_rows_become_one_order()
    {
        var result = MappingSamples.Compile(German).ReadRows(
            ["Müller GmbH"],
            ["Bestell-Nr.:", "B-77", "Datum: 20.11.2026"],
            [],
            ["Artikel", "Text", "Menge", "Preis", "Liefertermin"],
            ["0012", "Lager", "1.000 Stk", "12,50 €", new DateOnly(2026, 12, 1)],
            ["0013", "Welle", 5, 3.5m],
            ["Gesamt", null, null, "12.517,50"]);

        var order = result.Only.Order;
        order.OrderNumber.ShouldBe("B-77");
        order.OrderDate.ShouldBe(new DateOnly(2026, 11, 20));
        order.Customer!.Name.ShouldBe("Müller GmbH");
        order.Currency.ShouldBe("EUR");
        order.Lines.Select(l => (l.LineNumber, l.ItemCode, l.Quantity, l.Unit, l.UnitText, l.UnitPrice, l.DeliveryDate)).ShouldBe(
        [
            (1, "0012", 1000m, "C62", "Stk", 12.50m, new DateOnly(2026, 12, 1)),
            (2, "0013", 5m, null, null, 3.5m, new DateOnly(2026, 12, 1)),
        ]);
        order.Lines[0].Attributes.ShouldBe(new Dictionary<string, string> { ["Text"] = "Lager" });
        order.Totals!.Payable.ShouldBe(12517.50m);
        result.Only.Findings.ShouldBeEmpty();
        result.Document.Refusal.ShouldBeNull();
        result.Document.Findings.Select(f => f.Code).ShouldBe(["mapping-new-column"]);
    }

    [Fact]
    public void Every_field_carries_its_place_and_the_mapping_its_version()
    {
        var order = MappingSamples.Compile(German).ReadRows(
            ["Müller GmbH"], ["Bestell-Nr.:", "B-77"], ["Artikel", "Text", "Menge", "Preis"], ["A", null, 1, 2], ["B", null, 1, 2]).Only.Order;

        order.Provenance!.Mapping.ShouldBe("sample");
        order.Provenance.MappingVersion.ShouldBe("1");
        order.Provenance.Document.ShouldBe("doc-1");
        order.Provenance.Rows.ShouldBe([4, 5]);
        order.Provenance.Fields["lines[].quantity"].Source.ShouldBe("Sheet1!C{row}");
        order.Provenance.Fields["orderNumber"].Source.ShouldBe("Sheet1!B2");
        order.Provenance.Fields["customer.name"].Source.ShouldBe("Sheet1!A1");
    }

    [Fact]
    public void Rows_are_grouped_by_order_number_and_a_blank_number_continues_the_one_above()
    {
        var result = Grouped().ReadRows(
            ["单号", "料号", "数量", "日期"],
            ["A1", "X", 1, new DateOnly(2026, 1, 5)],
            [null, "Y", 2],
            ["A2", "Z", 3]);

        result.Orders.Select(o => (o.Order.OrderNumber, o.Order.Lines.Count)).ShouldBe([("A1", 2), ("A2", 1)]);
        result.Orders[0].Order.OrderDate.ShouldBe(new DateOnly(2026, 1, 5));
        result.Orders[1].Order.Provenance!.Rows.ShouldBe([4]);
        result.Orders[1].Order.Provenance!.Fields["orderNumber"].Source.ShouldBe("Sheet1!A{row}");
    }

    [Fact]
    public void An_order_whose_rows_do_not_stand_together_is_continued_with_later_line_numbers()
    {
        var result = Grouped().ReadRows(["单号", "料号", "数量"], ["A1", "X", 1], ["A2", "Y", 2], ["A1", "Z", 3]);

        result.Orders.Select(o => (o.Order.OrderNumber, o.Order.Lines[0].LineNumber)).ShouldBe([("A1", 1), ("A2", 1), ("A1", 2)]);
    }

    [Fact]
    public void Rows_of_one_order_that_disagree_hold_it()
    {
        var order = Grouped().ReadRows(
            ["单号", "料号", "数量", "日期"], ["A1", "X", 1, new DateOnly(2026, 1, 5)], ["A1", "Y", 2, new DateOnly(2026, 1, 6)]).Only;

        var finding = order.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, finding.Where).ShouldBe(("mapping-values-differ", Severity.Hold, "Sheet1!D3"));
    }

    [Fact]
    public void Several_tables_in_one_sheet_are_several_orders()
    {
        var result = MappingSamples.Compile(German).ReadRows(
            ["Bestell-Nr.:", "B-1"], ["Artikel", "Text", "Menge"], ["A", null, 1], ["Summe", null, 1],
            ["Bestell-Nr.:", "B-2"], ["Artikel", "Text", "Menge"], ["B", null, 2], ["C", null, 3]);

        result.Orders.Select(o => (o.Order.OrderNumber, o.Order.Lines.Count)).ShouldBe([("B-1", 1), ("B-2", 2)]);
    }

    [Fact]
    public void A_header_repeated_on_every_page_is_no_line()
    {
        var order = MappingSamples.Compile(German).ReadRows(
            ["Artikel", "Text", "Menge"], ["A", null, 1], ["Artikel", "Text", "Menge"], ["B", null, 2]).Only.Order;

        order.Lines.Select(l => l.ItemCode).ShouldBe(["A", "B"]);
    }

    [Fact]
    public void Every_visible_sheet_with_the_header_is_an_order_and_others_are_passed_over()
    {
        var workbook = new ExampleWorkbook()
            .Sheet("Notes", ["hello"])
            .Sheet("One", ["Artikel", "Menge"], ["A", 1])
            .Sheet("Two", ["Artikel", "Menge"], ["B", 2]);

        MappingSamples.Compile(German).Read(workbook).Orders.Select(o => o.Order.Lines[0].ItemCode).ShouldBe(["A", "B"]);
    }

    [Fact]
    public void Without_a_header_row_the_document_is_held()
    {
        var result = MappingSamples.Compile(German).ReadRows(["nothing", "here"]);

        result.Orders.ShouldBeEmpty();
        result.Document.Refusal!.Code.ShouldBe("mapping-header-not-found");
        result.Document.Confidence.ShouldBe(0);
    }

    [Fact]
    public void A_header_of_two_rows_is_joined()
    {
        var mapping = MappingSamples.Compile(
            """
            table: {header: {rows: 2}}
            fields:
              - {to: "lines[].itemCode", from: Item Code}
              - {to: "lines[].unitPrice", from: Price net}
              - {to: "lines[].quantity", from: Qty}
            """);

        var order = mapping.ReadRows(["Item", "Price", null, "Qty"], ["Code", "net", "gross"], ["A", 1, 2, 3]).Only.Order;

        (order.Lines[0].ItemCode, order.Lines[0].UnitPrice, order.Lines[0].Quantity).ShouldBe(("A", 1m, 3m));
    }

    [Fact]
    public void Cells_behind_the_table_and_on_other_sheets_are_read()
    {
        var mapping = MappingSamples.Compile(
            """
            fields:
              - {to: orderNumber, from: cell Cover!B1}
              - {to: remarks, from: cell A9}
              - {to: supplier.name, from: sender}
              - {to: "lines[].itemCode", from: Item}
              - {to: "lines[].deliveryDate", from: label Due}
              - {to: "lines[].quantity", from: Qty}
            """);
        var workbook = new ExampleWorkbook().Sheet("Cover", ["PO", "P-9"])
            .Sheet("Order", ["Due", new DateOnly(2026, 12, 1)], ["Item", "Qty"], ["A", 1], ["B", 2], [], [], [], [], ["be quick"]);

        var order = mapping.Read(workbook).Orders.Single(o => o.Order.Lines.Count > 0).Order;

        order.OrderNumber.ShouldBe("P-9");
        order.Remarks.ShouldBe("be quick");
        order.Supplier!.Name.ShouldBe("buyer@example.com");
        order.Lines.ShouldAllBe(l => l.DeliveryDate == new DateOnly(2026, 12, 1));
    }

    private static Core.Mapping.CompiledMapping Grouped() => MappingSamples.Compile(
        """
        fields:
          - {to: orderNumber, from: 单号}
          - {to: orderDate, from: 日期}
          - {to: "lines[].itemCode", from: 料号, required: true}
          - {to: "lines[].quantity", from: 数量, required: true}
        """);
}
