namespace IntegrationHub.Core.Checks;

/// <summary>
/// The keys under which an order is looked up, each a 128-bit hash of normalised text so that an index entry is 16 bytes.
/// </summary>
/// <param name="Source">Of channel, account and source id; null where the source has no key.</param>
/// <param name="Number">Of customer and order number; null where either is missing.</param>
/// <param name="Content">Two min-hashes over customer and the set of (item, quantity): orders that share most of them share a key with high
/// probability. The first is under the customer as the document names it, the second under its code where one is known.</param>
/// <param name="ContentHash">64-bit hash of everything that makes the content the same: customer, items, quantities, prices, dates.</param>
public sealed record OrderFingerprint(UInt128? Source, UInt128? Number, IReadOnlyList<UInt128> Content, ulong ContentHash);
