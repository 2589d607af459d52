using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Sandbox.Doubles.CsvOverHttp;

/// <summary>The orders of the export and how they read as CSV.</summary>
internal sealed class CsvRows
{
    private const string Header = "orderNumber,orderDate,customerName,itemCode,itemName,quantity,unit,unitPrice,remarks";

    private readonly Lock _gate = new();
    private readonly List<Order> _orders = [];

    private sealed record Order(string Key, int Number, DateTimeOffset At, RecordShape Shape, string? Text, int Revision);

    public ShownRecord Add(DateTimeOffset at, RecordShape shape, string? text)
    {
        lock (_gate)
        {
            var order = new Order(string.Create(CultureInfo.InvariantCulture, $"SO-{_orders.Count + 1:00000}"), _orders.Count + 1, at, shape, text, 0);
            _orders.Add(order);
            return Shown(order);
        }
    }

    public ShownRecord Change(string key, DateTimeOffset at)
    {
        lock (_gate)
        {
            var index = _orders.FindIndex(order => order.Key == key);
            var changed = _orders[index] with { At = at, Revision = _orders[index].Revision + 1 };

            // As an export sorted by time of change shows it: the row leaves its place.
            _orders.RemoveAt(index);
            _orders.Add(changed);
            return Shown(changed);
        }
    }

    public IReadOnlyList<ShownRecord> Truth
    {
        get
        {
            lock (_gate)
            {
                return [.. _orders.Select(Shown).OrderBy(r => r.At).ThenBy(r => r.NaturalKey, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>One page of rows, its entity tag (of the whole table) and when the table last changed.</summary>
    public (string Csv, string ETag, DateTimeOffset Modified) Page(int page, int size)
    {
        lock (_gate)
        {
            var unknown = _orders.Exists(order => order.Shape == RecordShape.UnknownField);
            var rows = _orders.SelectMany(order => Lines(order, unknown)).ToList();
            var header = Header + (unknown ? ",packaging" : "");
            var etag = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(header + string.Join('\n', rows))).AsSpan(0, 8));
            var shown = size == 0 ? rows : [.. rows.Skip((page - 1) * size).Take(size)];
            var modified = _orders.Count == 0 ? DateTimeOffset.UnixEpoch : _orders.Max(order => order.At);
            return (string.Concat(shown.Prepend(header).Select(row => row + "\r\n")), $"\"{etag}\"", modified);
        }
    }

    private static IEnumerable<string> Lines(Order order, bool unknown)
    {
        var key = order.Shape == RecordShape.Malformed ? "" : order.Key;
        for (var line = 1; line <= 1 + (order.Number % 3); line++)
        {
            var quantity = order.Shape == RecordShape.MissingRequired ? "" : string.Create(CultureInfo.InvariantCulture, $"{order.Number + order.Revision}.25");
            var text = $"\"{(order.Text ?? $"第 {order.Revision} 版").Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            var row = string.Create(
                CultureInfo.InvariantCulture,
                $"{key},{order.At.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd},示例客户{order.Number % 7},A-{order.Number:0000}-{line},\"示例,轴承\",{quantity},件,{line}.1234,{text}");
            yield return unknown ? row + (order.Shape == RecordShape.UnknownField ? ",木箱" : ",") : row;
        }
    }

    private static ShownRecord Shown(Order order) => new(order.Key, null, order.At, order.Shape);
}
