using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Duplicates;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Wire;
using Shouldly;
using System.Text.Json;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class Findings_on_the_terminal
{
    private static readonly Finding Lock = PipelineFindings.NoOrders.At("Sheet1!A1", null);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Say_what_to_do_in_the_readers_language_and_once_for_findings_of_one_kind(bool english)
    {
        var written = Lines(english, (0, Lock), (1, Lock), (1, Lock with { Where = "Sheet1!B2" }));

        written.Length.ShouldBe(4);
        written[1].Trim().ShouldBe("→ " + (english ? PipelineFindings.NoOrders.FixEn : PipelineFindings.NoOrders.FixZh));
        written.Count(line => line.Contains('→')).ShouldBe(1);
    }

    [Fact]
    public void Stand_once_and_not_again_for_an_order_where_they_hold_for_the_document()
    {
        Lines(true, (null, Lock), (null, Lock), (0, Lock)).Length.ShouldBe(2);

        var kept = new MostSevere(10);
        kept.Add(null, Lock);
        kept.Add(0, Lock);
        kept.Add(0, Lock);
        kept.Count.ShouldBe(1);
    }

    [Fact]
    public void Carry_their_remedy_in_json_and_are_read_back_without_it()
    {
        var json = JsonSerializer.Serialize(Lock, OrderJson.Wire.Finding);

        using var document = JsonDocument.Parse(json);
        document.RootElement.EnumerateObject().Select(member => member.Name)
            .ShouldBe(["code", "severity", "message", "messageZh", "where", "field", "fix", "fixZh"]);
        document.RootElement.GetProperty("fix").GetString().ShouldBe(PipelineFindings.NoOrders.FixEn);
        document.RootElement.GetProperty("fixZh").GetString().ShouldBe(PipelineFindings.NoOrders.FixZh);
        JsonSerializer.Deserialize(json, OrderJson.Wire.Finding).ShouldBe(Lock);
        JsonSerializer.Serialize(Lock, OrderJson.Compact.Finding).ShouldNotContain("fix");
    }

    [Fact]
    public void Name_the_order_the_one_it_repeats_and_the_document_in_what_to_do()
    {
        var (order, original) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var held = DuplicateFindings.DuplicateLikely.At(null, "orderNumber", "A", "B", "C", "D", "E");
        using var output = new StringWriter { NewLine = "\n" };

        new FindingLines(new Terminal(output, output, English: false)).Write(null, held, new RemedyTargets(order, original));
        new FindingLines(new Terminal(output, output, English: true)).Write(null, Lock, new RemedyTargets(Document: "D-7"));
        new FindingLines(new Terminal(output, output, English: true)).Write(null, PipelineFindings.DocumentParked.At(null, null, "f"), new RemedyTargets(Document: "D-7"));

        output.ToString().ShouldContain($"hub orders link {order} {original} --reason");
        output.ToString().ShouldContain($"hub orders release {order} --reason");
        output.ToString().ShouldContain("hub documents dismiss D-7 --reason");
        output.ToString().ShouldContain("hub deadletters replay --document D-7.");
        output.ToString().ShouldNotContain("ORDER", Case.Sensitive);
    }

    [Fact]
    public void Name_their_order_in_json_and_are_read_back()
    {
        var result = new ImportResult(
            3, Guid.CreateVersion7(), "PO-1", Outcome.Held, [DuplicateFindings.OrderChanged.At("S!B7", "orderNumber", "A", "B", "C", "D")], Guid.CreateVersion7());
        var answer = new ImportDocument { Input = "a.xlsx", Outcome = Outcome.Held, Results = [result, result with { OrderNumber = null, DuplicateOf = null }] };

        var json = JsonSerializer.Serialize(answer, OrderJson.Wire.ImportDocument);

        json.ShouldContain($"hub orders release {result.Id} --reason 原因");
        json.ShouldNotContain("ORDER", Case.Sensitive);
        var back = JsonSerializer.Deserialize(json, OrderJson.Wire.ImportDocument)!.Results;
        back.Select(each => each with { Findings = [] }).ShouldBe(answer.Results.Select(each => each with { Findings = [] }));
        back[0].Findings.ShouldBe(result.Findings);
        JsonSerializer.Serialize(new OrderEntry(new() { Id = result.Id }) { Findings = result.Findings }, HubJson.Wire.OrderEntry)
            .ShouldContain($"hub orders reject {result.Id} --reason WHY");
    }

    [Theory]
    [InlineData(false, "S!B7 第 3 行数量 ")]
    [InlineData(true, "S!B7 lines[2].quantity ")]
    public void Name_their_field_as_the_trade_does_in_Chinese_and_by_its_path_in_English(bool english, string place) =>
        Lines(english, (null, Lock with { Where = "S!B7", Field = "lines[2].quantity" }))[0].ShouldContain(place);

    [Fact]
    public void Of_a_version_to_come_have_no_remedy() => Remedies.Of(Lock with { Code = "of-tomorrow" }).ShouldBeNull();

    private static string[] Lines(bool english, params (int? Order, Finding Finding)[] findings)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var lines = new FindingLines(new Terminal(output, output, english));
        foreach (var (order, finding) in findings)
        {
            lines.Write(order, finding);
        }

        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
