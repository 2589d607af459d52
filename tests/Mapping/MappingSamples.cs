using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Understanding;
using Shouldly;

namespace IntegrationHub.Tests.Mapping;

/// <summary>Short ways to compile a mapping and to read a workbook with it.</summary>
internal static class MappingSamples
{
    public const string Head = "mapping: sample\nversion: 1\ntarget: order/v1\n";

    public static UnderstandingContext Context { get; } = new("doc-1", "order.xlsx", "buyer@example.com", new DateOnly(2026, 11, 22));

    public static CompiledMapping Compile(string yaml)
    {
        var compilation = MappingCompiler.Compile(Head + yaml, "sample.yaml");
        compilation.Mapping.ShouldNotBeNull(string.Join("\n", compilation.Lints.Select(l => $"{l.Place} {l.Finding.Code} {l.Finding.Message}")));
        return compilation.Mapping;
    }

    public static ReadResult Read(this CompiledMapping mapping, ExampleWorkbook workbook)
    {
        using var document = mapping.Read(workbook.Open, Context);
        var orders = document.Orders(default).ToList();
        return new ReadResult(orders, document);
    }

    public static ReadResult ReadRows(this CompiledMapping mapping, params object?[][] rows) => mapping.Read(new ExampleWorkbook().Sheet("Sheet1", rows));

    public static IReadOnlyList<string> Lints(string yaml, string file = "sample.yaml") =>
        [.. MappingCompiler.Compile(yaml, file).Lints.Select(l => $"{l.Line}:{l.Column} {l.Finding.Code}")];
}

internal sealed record ReadResult(IReadOnlyList<UnderstoodOrder> Orders, UnderstoodDocument Document)
{
    public UnderstoodOrder Only => Orders.ShouldHaveSingleItem();
}
