using System.Text;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Pipeline;

/// <summary>A file that turns out to be JSON, from the command line, an upload or the drop folder.</summary>
public sealed class Importing_json_files : IAsyncLifetime
{
    private const string One = """{"schema":"order/v1","orderNumber":"PO-1","customer":{"code":"C1"},"lines":[{"itemCode":"A","quantity":2}]}""";

    private readonly TempFolder _folder = new();
    private TestHub _hub = null!;

    public Task InitializeAsync()
    {
        _hub = new TestHub(_folder);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(One)]
    [InlineData("\uFEFF" + One)]
    [InlineData(" \r\n[" + One + "]")]
    [InlineData("\uFEFF[" + One + "]")]
    [InlineData("""{"attributes":{"lines":1},"currency":"CNY","lines":[{"itemCode":"A","quantity":2}],"orderNumber":"PO-1","customer":{"code":"C1"}}""")]
    public async Task Order_v1_goes_the_way_of_posted_orders(string json)
    {
        var dry = await _hub.Importer.DryRunAsync(File(json));
        var answer = await _hub.Importer.ImportAsync(File(json));

        foreach (var told in new[] { dry, answer })
        {
            told.Outcome.ShouldBe(Outcome.Accepted, string.Join(' ', told.Findings));
            told.Input.ShouldBe("order.json");
            (told.Orders.ShouldHaveSingleItem().OrderNumber, told.Orders[0].Lines[0].Quantity).ShouldBe(("PO-1", 2m));
        }

        _hub.Store.Queries.FindDocument(answer.DocumentId!)!.Kind.ShouldBe(DocumentKind.Orders);
        (await _hub.Importer.ImportAsync(File(json))).Outcome.ShouldBe(Outcome.Duplicate);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_json_pointer()
    {
        var answer = await _hub.Importer.ImportAsync(File($$"""[{{One}},{"orderNumber":true,"lines":[{"quantity":"twelve"}]}]"""));

        answer.Results.Select(result => result.Outcome).ShouldBe([Outcome.Accepted, Outcome.Rejected]);
        answer.Results[1].Findings.Where(finding => finding.Severity == Severity.Reject).Select(finding => finding.Where).ShouldBe(["/1/orderNumber", "/1/lines/0/quantity"]);
    }

    [Theory]
    [InlineData("""{"trade":{"tid":1},"request_id":"x"}""", "trade, request_id")]
    [InlineData("""[{"id":1}]""", "id")]
    [InlineData("{}", "an object without members")]
    [InlineData("[]", "an empty array")]
    [InlineData("[1,2]", "an array of numbers")]
    [InlineData("""{"schema":"invoice/v1"}""", "schema")]
    public async Task Other_json_fails_with_what_it_is_and_what_is_expected(string json, string named)
    {
        var answer = await _hub.Importer.ImportAsync(File(json));

        answer.Outcome.ShouldBe(Outcome.Failed);
        var finding = answer.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Message.Contains(named, StringComparison.Ordinal)).ShouldBe(("json-not-an-order", true), finding.Message);
        finding.Message.ShouldContain("order/v1");
        finding.MessageZh.ShouldContain("order/v1");
    }

    [Fact]
    public async Task Utf_16_is_named()
    {
        var answer = await _hub.Importer.ImportAsync(File([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(One)]));

        answer.Findings.ShouldHaveSingleItem().Message.ShouldContain("UTF-16");
    }

    [Theory]
    [InlineData("{\"orderNumber\":\"PO-1\",\n\"lines\":[{\"quantity\":}]}", "2:")]
    [InlineData("{\"id\":1,\n\"x\":nothing}", "2:")]
    public async Task Broken_json_fails_at_line_and_column(string json, string where)
    {
        var finding = (await _hub.Importer.ImportAsync(File(json))).Findings.ShouldHaveSingleItem();

        finding.Code.ShouldBe("json-unreadable");
        finding.Where!.ShouldStartWith(where);
    }

    [Theory]
    [InlineData("[Bestellung];Menge\n1;2\n")]
    [InlineData("[1] Name;Menge\n1;2\n")]
    [InlineData("{Artikel};Menge\n1;2\n")]
    public async Task A_text_table_that_begins_with_a_bracket_stays_a_table(string table)
    {
        _hub.Reader.Script = _ => FakeReader.Orders(1);

        var answer = await _hub.Importer.ImportAsync(File(table));

        _hub.Store.Queries.FindDocument(answer.DocumentId!)!.Kind.ShouldBe(DocumentKind.Table);
        answer.Outcome.ShouldBe(Outcome.Accepted);
    }

    private static RawDocument File(string text) => File(Encoding.UTF8.GetBytes(text));

    private static RawDocument File(byte[] bytes) => new() { Name = "order.json", Content = new MemoryStream(bytes) };
}
