using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Functions.Composition;

/// <summary>Gives the pipeline the mapping that fits a document, and its remarks where one that should fit cannot be used.</summary>
internal sealed class MappingPort(MappingSelector selector, IDocumentReader understanding) : Core.Pipeline.IMappingSelector
{
    public MappingChoice? Select(ArchivedDocument document, Func<WorkbookCursor> open)
    {
        var selection = document.Mapping is { } name
            ? selector.SelectByName(name)
            : selector.Select(new MappingQuestion(document.Channel, document.Sender, Path.GetFileName(document.Name)), open);
        if (document.Mapping is not null && selection.Mapping is not { IsJson: false })
        {
            throw new UnreadableWorkbookException(
                selection.Findings.FirstOrDefault() ?? Core.Mapping.MappingFindings.NotFound.At(null, null, document.Mapping));
        }

        if (selection.Mapping is { } mapping)
        {
            return new MappingChoice(Remarked(mapping, selection.Findings), mapping.Name, mapping.Version);
        }

        return selection.Findings.Count > 0 ? new MappingChoice(Remarked(understanding, selection.Findings), "", null) : null;
    }

    public (Core.Mapping.CompiledMapping Mapping, string Label) SelectRecord(ArchivedDocument document)
    {
        var selection = document.Mapping is { } name
            ? selector.SelectByName(name)
            : selector.SelectJson(new MappingQuestion(document.Channel, document.Sender, document.Name));
        return selection.Mapping is { IsJson: true } mapping
            ? (mapping, $"{mapping.Name}@{mapping.Version}")
            : throw new UnreadableWorkbookException(
                selection.Findings.FirstOrDefault() ?? Core.Mapping.MappingFindings.NotFound.At(null, null, document.Mapping ?? document.Channel));
    }

    private static IDocumentReader Remarked(IDocumentReader reader, IReadOnlyList<Finding> remarks) =>
        remarks.Count == 0 ? reader : new RemarkedReader(reader, remarks);

    /// <summary>Reads with another reader and adds remarks to the document; one that holds, holds the document.</summary>
    private sealed class RemarkedReader(IDocumentReader reader, IReadOnlyList<Finding> remarks) : IDocumentReader
    {
        public UnderstoodDocument Read(Func<WorkbookCursor> open, UnderstandingContext context) =>
            new RemarkedDocument(reader.Read(open, context), remarks);
    }

    private sealed class RemarkedDocument(UnderstoodDocument document, IReadOnlyList<Finding> remarks) : UnderstoodDocument
    {
        public override IReadOnlyList<Finding> Findings => [.. remarks, .. document.Findings];

        public override decimal Confidence => document.Confidence;

        public override Finding? Refusal => document.Refusal ?? remarks.FirstOrDefault(remark => remark.Severity >= Severity.Hold);

        public override IEnumerable<UnderstoodOrder> Orders(CancellationToken cancellation) => document.Orders(cancellation);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                document.Dispose();
            }
        }
    }
}
