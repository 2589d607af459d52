using System.Globalization;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Sandbox.Workbooks;

namespace IntegrationHub.Sandbox.Flat;

/// <summary>
/// The file that imports are measured with: one order per row with its own number, 20 columns of every kind of value
/// (text, whole and decimal numbers, dates, instants, true/false, percent, currency, digits with leading zeros).
/// Every order is complete and adds up, was placed within the last 30 days and is due after today.
/// </summary>
internal static class FlatWorkbook
{
    private static readonly string[] s_towns = ["苏州", "东莞", "宁波", "佛山", "温州", "无锡", "厦门", "青岛", "长沙", "合肥"];
    private static readonly string[] s_trades = ["精密机械", "电子科技", "五金制品", "汽车零部件", "塑胶模具", "自动化设备", "包装材料", "医疗器械"];
    private static readonly string[] s_goods = ["内六角螺栓", "深沟球轴承", "铝合金型材", "不锈钢法兰", "线束总成", "密封圈", "散热片", "导轨滑块", "弹簧垫圈", "电机支架"];
    private static readonly string[] s_remarks = ["外箱贴唛头", "随货附检验报告", "请勿拆零", "按图纸最新版"];

    public static void Write(Stream output, int rows, string language, ulong seed, DateOnly today)
    {
        using var writer = new XlsxWriter(output);
        var date = writer.Style(new CellStyle("yyyy/m/d"));
        var instant = writer.Style(new CellStyle("yyyy-mm-dd hh:mm:ss"));
        var price = writer.Style(new CellStyle("0.0000"));
        var money = writer.Style(new CellStyle("\"¥\"#,##0.00"));
        var percent = writer.Style(new CellStyle("0%"));
        var header = writer.Style(CellStyle.Header);
        var chance = new Chance(seed);

        writer.BeginSheet("Sheet1");
        writer.BeginRow();
        var headers = FlatHeaders.Of(language);
        for (var i = 0; i < headers.Count; i++)
        {
            writer.Text(i, headers[i], header);
        }

        for (var i = 1; i <= rows; i++)
        {
            var day = today.AddDays((int)((long)i * 30 / rows) - 30);
            var ordered = SerialDate.FromDate(day);
            var customer = chance.Below(800);
            var item = chance.Below(5000);
            var quantity = chance.Between(1, 400) * chance.PickOf(1, 5, 10, 50);
            var unitPrice = chance.Between(80, 999_999) / 10_000m * chance.PickOf(1, 1, 10);

            writer.BeginRow();
            writer.Text(0, string.Create(CultureInfo.InvariantCulture, $"PO{day:yyMM}-{i:0000000}"));
            writer.Number(1, ordered, date);
            writer.Text(2, string.Create(CultureInfo.InvariantCulture, $"C{customer:00000}"));
            writer.Text(3, $"{s_towns[customer % 10]}{(char)('\u4e00' + customer)}达{s_trades[customer / 10 % 8]}有限公司");
            writer.Number(4, 1);
            writer.Text(5, item.ToString("00000000", CultureInfo.InvariantCulture));
            writer.Text(6, s_goods[item % 10]);
            writer.Text(7, string.Create(CultureInfo.InvariantCulture, $"M{(item % 19) + 2}×{(item % 60) + 6} {item / 100}级"));
            writer.Number(8, quantity);
            writer.Text(9, (item % 5) switch { 0 => "个", 1 => "件", 2 => "套", 3 => "kg", _ => "m" });
            writer.Number(10, unitPrice, price);
            writer.Number(11, decimal.Round(quantity * unitPrice, 2, MidpointRounding.AwayFromZero), money);
            writer.Text(12, "CNY");
            writer.Number(13, 0.13m, percent);
            writer.Number(14, SerialDate.FromDate(today.AddDays(chance.Between(7, 60))), date);
            writer.Number(15, ordered + decimal.Round(chance.Between(8 * 3600, 18 * 3600) / 86400m, 9), instant);
            writer.Boolean(16, chance.In(1, 12));
            writer.Text(17, $"{s_towns[customer % 10]}市工业园区{(customer % 90) + 1}号");
            writer.Text(18, string.Create(CultureInfo.InvariantCulture, $"0{chance.Between(512, 769)}{chance.Between(60_000_000, 89_999_999)}"));
            if (chance.In(1, 3))
            {
                writer.Text(19, chance.Pick(s_remarks));
            }
        }
    }
}
