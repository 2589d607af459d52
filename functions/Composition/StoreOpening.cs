using System.Text;
using IntegrationHub.Adapters.Postgres;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Adapters.Store;
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
    public static PostgresHubOptions Server(HubOptions options) => new()
    {
        Folder = options.Data,
        BusinessZone = options.TimeZone,
        OutsideBus = IsOutside(options),
        ConnectionString = options.Store.Connection?.Resolve() ?? "",
        Password = options.Store.Password is { } password
            ? _ => Task.FromResult(new PostgresPassword(password.Resolve() ?? "", null))
            : options.Store.Entra ? EntraPassword.OfThisMachine(options.Store.Connection?.Resolve() ?? "") : null,
        CheckpointKey = options.Store.CheckpointKey?.Resolve() is { } key ? Encoding.UTF8.GetBytes(key) : null,
    };

    private static bool IsOutside(HubOptions options) => options.Bus.Kind == BusKind.ServiceBus;
}
