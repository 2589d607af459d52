using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>Loads reference tables, one transaction a load.</summary>
internal sealed class StoreReference(StoreHub hub) : IReferenceStore
{
    /// <inheritdoc/>
    public Task<ReferenceLoad> LoadAsync(IReadOnlyList<CustomerReference> rows, ReferenceMode mode, CancellationToken cancellation = default) =>
        LoadAsync(ReferenceTable.Customers, rows, ReferenceKeys.Key, StoreJson.Default.CustomerReference, mode, cancellation);

    /// <inheritdoc/>
    public Task<ReferenceLoad> LoadAsync(IReadOnlyList<CreditPosition> rows, ReferenceMode mode, CancellationToken cancellation = default) =>
        LoadAsync(
            ReferenceTable.Credit, [.. rows.Select(row => row with { Reserved = 0 })], ReferenceKeys.Key, StoreJson.Default.CreditPosition, mode,
            cancellation);

    /// <inheritdoc/>
    public Task<ReferenceLoad> LoadAsync(IReadOnlyList<PriceReference> rows, ReferenceMode mode, CancellationToken cancellation = default) =>
        LoadAsync(ReferenceTable.Prices, rows, ReferenceKeys.Key, StoreJson.Default.PriceReference, mode, cancellation);

    /// <inheritdoc/>
    public Task<ReferenceLoad> LoadAsync(IReadOnlyList<StockReference> rows, ReferenceMode mode, CancellationToken cancellation = default) =>
        LoadAsync(ReferenceTable.Stock, rows, ReferenceKeys.Key, StoreJson.Default.StockReference, mode, cancellation);

    /// <inheritdoc/>
    public Task<ReferenceLoad> LoadAsync(IReadOnlyList<MaterialReference> rows, ReferenceMode mode, CancellationToken cancellation = default) =>
        LoadAsync(ReferenceTable.Materials, rows, ReferenceKeys.Key, StoreJson.Default.MaterialReference, mode, cancellation);

    private Task<ReferenceLoad> LoadAsync<T>(
        ReferenceTable table, IReadOnlyList<T> rows, Func<T, string> key, JsonTypeInfo<T> type, ReferenceMode mode, CancellationToken cancellation)
    {
        // Of two rows with one key the later one counts, as in the file that people look at.
        var incoming = new Dictionary<string, byte[]>(rows.Count);
        foreach (var row in rows)
        {
            incoming[key(row)] = JsonSerializer.SerializeToUtf8Bytes(row, type);
        }

        return hub.RunAsync(unit => Load(unit, table, incoming, mode), cancellation);
    }

    private static ReferenceLoad Load(StoreUnit unit, ReferenceTable table, Dictionary<string, byte[]> incoming, ReferenceMode mode)
    {
        long added = 0, changed = 0, unchanged = 0, removed = 0;
        using var known = unit.Database.Query("select data from reference_rows where name = ?1 and key = ?2");
        using var put = unit.Database.Query(
            "insert into reference_rows (name, key, data) values (?1, ?2, ?3) on conflict (name, key) do update set data = excluded.data");
        foreach (var (key, data) in incoming)
        {
            var before = known.Bind(1, (long)table).Bind(2, key).Step() ? known.Bytes(0) : null;
            known.Reset();
            if (before is not null && before.AsSpan().SequenceEqual(data))
            {
                unchanged++;
                continue;
            }

            put.Bind(1, (long)table).Bind(2, key).Bind(3, data).Run();
            _ = before is null ? added++ : changed++;
        }

        if (mode == ReferenceMode.Replace)
        {
            removed = Remove(unit, table, incoming);
        }

        using var stamp = unit.Database.Query(
            """
            insert into reference_tables (name, version, loaded_at, rows) values (?1, ?2, ?2, (select count(*) from reference_rows where name = ?1))
            on conflict (name) do update set
              version = case when reference_tables.version >= excluded.version then reference_tables.version + 1 else excluded.version end,
              loaded_at = excluded.loaded_at, rows = excluded.rows
            """);
        stamp.Bind(1, (long)table).Bind(2, unit.Now.ToUnixTimeMilliseconds()).Run();
        unit.RefreshReference();
        return new ReferenceLoad(table, added, changed, unchanged, removed);
    }

    private static long Remove(StoreUnit unit, ReferenceTable table, Dictionary<string, byte[]> incoming)
    {
        var gone = new List<string>();
        using (var all = unit.Database.Query("select key from reference_rows where name = ?1"))
        {
            all.Bind(1, (long)table);
            while (all.Step())
            {
                if (all.Text(0) is { } key && !incoming.ContainsKey(key))
                {
                    gone.Add(key);
                }
            }
        }

        using var remove = unit.Database.Query("delete from reference_rows where name = ?1 and key = ?2");
        foreach (var key in gone)
        {
            remove.Bind(1, (long)table).Bind(2, key).Run();
        }

        return gone.Count;
    }
}
