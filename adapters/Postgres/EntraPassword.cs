using Azure.Core;
using Azure.Identity;

namespace IntegrationHub.Adapters.Postgres;

/// <summary>
/// Tokens of Microsoft Entra ID in the place of a password, for Azure Database for PostgreSQL. The audience is from
/// https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-configure-sign-in-azure-ad-authentication.
/// </summary>
public static class EntraPassword
{
    private const string Public = "https://ossrdbms-aad.database.windows.net/.default";
    private const string China = "https://ossrdbms-aad.database.chinacloudapi.cn/.default";

    /// <summary>The identity that this machine has: a managed identity on Azure, or what the environment offers elsewhere.</summary>
    /// <param name="connectionString">Tells the cloud by the server's name.</param>
    public static Func<CancellationToken, Task<PostgresPassword>> OfThisMachine(string connectionString) => Of(
        new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            AuthorityHost = IsChina(connectionString) ? AzureAuthorityHosts.AzureChina : AzureAuthorityHosts.AzurePublicCloud,
            ExcludeInteractiveBrowserCredential = true,
        }),
        connectionString);

    /// <summary>This identity.</summary>
    /// <param name="identity">Gets tokens.</param>
    /// <param name="connectionString">Tells the cloud by the server's name.</param>
    public static Func<CancellationToken, Task<PostgresPassword>> Of(TokenCredential identity, string connectionString)
    {
        var audience = new TokenRequestContext([IsChina(connectionString) ? China : Public]);
        return async cancellation =>
        {
            var token = await identity.GetTokenAsync(audience, cancellation).ConfigureAwait(false);
            return new PostgresPassword(token.Token, token.ExpiresOn);
        };
    }

    private static bool IsChina(string connectionString) => connectionString.Contains(".chinacloudapi.cn", StringComparison.OrdinalIgnoreCase);
}
