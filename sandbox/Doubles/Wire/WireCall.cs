namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>A call as it reached a double.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path without the query.</param>
/// <param name="Query">Decoded pairs of the query, as sent.</param>
/// <param name="Form">Decoded pairs of a form body, as sent.</param>
internal sealed record WireCall(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Query, IReadOnlyList<KeyValuePair<string, string>> Form)
{
    /// <summary>Pairs of query and form in one; null where a name occurs twice.</summary>
    public Dictionary<string, string>? Merged()
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        return Query.Concat(Form).All(pair => merged.TryAdd(pair.Key, pair.Value)) ? merged : null;
    }
}

/// <summary>What a double answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Body">Bytes.</param>
internal sealed record WireReply(int Status, string ContentType, byte[] Body);
