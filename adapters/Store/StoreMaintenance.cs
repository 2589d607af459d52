using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>Verify, rebuild, checkpoint, backup.</summary>
internal sealed class StoreMaintenance(StoreHub hub, StoreEngine engine) : IStoreMaintenance
{
    // More than what the end of a log that was rolled back has room for.
    private const int ProbeBytes = 1 << 20;

    /// <inheritdoc/>
    public StoreUnavailableException? Trouble => hub.Trouble;

    /// <inheritdoc/>
    public async Task ProbeAsync(CancellationToken cancellation = default)
    {
        await hub.RunAsync(
            unit =>
            {
                unit.Database.MakeRoom();
                return true;
            },
            cancellation,
            alone: true).ConfigureAwait(false);

        // Two commits: what is put and taken away within one is never written.
        var id = await hub.RunAsync(unit => unit.Claims.CheckIn(new byte[ProbeBytes], unit.Now, unit.Now), cancellation).ConfigureAwait(false);
        await hub.RunAsync(unit => unit.Claims.Remove(id), cancellation).ConfigureAwait(false);
        hub.Recovered();
    }

    /// <inheritdoc/>
    public VerifyReport Verify(CancellationToken cancellation = default) =>
        hub.Ask(unit => new Verification(unit, engine.Signer(create: false), cancellation).Run());

    /// <inheritdoc/>
    public Task<long> RebuildAsync(IProgress<RebuildProgress>? progress = null, CancellationToken cancellation = default) =>
        new Rebuilding(hub, progress).RunAsync(cancellation);

    /// <inheritdoc/>
    public async Task<long> CheckpointAsync(CancellationToken cancellation = default)
    {
        // The journal only grows and a row is never written again: it can be digested beside the writer.
        var next = hub.Ask(unit =>
        {
            var before = CheckpointRows.List(unit.Database) is [.., var last] ? last : null;
            var (first, end) = ((before?.Last ?? 0) + 1, unit.Database.Scalar("select max(id) from journal"));
            if (end < first)
            {
                return null;
            }

            var (events, digest) = CheckpointRows.Digest(unit.Database, first, end);
            var unsigned = new Checkpoint((before?.Id ?? 0) + 1, unit.Now, first, end, events, digest, []);
            var at = DateTimeOffset.FromUnixTimeMilliseconds(unit.Now.ToUnixTimeMilliseconds());
            unsigned = unsigned with { At = at };
            return unsigned with { Signature = engine.Signer(create: true).Sign(unsigned, before?.Signature ?? []) };
        });
        if (next is null)
        {
            return 0;
        }

        return await hub.RunAsync(
            unit =>
            {
                if (unit.Database.Scalar("select coalesce(max(id), 0) from checkpoints") != next.Id - 1)
                {
                    // Another instance signed meanwhile; what came behind it is signed with the next one.
                    return 0;
                }

                using var insert = unit.Database.Query(
                    "insert into checkpoints (id, at, first, last, events, digest, signature) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
                insert.Bind(1, next.Id).Bind(2, next.At.ToUnixTimeMilliseconds()).Bind(3, next.First).Bind(4, next.Last)
                    .Bind(5, next.Events).Bind(6, next.Digest).Bind(7, next.Signature).Run();
                return next.Events;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task BackupAsync(string path, CancellationToken cancellation = default) => engine.BackupAsync(path, cancellation);
}
