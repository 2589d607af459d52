using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Orders.Schema;

/// <summary>One incoming message, read.</summary>
/// <param name="Order">The order; null when any finding is an error.</param>
/// <param name="Findings">All violations at once, with JSON Pointer places, plus warnings on what was tolerated.</param>
/// <param name="Draft">What could be read of it in spite of errors; null where it is no object or not JSON.</param>
public readonly record struct OrderReading(CanonicalOrder? Order, IReadOnlyList<Finding> Findings, CanonicalOrder? Draft)
{
    /// <summary>True where the message is not JSON, or too large to be read at all.</summary>
    public bool IsBroken => Draft is null && Findings.Any(finding => finding.Code != OrderFindings.WrongType.Code);
}

/// <summary>
/// Reads and validates incoming order/v1 JSON in one pass over the bytes. Whatever the schema allows gives no finding; a number in
/// quotes, a code without quotes, an unknown member and a missing <c>schema</c> are tolerated with a warning; the rest is an error.
/// </summary>
public static class OrderV1Reader
{
    /// <summary>Findings listed for one message.</summary>
    public const int MaxFindings = 100;

    /// <summary>Orders in one message.</summary>
    public const int MaxOrders = 10_000;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = OrderV1.MaxDepth };

    /// <summary>Reads a message that holds one order.</summary>
    public static OrderReading Read(ReadOnlySpan<byte> json) => Read(json, entry: null);

    /// <summary>Reads one entry of an array of orders; places start with its zero-based index.</summary>
    public static OrderReading ReadEntry(ReadOnlySpan<byte> json, int index) => Read(json, index);

    private static OrderReading Read(ReadOnlySpan<byte> json, int? entry)
    {
        if (TooLarge(json) is { } finding)
        {
            return new OrderReading(null, [finding], null);
        }

        var scan = new OrderV1Scan(new Utf8JsonReader(WithoutMark(json), Options), entry);
        CanonicalOrder? order = null;
        try
        {
            scan.Move();
            order = scan.ReadOrder();
            scan.End();
        }
        catch (JsonException e)
        {
            scan.Raise(InvalidJson(e));
        }
        catch (InvalidOperationException)
        {
            scan.Raise(InvalidText(scan.Place()));
        }

        return scan.Result(order);
    }

    /// <summary>Reads a message that holds one order or an array of orders; with an array, places start with the order's index.</summary>
    /// <returns>One reading per order. A message that is broken as a whole gives one reading without an order at its end.</returns>
    public static IReadOnlyList<OrderReading> ReadMany(ReadOnlySpan<byte> json)
    {
        var bytes = WithoutMark(json);
        var start = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0 || bytes[start] != (byte)'[' || TooLarge(json) is not null)
        {
            return [Read(json)];
        }

        var readings = new List<OrderReading>();
        var scan = new OrderV1Scan(new Utf8JsonReader(bytes, Options), entry: 0);
        try
        {
            scan.Move();
            while (scan.MoveToEntry(readings.Count))
            {
                if (readings.Count == MaxOrders)
                {
                    scan.Raise(OrderFindings.TooLarge.At(null, null, new Said("orders", "订单数"), readings.Count + 1, MaxOrders));
                    readings.Add(scan.Result(null));
                    return readings;
                }

                var order = scan.ReadOrder();
                readings.Add(scan.Result(order));
            }

            scan.End();
        }
        catch (JsonException e)
        {
            scan.Raise(InvalidJson(e));
            readings.Add(scan.Result(null));
        }
        catch (InvalidOperationException)
        {
            scan.Raise(InvalidText(scan.Place()));
            readings.Add(scan.Result(null));
        }

        return readings;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) =>
        json.StartsWith("\uFEFF"u8) ? json[3..] : json;

    private static Finding? TooLarge(ReadOnlySpan<byte> json) =>
        json.Length > OrderV1.MaxBytes ? OrderFindings.TooLarge.At(null, null, new Said("message", "报文"), json.Length, OrderV1.MaxBytes) : null;

    private static Finding InvalidJson(JsonException e)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{(e.LineNumber ?? 0) + 1}:{(e.BytePositionInLine ?? 0) + 1}");
        var reason = e.Message;
        var cut = reason.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return OrderFindings.InvalidJson.At(place, null, cut < 0 ? reason : reason[..cut]);
    }

    private static Finding InvalidText(string place) =>
        OrderFindings.InvalidJson.At(place, null, new Said("a text is not valid UTF-8 or holds half of a surrogate pair", "文本不是有效的 UTF-8，或含有不完整的字符"));
}
