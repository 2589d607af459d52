using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>One operation of the API: what is mapped and what <c>openapi.json</c> says come from the same declaration.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Route below the base, e.g. <c>/api/v1/orders/{id}</c>.</param>
/// <param name="Id">Operation id.</param>
/// <param name="Zh">What it does, Chinese.</param>
/// <param name="En">What it does, English.</param>
/// <param name="Handle">Answers.</param>
internal sealed record Endpoint(string Method, string Path, string Id, string Zh, string En, RequestDelegate Handle)
{
    /// <summary>Query parameters.</summary>
    public IReadOnlyList<Parameter> Query { get; init; } = [];

    /// <summary>Media type of the body; null when none.</summary>
    public string? Body { get; init; }

    /// <summary>Schema of the body.</summary>
    public string? BodySchema { get; init; }

    /// <summary>Status → schema of the answer; null schema means no JSON.</summary>
    public IReadOnlyDictionary<int, string?> Answers { get; init; } = new Dictionary<int, string?>();

    /// <summary>Accepts Idempotency-Key.</summary>
    public bool Idempotent { get; init; }
}

/// <summary>One query parameter.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type"><c>string integer number boolean</c>.</param>
/// <param name="Zh">Meaning, Chinese.</param>
/// <param name="En">Meaning, English.</param>
internal sealed record Parameter(string Name, string Type, string Zh, string En);
