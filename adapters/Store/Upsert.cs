using System.Globalization;

namespace IntegrationHub.Adapters.Store;

/// <summary>Writes the statement that puts a row in the place of the one with its key.</summary>
internal static class Upsert
{
    /// <param name="table">The table.</param>
    /// <param name="key">Columns of its primary key, separated by commas.</param>
    /// <param name="columns">All columns in the order of the parameters.</param>
    public static string Into(string table, string key, string columns)
    {
        var keys = Names(key);
        var all = Names(columns);
        var values = string.Join(", ", Enumerable.Range(1, all.Length).Select(at => "?" + at.ToString(CultureInfo.InvariantCulture)));
        var changes = string.Join(", ", all.Except(keys).Select(name => $"{name} = excluded.{name}"));
        return $"insert into {table} ({string.Join(", ", all)}) values ({values}) on conflict ({string.Join(", ", keys)}) do update set {changes}";
    }

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
