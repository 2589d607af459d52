using System.Text;
using IntegrationHub.Adapters.Postgres;
using IntegrationHub.Adapters.Secrets;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Client;

namespace IntegrationHub.Functions.Composition;

/// <summary>Opens the store that the configuration chose.</summary>
internal static class StoreOpening
{
    /// <exception cref="StoreUnavailableException">The store cannot be used.</exception>
    public static StoreHub Open(HubOptions options, HubAccess access)
    {
        if (options.Store.Kind == StoreKind.Postgres)
        {
            return access == HubAccess.Read ? PostgresHub.OpenReadOnly(Server(options)) : PostgresHub.Open(Server(options));
        }

        var file = new SqliteHubOptions { BusinessZone = options.TimeZone, OutsideBus = IsOutside(options) };
        return access == HubAccess.Read ? SqliteHub.OpenReadOnly(options.Data, file) : SqliteHub.Open(options.Data, file);
    }

    /// <summary>How the configured server is reached.</summary>
    /// <exception cref="StoreUnavailableException">A vault does not give a secret of it.</exception>
    public static PostgresHubOptions Server(HubOptions options)
    {
        var connection = Secret(options, options.Store.Connection) ?? "";
        return new PostgresHubOptions
        {
            Folder = options.Data,
            BusinessZone = options.TimeZone,
            OutsideBus = IsOutside(options),
            ConnectionString = connection,
            Password = options.Store.Password is { } password
                ? _ => Task.FromResult(new PostgresPassword(Secret(options, password) ?? "", null))
                : options.Store.Entra ? EntraPassword.OfThisMachine(connection) : null,
            PasswordRefused = options.Store.Password?.InVault is { } rotated ? () => options.Vault.Value.Forget(rotated) : null,
            CheckpointKey = options.Store.CheckpointKey is { } named ? CheckpointKey(options, named) : null,
        };
    }

    // The folder's own key in its place would not show before another instance verifies.
    private static byte[] CheckpointKey(HubOptions options, SecretReference named) => Encoding.UTF8.GetBytes(Secret(options, named)
        ?? throw new StoreUnavailableException(StoreFault.Inaccessible, PostgresFaults.CheckpointKeyMissing.At("store.checkpointKey", null, named)));

    private static string? Secret(HubOptions options, SecretReference? reference)
    {
        try
        {
            return reference?.Resolve(reference.InVault is null ? null : options.Vault.Value);
        }
        catch (SecretUnavailableException refused)
        {
            throw new StoreUnavailableException(StoreFault.Inaccessible, refused.Finding, refused);
        }
    }

    private static bool IsOutside(HubOptions options) => options.Bus.Kind == BusKind.ServiceBus;
}
