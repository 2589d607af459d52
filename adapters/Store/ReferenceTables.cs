using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Adapters.Store;

/// <summary>
/// Reference tables as one connection sees them, held in memory: a lookup costs a dictionary access. At the start of each
/// transaction the versions are compared, five rows, and what changed is read again when it is asked for.
/// </summary>
internal sealed class ReferenceTables(StoreDatabase database)
{
    private readonly long[] _versions = new long[5];
    private readonly object?[] _tables = new object?[5];
    private StoreStatement? _stamp;

    /// <summary>Takes note of what was loaded since the last transaction.</summary>
    public void Refresh()
    {
        Span<long> now = stackalloc long[5];
        var query = _stamp ??= database.Prepare("select name, version from reference_tables");
        while (query.Step())
        {
            now[query.Int(0)] = query.Long(1);
        }

        for (var i = 0; i < now.Length; i++)
        {
            if (_versions[i] != now[i])
            {
                _versions[i] = now[i];
                _tables[i] = null;
            }
        }
    }

    /// <summary>After a rollback a version may be given again to other rows.</summary>
    public void Forget()
    {
        Array.Clear(_versions);
        Array.Clear(_tables);
    }

    public bool IsLoaded(ReferenceTable table) => _versions[(int)table] != 0;

    public CustomerReference? Customer(Party? customer, string? sender)
    {
        if (!IsLoaded(ReferenceTable.Customers))
        {
            return null;
        }

        var index = Table(ReferenceTable.Customers, () => CustomerIndex.Of(Rows(ReferenceTable.Customers, StoreJson.Default.CustomerReference)));
        return index.Find(customer, sender);
    }

    public PriceReference? Price(string? customer, string item, string? currency)
    {
        if (!IsLoaded(ReferenceTable.Prices))
        {
            return null;
        }

        var prices = Table(ReferenceTable.Prices, () =>
        {
            var all = new Dictionary<string, PriceReference>();
            foreach (var row in Rows(ReferenceTable.Prices, StoreJson.Default.PriceReference))
            {
                all[ReferenceKeys.Key(row)] = row;

                // An order that states no currency meets the first one listed.
                all.TryAdd($"{ReferenceKeys.Normalise(row.CustomerCode)}|{ReferenceKeys.Normalise(row.ItemCode)}|", row);
            }

            return all;
        });
        var (code, money) = (ReferenceKeys.Normalise(item), ReferenceKeys.Normalise(currency));
        return customer is not null && prices.TryGetValue($"{ReferenceKeys.Normalise(customer)}|{code}|{money}", out var own)
            ? own
            : prices.GetValueOrDefault($"|{code}|{money}");
    }

    public MaterialReference? Material(string? customer, string item)
    {
        if (!IsLoaded(ReferenceTable.Materials))
        {
            return null;
        }

        var materials = Table(ReferenceTable.Materials, () =>
        {
            var all = new Dictionary<string, MaterialReference>();
            var rows = Rows(ReferenceTable.Materials, StoreJson.Default.MaterialReference);
            foreach (var row in rows)
            {
                all[ReferenceKeys.Key(row)] = row;
            }

            // The hub's own codes win over what customers call things.
            foreach (var row in rows)
            {
                foreach (var code in row.CustomerItemCodes)
                {
                    var colon = code.IndexOf(':', StringComparison.Ordinal);
                    all.TryAdd(colon < 0
                        ? ReferenceKeys.Normalise(code)
                        : $"{ReferenceKeys.Normalise(code[..colon])}:{ReferenceKeys.Normalise(code[(colon + 1)..])}", row);
                }
            }

            return all;
        });
        var key = ReferenceKeys.Normalise(item);
        return customer is not null && materials.TryGetValue($"{ReferenceKeys.Normalise(customer)}:{key}", out var named)
            ? named
            : materials.GetValueOrDefault(key);
    }

    public StockReference? Stock(string item) => ByKey(ReferenceTable.Stock, StoreJson.Default.StockReference, ReferenceKeys.Key, item);

    public CreditPosition? Credit(string customer) =>
        ByKey(ReferenceTable.Credit, StoreJson.Default.CreditPosition, ReferenceKeys.Key, customer);

    /// <summary>Rows of a table in key order.</summary>
    public List<T> Rows<T>(ReferenceTable table, JsonTypeInfo<T> type)
    {
        using var query = database.Query("select data from reference_rows where name = ?1 order by key");
        query.Bind(1, (long)table);
        var rows = new List<T>();
        while (query.Step())
        {
            rows.Add(JsonSerializer.Deserialize(query.Blob(0), type)!);
        }

        return rows;
    }

    private T? ByKey<T>(ReferenceTable table, JsonTypeInfo<T> type, Func<T, string> key, string code)
        where T : class
    {
        if (!IsLoaded(table))
        {
            return null;
        }

        return Table(table, () => Rows(table, type).ToDictionary(key)).GetValueOrDefault(ReferenceKeys.Normalise(code));
    }

    private T Table<T>(ReferenceTable table, Func<T> load)
        where T : class => (T)(_tables[(int)table] ??= load());
}
