using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Adapters.Secrets;

/// <summary>Where a secret is, never the secret itself: <c>env:NAME</c>, <c>file:PATH</c> (a mounted secret) or <c>keyvault:HOST/NAME</c>.</summary>
/// <param name="Scheme"><c>env</c>, <c>file</c> or <c>keyvault</c>.</param>
/// <param name="Name">Variable, path, or host and name of the vault's secret.</param>
public sealed record SecretReference(string Scheme, string Name)
{
    /// <summary>What a reference may look like, for messages.</summary>
    public const string Forms = "env:NAME, file:PATH or keyvault:HOST/NAME";

    /// <summary>What a reference may look like, for messages.</summary>
    public const string FormsZh = "env:NAME、file:PATH 或 keyvault:HOST/NAME";

    /// <summary>The secret of a vault that is meant; null where it is elsewhere.</summary>
    public VaultSecret? InVault => Scheme == "keyvault" && VaultSecret.TryParse(Name, out var secret) ? secret : null;

    /// <summary>Reads a reference; null where the text is none, e.g. the secret itself.</summary>
    public static SecretReference? TryParse(string text) => text.Split(':', 2) switch
    {
        ["env" or "file", { Length: > 0 }] parts => new SecretReference(parts[0], parts[1]),
        ["keyvault", var place] when VaultSecret.TryParse(place, out _) => new SecretReference("keyvault", place),
        _ => null,
    };

    /// <summary>The secret as it is now, so that a rotated one is picked up; null where there is none.</summary>
    /// <param name="vault">Reads vaults.</param>
    /// <exception cref="SecretUnavailableException">The vault does not give it.</exception>
    public string? Resolve(KeyVault? vault = null)
    {
        if (InVault is { } secret)
        {
            return (vault ?? throw new InvalidOperationException("no vault to read from")).Read(secret);
        }

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
