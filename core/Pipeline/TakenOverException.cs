using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>
/// Another instance of the hub goes on with the document: it has committed behind the point where this one stood. Nothing of this one's piece
/// was committed, and nothing is wrong with the document.
/// </summary>
internal sealed class TakenOverException(DocumentKey document) : Exception($"another instance goes on with document {document}");
