using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Mapping.Running;
using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping;

/// <summary>A mapping file, compiled. Immutable; reads any number of documents at once.</summary>
public sealed class CompiledMapping : IDocumentReader
{
    private readonly JsonShape? _shape;

    internal CompiledMapping(MappingPlan plan)
    {
        Plan = plan;
        _shape = plan.IsJson ? JsonShape.Of(plan) : null;
    }

    /// <summary>Name of the mapping.</summary>
    public string Name => Plan.Name;

    /// <summary>Files that its tests read, as the mapping file names them: relative to where it stands.</summary>
    public IReadOnlyList<string> Fixtures => [.. Plan.Tests.Select(test => test.Fixture).OfType<string>().Distinct()];

    /// <summary>Version as the file states it.</summary>
    public string Version => Plan.Version;

    /// <summary>The file it was compiled from.</summary>
    public string File => Plan.File;

    /// <summary>True where it reads JSON documents, false where it reads tables.</summary>
    public bool IsJson => Plan.IsJson;

    /// <summary>Number of examples that the file carries.</summary>
    public int TestCount => Plan.Tests.Count;

    internal MappingPlan Plan { get; }

    /// <inheritdoc/>
    public UnderstoodDocument Read(Func<WorkbookCursor> open, UnderstandingContext context) => Read(open, context, null);

    /// <summary>Reads a JSON document, e.g. one record of a platform. Places are JSON Pointers.</summary>
    /// <param name="json">The document's bytes, UTF-8.</param>
    /// <param name="context">What is known besides the content.</param>
    public UnderstoodDocument ReadJson(ReadOnlyMemory<byte> json, UnderstandingContext context) => ReadJson(json, context, null);

    /// <summary>Reads a document and tells of every field where it came from.</summary>
    /// <param name="file">The document; read as JSON where the mapping is for JSON.</param>
    /// <param name="open">Opens it as a workbook.</param>
    /// <param name="context">What is known besides the content.</param>
    /// <param name="cancellation">Ends reading.</param>
    public MappingPreview Preview(string file, Func<WorkbookCursor> open, UnderstandingContext context, CancellationToken cancellation) => MappingPreview.Take(
        trace => IsJson ? ReadJson(System.IO.File.ReadAllBytes(file), context, trace) : Read(open, context, trace), cancellation);

    internal UnderstoodDocument Read(Func<WorkbookCursor> open, UnderstandingContext context, IMappingTrace? trace) =>
        IsJson ? throw new InvalidOperationException($"mapping {Name} reads JSON, not tables") : new TableDocument(Plan, open, context, trace);

    internal UnderstoodDocument ReadJson(ReadOnlyMemory<byte> json, UnderstandingContext context, IMappingTrace? trace) =>
        _shape is not null ? new JsonOrderDocument(Plan, _shape, json, context, trace) : throw new InvalidOperationException($"mapping {Name} reads tables, not JSON");
}
