using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Pipeline;

/// <summary>Opens a document with what fits it: order JSON, the mapping file that matches, else understanding.</summary>
internal sealed class DocumentOpening(IWorkbookOpener opener, Knowledge knowledge, PipelineOptions options)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.BusinessZone);

    /// <summary>The document, being understood; it owns what it opens, the bytes stay the caller's.</summary>
    public (UnderstoodDocument Document, string? Mapping) Open(ArchivedDocument document, SpooledDocument bytes, CancellationToken cancellation)
    {
        // The day of receipt, not of processing: a document that is resumed tomorrow must come out the same.
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(document.ReceivedAt, _zone).DateTime);
        var name = Path.GetFileName(document.Name);
        var context = new UnderstandingContext(document.Key.ToString(), name, document.Sender, today, knowledge.AcceptAt);
        if (document.Kind == DocumentKind.Orders)
        {
            return (new JsonOrders(bytes.Open, document), null);
        }

        if (document.Kind == DocumentKind.Record)
        {
            var (mapping, label) = knowledge.Mappings.SelectRecord(document);
            return (mapping.ReadJson(Bytes(bytes), context), label);
        }

        if (JsonFile.Look(bytes) is { Refusal: { } refusal })
        {
            throw new UnreadableWorkbookException(refusal);
        }

        var path = bytes.FilePath();
        WorkbookCursor Workbook() => opener.Open(path, name, options.Limits, cancellation);
        return knowledge.Mappings.Select(document, Workbook) is { } choice
            ? (choice.Reader.Read(Workbook, context), choice.Version is null ? choice.Name : $"{choice.Name}@{choice.Version}")
            : (knowledge.Understanding.Read(Workbook, context), null);
    }

    private static ReadOnlyMemory<byte> Bytes(SpooledDocument document)
    {
        if (document.Bytes is { } bytes)
        {
            return bytes;
        }

        using var content = document.Open();
        var all = new byte[document.Size];
        content.ReadExactly(all);
        return all;
    }
}
