using System.Globalization;
using IntegrationHub.Core.Mapping.Trying;

namespace IntegrationHub.Tests.Mapping;

/// <summary>A seeded layout: shuffled columns, title block or order number column, numbers and dates as cells or as text of one locale.</summary>
internal sealed class RandomLayout
{
    private readonly Random _random;
    private readonly bool _german;
    private readonly bool _texts;
    private readonly bool _grouped;

    public RandomLayout(int seed)
    {
        _random = new Random(seed);
        _german = Flag();
        _texts = Flag();
        _grouped = Flag();
        var columns = new List<(string Header, string Path, Func<int, object?> Value)>
        {
            ("料号", "lines[].itemCode", i => $"00{seed}-{i}"),
            ("Menge", "lines[].quantity", _ => Number(_random.Next(1, 99_999))),
            ("单价", "lines[].unitPrice", _ => Number(_random.Next(1, 9_999_999) / 100m)),
            ("交期", "lines[].deliveryDate", i => Date(new DateOnly(2026, 1, 1).AddDays((i * 17) + _random.Next(1, 300)))),
            ("Beschreibung", "lines[].itemName", i => i % 3 == 0 ? null : $"轴承 {i}"),
        };
        columns = [.. columns.OrderBy(_ => _random.Next())];
        if (_grouped)
        {
            columns.Insert(_random.Next(columns.Count), ("Order No", "orderNumber", i => i % 4 is 0 or 1 ? $"PO-{i / 4}" : null));
        }

        var rows = new List<object?[]>();
        if (!_grouped)
        {
            rows.Add(["Shop " + seed]);
            rows.Add(["Order No:", $"PO-{seed}", null, "Date: 2026-11-20"]);
        }

        rows.Add([.. columns.Select(c => c.Header)]);
        for (var i = 0; i < _random.Next(3, 30); i++)
        {
            rows.Add([.. columns.Select(c => c.Value(i))]);
        }

        Workbook = new ExampleWorkbook().Sheet("Blatt 1", [.. rows]);
        var fields = columns.Select(c => $"  - {{to: \"{c.Path}\", from: \"{c.Header}\"}}").ToList();
        if (!_grouped)
        {
            fields.Add("  - {to: orderNumber, from: label Order No}");
            fields.Add("  - {to: orderDate, from: label Date}");
            fields.Add("  - {to: customer.name, from: cell A1}");
        }

        Mapping = $"locale: {(_german ? "de" : "zh")}\nfields:\n{string.Join("\n", fields)}\n";
    }

    public string Mapping { get; }

    public ExampleWorkbook Workbook { get; }

    private bool Flag() => _random.Next(2) == 0;

    private object Number(decimal value) => !_texts ? value
        : value.ToString("#,##0.##", CultureInfo.GetCultureInfo(_german ? "de-DE" : "en-US"));

    private object Date(DateOnly date) => !_texts ? date
        : date.ToString(_german ? "dd.MM.yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
