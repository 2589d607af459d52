using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Pipeline;

/// <summary>What documents are read and checked by. One edition serves a document from its first byte to its last order, whatever changes meanwhile.</summary>
/// <param name="Mappings">Mapping files.</param>
/// <param name="Understanding">Reads what no mapping claims.</param>
/// <param name="Checks">Checks of the orders.</param>
/// <param name="AcceptAt">Confidence (0 to 1) below which an order is held.</param>
public sealed record Knowledge(IMappingSelector Mappings, IDocumentReader Understanding, IOrderChecks Checks, decimal AcceptAt = 0.85m);
