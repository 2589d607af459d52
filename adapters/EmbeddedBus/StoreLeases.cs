using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.EmbeddedBus;

/// <summary>Leases as rows: whoever has the row until its time is the one holder.</summary>
internal sealed class StoreLeases(StoreHub hub) : ILeases
{
    // What an instance held when it was killed, under a name that nobody has asked for since.
    private static readonly TimeSpan LongGone = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public Task<bool> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellation = default) => hub.RunAsync(
        unit =>
        {
            using var take = unit.Database.Query(
                """
                insert into leases (name, holder, until) values (?1, ?2, ?3)
                on conflict (name) do update set holder = excluded.holder, until = excluded.until where leases.holder = excluded.holder or leases.until <= ?4
                """);
            return take.Bind(1, name).Bind(2, holder).Bind(3, (unit.Now + duration).ToUnixTimeMilliseconds())
                .Bind(4, unit.Now.ToUnixTimeMilliseconds()).RunCounted() == 1;
        },
        cancellation);

    /// <inheritdoc/>
    public Task ReleaseAsync(string name, string holder, CancellationToken cancellation = default) => hub.RunAsync(
        unit =>
        {
            using var release = unit.Database.Query("delete from leases where name = ?1 and holder = ?2 or until <= ?3");
            return release.Bind(1, name).Bind(2, holder).Bind(3, (unit.Now - LongGone).ToUnixTimeMilliseconds()).RunCounted();
        },
        cancellation);
}
