using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>A document as a channel hands it over: bytes exactly as received and what is known of them.</summary>
public sealed record RawDocument
{
    /// <summary>The input as the caller names it: path, file name, message id.</summary>
    public required string Name { get; init; }

    /// <summary>The bytes; read once, from the current position to the end.</summary>
    public required Stream Content { get; init; }

    /// <summary>What it holds.</summary>
    public DocumentKind Kind { get; init; }

    /// <summary>E-mail address or account of the sender.</summary>
    public string? Sender { get; init; }

    /// <summary>How it came.</summary>
    public string Channel { get; init; } = "file";

    /// <summary>The configured account of the channel.</summary>
    public string? Account { get; init; }

    /// <summary>The channel's own key; with <see cref="Version"/> it is archived once.</summary>
    public string? NaturalKey { get; init; }

    /// <summary>The channel's version of it.</summary>
    public string? Version { get; init; }

    /// <summary>Mapping file to use; null lets the hub choose.</summary>
    public string? Mapping { get; init; }

    /// <summary>Idempotency key of the request; the same key with the same bytes gives the same document.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>What the intake answers once the document is durable.</summary>
/// <param name="DocumentId">Id of the archived document.</param>
/// <param name="Status">New, known already, or refused.</param>
/// <param name="Answer">The answer where it is final already (small JSON intake, or a known finished document).</param>
public sealed record IntakeReceipt(string DocumentId, IntakeStatus Status, ImportDocument? Answer);

/// <summary>How the intake met a document.</summary>
public enum IntakeStatus
{
    /// <summary>Archived now.</summary>
    Archived,

    /// <summary>Archived before under the same natural key and version, or the same idempotency key and bytes.</summary>
    Known,

    /// <summary>The idempotency key was used with other bytes; nothing was stored (HTTP 422).</summary>
    KeyReused,
}
