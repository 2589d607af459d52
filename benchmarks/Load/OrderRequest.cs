using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace IntegrationHub.Benchmarks.Load;

/// <summary>
/// A POST of order/v1, of which only digits change from order to order: number, customer, items, quantity. Quantity times price is
/// always the amount, so that every order takes the way of a good one.
/// </summary>
internal sealed class OrderRequest
{
    private const string Order =
        """{"schema":"order/v1","channel":"api","account":"load","sourceId":"L-##########","orderNumber":"PO-##########","orderDate":"2026-03-05","currency":"CNY","customer":{"code":"C%%%%%","name":"范例精密机械有限公司"},"shipTo":{"name":"张三","phone":"0512-55512345","province":"江苏省","city":"苏州市","street":"示例路18号3号厂房"},"lines":[{"lineNumber":1,"itemCode":"A&&&&&&&&","itemName":"内六角螺栓","specification":"M8×25 12.9级","quantity":1@@@,"unit":"H87","unitText":"个","unitPrice":1,"amount":1@@@,"deliveryDate":"2026-04-20"},{"lineNumber":2,"itemCode":"B&&&&&&&&","itemName":"深沟球轴承","quantity":5,"unit":"H87","unitText":"件","unitPrice":3.5,"amount":17.5,"deliveryDate":"2026-04-25"}]}""";

    private const int Repeats = 10;
    private const int RepeatedBehind = 4_999;

    private readonly byte[] _bytes;
    private readonly List<(int At, int Length, byte Mark)> _holes = [];
    private readonly int _orders;

    /// <param name="path">Path and query.</param>
    /// <param name="orders">One order, or an array of so many.</param>
    /// <param name="withKey">Sends an Idempotency-Key made of the first order's number.</param>
    /// <param name="bearer">The API key, where one is needed.</param>
    public OrderRequest(string path, int orders = 1, bool withKey = false, string? bearer = null)
    {
        _orders = orders;
        var body = orders == 1 ? Order : $"[{string.Join(',', Enumerable.Repeat(Order, orders))}]";
        var key = withKey ? "Idempotency-Key: load-!!!!!!!!!!\r\n" : "";
        var authorization = bearer is null ? "" : $"Authorization: Bearer {bearer}\r\n";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{authorization}{key}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n");
        _bytes = Encoding.UTF8.GetBytes(head + body);
        for (var i = 0; i < _bytes.Length; i++)
        {
            if (_bytes[i] is (byte)'#' or (byte)'%' or (byte)'&' or (byte)'@' or (byte)'!')
            {
                var length = _bytes.AsSpan(i).IndexOfAnyExcept(_bytes[i]);
                _holes.Add((i, length, _bytes[i]));
                i += length;
            }
        }
    }

    /// <summary>The request for the orders from <paramref name="serial"/> on; valid until the next call.</summary>
    public ReadOnlyMemory<byte> For(long serial)
    {
        var order = serial - 1;
        foreach (var (at, length, mark) in _holes)
        {
            // The number's first hole begins the next order of an array.
            if (mark == (byte)'#' && _bytes[at - 1] == '-' && _bytes[at - 2] == 'L')
            {
                order++;
            }

            var value = mark switch
            {
                (byte)'!' => serial,
                (byte)'#' => order,
                (byte)'%' => Content(order) % 800,
                (byte)'&' => Content(order) * 7919 % 99_999_989,
                _ => Content(order) % 997,
            };
            Utf8Formatter.TryFormat(value, _bytes.AsSpan(at, length), out _, new System.Buffers.StandardFormat('D', (byte)length));
        }

        return _bytes;
    }

    public int Orders => _orders;

    /// <summary>Every tenth order has the customer, items and quantities of one that came shortly before it: as many in a small store as in a large one.</summary>
    private static long Content(long order) => order % Repeats == 0 && order >= RepeatedBehind ? order - RepeatedBehind : order;

    public int Length => _bytes.Length;

    public static string NumberOf(long serial) => string.Create(CultureInfo.InvariantCulture, $"PO-{serial:D10}");
}
