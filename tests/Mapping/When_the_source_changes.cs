using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_the_source_changes
{
    private static readonly object?[][] NewColumn = [["Item", "Qty", "Color"], ["A", 1, "red"], ["B", 2]];
    private static readonly object?[][] BadValue = [["Item", "Qty"], ["A", 1], ["B", "many"]];
    private static readonly object?[][] MissingValue = [["Item", "Qty", "Price"], ["A", 1, 2], ["B", null, 3]];

    [Fact]
    public void A_new_column_evolves_into_attributes_by_default()
    {
        var result = Mapping("").ReadRows(NewColumn);

        result.Only.Order.Lines[0].Attributes["Color"].ShouldBe("red");
        result.Document.Findings.ShouldHaveSingleItem().Code.ShouldBe("mapping-new-column");
        result.Only.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_new_column_can_be_discarded()
    {
        var result = Mapping("contract: {fields: discard}").ReadRows(NewColumn);

        result.Only.Order.Lines[0].Attributes.ShouldBeEmpty();
        result.Document.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_new_column_can_hold_the_orders_that_fill_it()
    {
        var result = Mapping("contract: {fields: dead_letter}").ReadRows(NewColumn);

        var finding = result.Only.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, finding.Where).ShouldBe(("mapping-new-column", Severity.Hold, "Sheet1!C2"));
        result.Document.Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_new_column_can_freeze_the_document()
    {
        var result = Mapping("contract: {fields: freeze}").ReadRows(NewColumn);

        result.Document.Refusal!.Code.ShouldBe("mapping-source-frozen");
        result.Document.Refusal.Where.ShouldBe("Sheet1!C1");
        result.Only.Order.Lines.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("", Severity.Hold)]
    [InlineData("contract: {types: discard}", Severity.Warning)]
    [InlineData("contract: {types: evolve}", Severity.Warning)]
    [InlineData("contract: {types: freeze}", Severity.Hold)]
    public void A_value_that_does_not_convert_follows_the_contract(string contract, Severity severity)
    {
        var result = Mapping(contract).ReadRows(BadValue);

        var finding = result.Only.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, finding.Where, finding.Field).ShouldBe(("mapping-value-invalid", severity, "Sheet1!B3", "lines[1].quantity"));
        result.Only.Order.Lines[1].Quantity.ShouldBeNull();
        result.Only.Order.Lines[1].Attributes.ContainsKey("Qty").ShouldBe(contract.Contains("evolve"));
        (result.Document.Refusal is not null).ShouldBe(contract.Contains("freeze"));
    }

    [Theory]
    [InlineData("", 2, Severity.Hold)]
    [InlineData("contract: {rows: evolve}", 2, Severity.Warning)]
    [InlineData("contract: {rows: discard}", 1, Severity.Warning)]
    [InlineData("contract: {rows: freeze}", 2, Severity.Hold)]
    public void A_row_without_a_required_value_follows_the_contract(string contract, int lines, Severity severity)
    {
        var result = Mapping(contract).ReadRows(MissingValue);

        result.Only.Order.Lines.Count.ShouldBe(lines);
        result.Only.Findings.ShouldHaveSingleItem().Severity.ShouldBe(severity);
        (result.Document.Refusal is not null).ShouldBe(contract.Contains("freeze"));
    }

    [Theory]
    [InlineData("hold", null, 2, Severity.Hold)]
    [InlineData("empty", null, 2, Severity.Warning)]
    [InlineData("default", 7, 2, Severity.Warning)]
    [InlineData("skip", null, 1, Severity.Warning)]
    [InlineData("reject", null, 2, Severity.Reject)]
    public void OnError_decides_for_one_field(string onError, int? quantity, int lines, Severity severity)
    {
        var mapping = MappingSamples.Compile(
            $"fields:\n  - {{to: \"lines[].itemCode\", from: Item}}\n  - {{to: \"lines[].quantity\", from: Qty, default: 7, onError: {onError}}}\n");

        var order = mapping.ReadRows(BadValue).Only;

        order.Findings.ShouldHaveSingleItem().Severity.ShouldBe(severity);
        order.Order.Lines.Count.ShouldBe(lines);
        if (lines == 2)
        {
            order.Order.Lines[1].Quantity.ShouldBe(quantity);
        }
    }

    [Fact]
    public void A_default_stands_in_for_an_empty_cell_only()
    {
        var mapping = MappingSamples.Compile("fields:\n  - {to: \"lines[].itemCode\", from: Item}\n  - {to: \"lines[].quantity\", from: Qty, default: 1}\n  - {to: currency, default: EUR}\n");

        var order = mapping.ReadRows(["Item", "Qty"], ["A", 5], ["B"]).Only.Order;

        order.Lines.Select(l => l.Quantity).ShouldBe([5m, 1m]);
        order.Currency.ShouldBe("EUR");
    }

    [Fact]
    public void A_required_column_that_is_gone_is_one_finding_per_order_not_one_per_row()
    {
        var mapping = MappingSamples.Compile("table: {header: {words: Item}}\nfields:\n  - {to: \"lines[].itemCode\", from: Item, required: true}\n  - {to: \"lines[].quantity\", from: Qty, required: true}\n");

        var finding = mapping.ReadRows(["Item", "Amount"], ["A", 1], ["B", 2], ["C", 3]).Only.Findings.ShouldHaveSingleItem();

        finding.Code.ShouldBe("mapping-column-missing");
        finding.Message.ShouldContain("Qty");
    }

    [Fact]
    public void A_formula_without_a_result_and_an_error_value_hold_the_order_at_their_cells()
    {
        var order = Mapping("").ReadRows(
            ["Item", "Qty"],
            ["A", new Cell { Column = 1, Kind = CellKind.FormulaWithoutValue }],
            ["B", new Cell { Column = 1, Kind = CellKind.Error, Text = "#N/A" }]).Only;

        order.Findings.Select(f => (f.Where, f.Severity)).ShouldBe([("Sheet1!B2", Severity.Hold), ("Sheet1!B3", Severity.Hold)]);
    }

    [Fact]
    public void A_thousand_like_findings_are_listed_twenty_times_and_counted()
    {
        var rows = new List<object?[]> { new object?[] { "Item", "Qty" } };
        rows.AddRange(Enumerable.Range(0, 1000).Select(i => new object?[] { "A" + i, "many" }));

        var findings = Mapping("").ReadRows([.. rows]).Only.Findings;

        findings.Count.ShouldBe(21);
        findings[^1].Code.ShouldBe("mapping-more-findings");
        findings[^1].Message.ShouldContain("980");
    }

    private static CompiledMapping Mapping(string contract) => MappingSamples.Compile(
        contract + "\nfields:\n  - {to: \"lines[].itemCode\", from: Item, required: true}\n  - {to: \"lines[].quantity\", from: Qty, required: true}\n  - {to: \"lines[].unitPrice\", from: Price}\n");
}
