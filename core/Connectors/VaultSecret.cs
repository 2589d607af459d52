using System.Text.RegularExpressions;

namespace IntegrationHub.Core.Connectors;

/// <summary>
/// A secret in Azure Key Vault, as the reference <c>keyvault:HOST/NAME</c> names it, e.g. <c>keyvault:contoso.vault.azure.net/shop-secret</c>.
/// Only hosts of Key Vault itself are taken: whoever is asked is shown a token of the hub. The rules of names are those of
/// https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates.
/// </summary>
/// <param name="Host">The vault, e.g. <c>contoso.vault.azure.net</c>, in Azure China <c>contoso.vault.azure.cn</c>.</param>
/// <param name="Name">The secret; always its newest version.</param>
public readonly partial record struct VaultSecret(string Host, string Name)
{
    /// <summary>What such a reference begins with.</summary>
    public const string Scheme = "keyvault:";

    /// <summary>Reads what follows the scheme; false where it is no secret of a vault.</summary>
    public static bool TryParse(string place, out VaultSecret secret)
    {
        var match = Place().Match(place);
        secret = match.Success ? new VaultSecret(match.Groups[1].Value.ToLowerInvariant(), match.Groups[2].Value) : default;
        return match.Success;
    }

    /// <summary>The reference.</summary>
    public override string ToString() => $"{Scheme}{Host}/{Name}";

    [GeneratedRegex(@"\A([a-z][a-z0-9-]{1,22}[a-z0-9]\.vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net))/([0-9a-z-]{1,127})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
