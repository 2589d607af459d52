using System.Globalization;
using IntegrationHub.Core.Orders;
using IntegrationHub.Sandbox.Workbooks;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>Makes order workbooks with known content. The same seed gives the same bytes.</summary>
internal sealed class OrderWorkbooks(ulong seed, DateOnly today)
{
    /// <summary>The business day used where none is given.</summary>
    public static readonly DateOnly DefaultToday = new(2026, 3, 16);

    /// <summary>Languages and levels take turns, layouts and peculiarities are drawn; about one in eight is no order.</summary>
    public IEnumerable<GeneratedWorkbook> Make(int count)
    {
        var layouts = Enum.GetValues<Layout>();
        var others = Enum.GetValues<DocumentKind>()[1..];
        for (var i = 0; i < count; i++)
        {
            var chance = new Chance(seed ^ ((ulong)i * 0x9E3779B97F4A7C15UL));
            var language = Lexicon.Languages[i % Lexicon.Languages.Count];
            var level = 1 + (i / Lexicon.Languages.Count % 4);
            var kind = chance.In(1, 8) ? chance.Pick(others) : DocumentKind.Order;
            yield return Make(i + 1, language, level, kind, layouts[chance.Below(layouts.Length)], chance.Fork());
        }
    }

    public GeneratedWorkbook Make(int number, string language, int level, DocumentKind kind, Layout layout, Chance chance)
    {
        var lexicon = Lexicon.Load(language);
        var money = (level == 1 ? lexicon.Of("currencies")[0] : chance.Pick(lexicon.Of("currencies"))).Split(' ');
        var content = new OrderContent(lexicon, money[0], today, chance.Fork());
        var orders = Orders(content, layout, kind, chance);
        var form = FileForm.Choose(lexicon, level, chance);
        if (layout == Layout.SheetPerOrder && form.Format is not ("xlsx" or "ods"))
        {
            form = form with { Format = "xlsx", Extension = "xlsx" };
        }

        var plan = new SheetPlanner(lexicon, layout, level, chance.Fork())
        {
            TextOnly = form.TextOnly,
            KeepsFormats = form.Format == "xlsx",
            Currency = money[0],
            CurrencySymbol = money[1],
            AmountDecimals = content.AmountDecimals,
            Days = [.. orders.Select(order => order.OrderDate!.Value), .. orders.SelectMany(order => order.Lines).Select(line => line.DeliveryDate!.Value)],
        }.Plan();
        var sheets = kind switch
        {
            DocumentKind.Order => new SheetDrawing(plan, chance.Fork()).Draw(orders),
            DocumentKind.BlankTemplate => [new SheetDrawing(plan, chance.Fork()).DrawBlank()],
            _ => [new OtherDocuments(lexicon, today, chance.Fork()).Draw(kind, orders[0], content.AmountDecimals)],
        };
        if (form.TextOnly)
        {
            // Text formats hold one sheet: the one with the orders, not the instructions beside it.
            sheets = [sheets.First(sheet => sheet.Visibility == SheetVisibility.Visible && sheet.LastColumn > 1)];
        }

        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{number:00000}_{language}_{(kind == DocumentKind.Order ? layout.ToString() : kind.ToString())}_L{level}.{form.Extension}");
        return new GeneratedWorkbook(name, form.Write(sheets), new WorkbookTruth
        {
            File = name,
            Language = language,
            Kind = kind,
            Layout = kind == DocumentKind.Order ? layout : null,
            Level = level,
            Format = form.Format,
            Today = today,
            Traits = kind == DocumentKind.Order ? [.. plan.Traits, .. form.Traits] : [],
            Expected = kind != DocumentKind.Order ? "refused" : plan.Has("no-order-number") || plan.Has("no-customer") ? "held" : "accepted",
            Orders = kind == DocumentKind.Order ? [.. orders.Select(plan.Truth)] : [],
        });
    }

    private static List<CanonicalOrder> Orders(OrderContent content, Layout layout, DocumentKind kind, Chance chance)
    {
        if (kind != DocumentKind.Order)
        {
            return [content.Order(chance.Between(4, 15))];
        }

        var (orders, fewest, most) = layout switch
        {
            Layout.FlatList => (chance.Between(3, 30), 1, 1),
            Layout.HeaderRepeated or Layout.HeaderFirstRow => (chance.Between(2, 8), 1, 9),
            Layout.Stacked or Layout.SheetPerOrder => (chance.Between(2, 4), 1, 8),
            Layout.SideBySide => (1, 6, 24),
            _ => (1, 1, 20),
        };
        return [.. Enumerable.Range(0, orders).Select(_ => content.Order(chance.Between(fewest, most)))];
    }
}
