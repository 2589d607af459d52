using System.Globalization;
using System.Security.Cryptography;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors.CsvOverHttp;

/// <summary>Rows with the same key are one record: the header and those rows, byte for byte.</summary>
internal static class CsvRecords
{
    public static (IReadOnlyList<FetchedRecord> Records, IReadOnlyList<RejectedRecord> Rejected) Group(
        IReadOnlyList<CsvTable> tables, CsvOverHttpOptions options, DateTimeOffset at)
    {
        var groups = new OrderedDictionary<string, List<(CsvTable Table, CsvRow Row)>>(StringComparer.Ordinal);
        var rejected = new List<RejectedRecord>();
        foreach (var table in tables)
        {
            var column = table.Column(options.KeyColumn);
            foreach (var row in table.Rows)
            {
                if (column >= row.Fields.Count || row.Fields[column].Length == 0)
                {
                    rejected.Add(Rejected([(table, row)], row, $"no value in column '{options.KeyColumn}'"));
                    continue;
                }

                if (!groups.TryGetValue(row.Fields[column], out var rows))
                {
                    groups.Add(row.Fields[column], rows = []);
                }

                rows.Add((table, row));
            }
        }

        var records = new List<FetchedRecord>();
        foreach (var (key, rows) in groups)
        {
            // One wrong row makes the whole order wrong: part of an order is worse than none.
            if (rows.Find(r => !r.Row.Closed || r.Row.Fields.Count != r.Table.Header.Count) is { Row: { } wrong } bad)
            {
                rejected.Add(Rejected(rows, wrong, wrong.Closed ? $"{wrong.Fields.Count} values under {bad.Table.Header.Count} headers" : "a quotation mark is not closed"));
                continue;
            }

            var bytes = Bytes(rows);
            records.Add(new FetchedRecord { Bytes = bytes, NaturalKey = key, SourceVersion = Version(rows, options, bytes), SourceTime = at });
        }

        return (records, rejected);
    }

    private static string Version(List<(CsvTable Table, CsvRow Row)> rows, CsvOverHttpOptions options, byte[] bytes)
    {
        var versions = options.VersionColumn is { } name
            ? rows.Select(r => r.Table.Column(name) is >= 0 and var at ? r.Row.Fields[at] : "").Where(v => v.Length > 0).ToList()
            : [];
        return versions.Max(StringComparer.Ordinal) ?? Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
    }

    private static RejectedRecord Rejected(List<(CsvTable Table, CsvRow Row)> rows, CsvRow wrong, string detail)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"{wrong.Line}:1");
        return new RejectedRecord(Bytes(rows), where, ConnectorFaults.RecordMalformed(where, detail));
    }

    private static byte[] Bytes(List<(CsvTable Table, CsvRow Row)> rows) =>
        [.. LineEnded(rows[0].Table.HeaderBytes), .. rows.SelectMany(r => LineEnded(r.Row.Bytes))];

    // The last row of a page may end with the page.
    private static IEnumerable<byte> LineEnded(ReadOnlyMemory<byte> line) =>
        line.Span is [.., (byte)'\n' or (byte)'\r'] ? line.ToArray() : [.. line.Span, (byte)'\n'];
}
