using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Tests.Checks;

/// <summary>Orders as a dealer writes them, and the checks run over them.</summary>
internal static class Sample
{
    private static int _documents;

    /// <summary>A complete, consistent order of two lines in a document of its own.</summary>
    public static CanonicalOrder Order(string? number = "PO-2026-001", string channel = "file") => new()
    {
        Id = Guid.CreateVersion7(),
        Channel = channel,
        OrderNumber = number,
        OrderDate = new DateOnly(2026, 3, 1),
        RequestedDate = new DateOnly(2026, 4, 1),
        Currency = "CNY",
        Customer = new Party { Name = "上海华东电子有限公司" },
        Lines = [Line("A-100", 10, 2.50m), Line("B-200", 4, 100m, number: 2)],
        Totals = new OrderTotals { Payable = 425m },
        Provenance = new Provenance { Document = $"doc-{Interlocked.Increment(ref _documents)}" },
    };

    public static OrderLine Line(string item, decimal? quantity, decimal? price = null, decimal? amount = null, int number = 1) => new()
    {
        LineNumber = number,
        ItemCode = item,
        ItemName = "零件 " + item,
        Quantity = quantity,
        Unit = "H87",
        UnitText = "个",
        UnitPrice = price,
        Amount = amount ?? (quantity * price),
    };

    /// <summary>The same statement arriving again, in a document of its own.</summary>
    public static CanonicalOrder Again(this CanonicalOrder order, string? channel = null) => order with
    {
        Id = Guid.CreateVersion7(),
        Channel = channel ?? order.Channel,
        Provenance = new Provenance { Document = $"doc-{Interlocked.Increment(ref _documents)}" },
    };

    public static CanonicalOrder WithLines(this CanonicalOrder order, params OrderLine[] lines) => order with { Lines = lines, Totals = null };

    public static CheckedOrder Check(
        this KnownFacts facts, CanonicalOrder order, decimal confidence = 1m, string? sender = null, RuleBook? rules = null,
        Finding? refusal = null, params Finding[] remarks) =>
        new OrderChecks(rules ?? new RuleBook()).Check(order, confidence, remarks, refusal, sender, facts);

    /// <summary>Checks the order and files it, as the pipeline does.</summary>
    public static CheckedOrder Receive(this KnownFacts facts, CanonicalOrder order, string? sender = null, RuleBook? rules = null)
    {
        var result = facts.Check(order, sender: sender, rules: rules);
        facts.File(result);
        return result;
    }

    /// <summary>The codes of findings beyond "not loaded".</summary>
    public static string[] Codes(this CheckedOrder order) =>
        [.. order.Findings.Select(f => f.Code).Where(c => c != "reference-not-loaded")];

    public static Finding Single(this CheckedOrder order, string code) => order.Findings.Single(f => f.Code == code);
}
