using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Pipeline;

/// <summary>Chooses the mapping file for a document, if one matches; else the hub understands the document by itself.</summary>
public interface IMappingSelector
{
    /// <summary>The reader of the mapping that matches; null when none does.</summary>
    /// <param name="document">What is known of the document; <see cref="ArchivedDocument.Mapping"/> names a mapping to be used.</param>
    /// <param name="open">Opens the workbook to look at sheet names and header words.</param>
    MappingChoice? Select(ArchivedDocument document, Func<WorkbookCursor> open);

    /// <summary>The mapping for a JSON record of an outside system, with its name and version.</summary>
    /// <exception cref="UnreadableWorkbookException">There is none that can be used; the finding says why.</exception>
    (Mapping.CompiledMapping Mapping, string Label) SelectRecord(ArchivedDocument document);
}

/// <summary>A mapping that matched.</summary>
/// <param name="Reader">Its compiled plan.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
public sealed record MappingChoice(IDocumentReader Reader, string Name, string? Version);

/// <summary>For hosts without mapping files: none ever matches.</summary>
public sealed class NoMappings : IMappingSelector
{
    /// <inheritdoc/>
    public MappingChoice? Select(ArchivedDocument document, Func<WorkbookCursor> open) => null;

    /// <inheritdoc/>
    public (Mapping.CompiledMapping Mapping, string Label) SelectRecord(ArchivedDocument document) =>
        throw new UnreadableWorkbookException(Mapping.MappingFindings.NotFound.At(null, null, document.Mapping));
}
