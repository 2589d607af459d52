using System.Text.Encodings.Web;
using System.Text.Json;

namespace IntegrationHub.Benchmarks.Mapping;

/// <summary>An order of an invented platform: 24 values of its own and 16 in each of its lines, as such platforms write them:
/// ids as text, because the numbers of JavaScript lose their last digits.</summary>
internal static class PlatformOrder
{
    public const int Lines = 10;

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The order with that serial, UTF-8; everything that may differ from order to order does.</summary>
    public static byte[] Write(int serial)
    {
        var clock = new DateTime(2026, 11, 1, 8, 0, 0, DateTimeKind.Unspecified).AddSeconds(serial * 37L);
        string At(int minutes) => clock.AddMinutes(minutes).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        var lines = Enumerable.Range(1, Lines).Select(i => Line(serial, i, clock)).ToArray();
        var goods = lines.Sum(line => line.Amount);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                trade = new
                {
                    id = $"{2_611_210_000_000_000_000 + serial}",
                    modified = At(30),
                    number = $"SO-2026-{serial:D6}",
                    created = At(0),
                    paid = At(2),
                    ship_by = clock.AddDays(20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    status = serial % 3 == 0 ? "WAIT_SHIP" : "PAID",
                    currency = "CNY",
                    memo = $"请随货附检验报告 {serial}",
                },
                buyer = new { code = $"C{serial % 800:D5}", name = "范例精密机械有限公司", tax_id = "91320500MA1EXAMPLE", contact = "张三", phone = "0512-55512345", email = "buyer@example.com" },
                receiver = new
                {
                    name = "李四", phone = "13800000000", country = "CN", province = "江苏省", city = "苏州市", district = "吴中区",
                    street = $"示例路{serial % 400}号3号厂房", zip = "215000",
                },
                amounts = new { goods = Text(goods), freight = "12.00", tax = Text(goods * 0.13m), payable = Text(goods * 1.13m + 12m) },
                items = new { item = lines.Select(line => line.Json).ToArray() },
            },
            s_plain);
    }

    private static (object Json, decimal Amount) Line(int serial, int i, DateTime clock)
    {
        var quantity = 1 + ((serial * 31 + i * 17) % 500);
        var price = 0.35m * i + (serial % 97) * 0.01m;
        var amount = quantity * price;
        return (new
        {
            line_no = i,
            sku = $"A{(serial * 7919 + i * 13) % 50_000:D8}",
            buyer_sku = $"K-{i:D3}",
            title = "内六角螺栓",
            props = "M8×25 12.9级",
            num = quantity,
            uom = "个",
            price = Text(price),
            total = Text(amount),
            tax_rate = "0.13",
            due = clock.AddDays(14 + i).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            revision = "B",
            note = i % 4 == 0 ? "加急" : "",
            oid = $"{2_611_210_000_100_000_000 + (serial * 100L) + i}",
            refund = "NO_REFUND",
            store = "WH-01",
        }, amount);
    }

    private static string Text(decimal amount) => amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
