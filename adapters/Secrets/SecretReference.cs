namespace IntegrationHub.Adapters.Secrets;

/// <summary>Where a secret is, never the secret itself: <c>env:NAME</c> or <c>file:PATH</c> (a mounted secret).</summary>
/// <param name="Scheme"><c>env</c> or <c>file</c>.</param>
/// <param name="Name">Variable or path.</param>
public sealed record SecretReference(string Scheme, string Name)
{
    /// <summary>Reads a reference; null where the text is none, e.g. the secret itself.</summary>
    public static SecretReference? TryParse(string text) =>
        text.Split(':', 2) is ["env" or "file", { Length: > 0 }] parts ? new SecretReference(parts[0], parts[1]) : null;

    /// <summary>The secret as it is now, so that a rotated one is picked up; null where there is none.</summary>
    public string? Resolve()
    {
        if (Scheme == "env")
        {
            return Environment.GetEnvironmentVariable(Name) is { Length: > 0 } value ? value : null;
        }

        try
        {
            return File.ReadAllText(Name).Trim() is { Length: > 0 } content ? content : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}:{Name}";
}
