using System.Text;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Tests.Understanding;

/// <summary>What understanding makes of a table written as text, one row a line, cells parted by <c>|</c>.</summary>
internal sealed record Understood(IReadOnlyList<UnderstoodOrder> Read, IReadOnlyList<Finding> Findings, Finding? Refusal, decimal Confidence)
{
    private static readonly Lazy<Lexicon> Shipped = new(VocabularyLoader.LoadShipped);

    public IReadOnlyList<CanonicalOrder> Orders => [.. Read.Select(o => o.Order)];

    public CanonicalOrder Order => Orders[0];

    public IEnumerable<string> Codes => Findings.Concat(Read.SelectMany(o => o.Findings)).Select(f => f.Code);

    public static Understood Table(string text) => Bytes(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")), "table.csv");

    public static Understood Bytes(byte[] content, string name)
    {
        var path = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllBytes(path, content);
            return File(path, name);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    public static Understood File(string path, string name)
    {
        var opener = new WorkbookReader();
        var context = new UnderstandingContext("document", name, "buyer@example.test", new DateOnly(2026, 3, 16));
        using var document = new SpreadsheetReader(Shipped.Value).Read(() => opener.Open(path, name, ReadLimits.Default, CancellationToken.None), context);
        var orders = document.Orders(CancellationToken.None).ToList();
        return new Understood(orders, document.Findings, document.Refusal, document.Confidence);
    }
}
