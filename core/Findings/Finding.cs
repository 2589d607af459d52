namespace IntegrationHub.Core.Findings;

/// <summary>One coded remark on a document or an order, for people in two languages and for programs by its code.</summary>
/// <param name="Code">Kebab-case, bounded set, documented in <see cref="FindingCode"/> declarations.</param>
/// <param name="Severity">What it does to the order.</param>
/// <param name="Message">English sentence.</param>
/// <param name="MessageZh">Chinese sentence.</param>
/// <param name="Where">Place in the source: <c>Sheet!B7</c>, <c>line:column</c>, a JSON Pointer, or <c>part:2</c>; null when it concerns the whole.</param>
/// <param name="Field">Path of the order/v1 member concerned, e.g. <c>lines[3].quantity</c>; null when none.</param>
public sealed record Finding(
    string Code,
    Severity Severity,
    string Message,
    string MessageZh,
    string? Where = null,
    string? Field = null);
