using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Drafting;
using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Understanding;
using IntegrationHub.Core.Understanding.Vocabulary;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_a_draft_follows_the_hubs_own_understanding
{
    private static readonly Lexicon Words = VocabularyLoader.LoadShipped();

    public static TheoryData<string> Layouts => ["chinese", "german", "grouped"];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void The_draft_lints_clean_and_gives_the_understood_orders(string layout)
    {
        var workbook = Workbook(layout);
        using var document = new SpreadsheetReader(Words).Read(workbook.Open, MappingSamples.Context);
        var orders = document.Orders(default).ToList();
        orders.ShouldNotBeEmpty();
        orders.ShouldAllBe(o => o.Order.Lines.Count > 0);

        var draft = MappingDraft.Write("draft", MappingSamples.Context, workbook.Open, orders, MappingWords.From(Words));

        MappingCompiler.Compile(draft.Yaml, "draft.yaml", MappingWords.From(Words)).Lints.ShouldNotContain(l => l.IsError, draft.Yaml);

        // Without a column for them, line numbers are each reader's own count; sums without a label of their own are said to be left out.
        draft.Differences.Where(d => !d.Path.EndsWith(".lineNumber", StringComparison.Ordinal) && !d.Path.Contains(".totals.", StringComparison.Ordinal)).Select(d => $"{d.Path}: {d.Before} → {d.After}").ShouldBeEmpty(draft.Yaml);
    }

    [Fact]
    public void A_French_document_gives_a_French_locale_and_what_ends_its_table()
    {
        var workbook = new ExampleWorkbook().Sheet("Commande",
            ["Bon de commande"],
            ["N° de commande :", "C-4711"],
            ["Référence", "Désignation", "Quantité", "Unité", "Prix unitaire", "Montant", "Date de livraison"],
            ["0012-A", "Roulement", "1 000,00", "pièce", "12,50", "12 500,00", "25/11/2026"],
            ["0013-B", "Arbre", "5,00", "pièce", "3,50", "17,50", "15/12/2026"],
            ["Total HT", null, null, null, null, "12 517,50", null]);
        using var document = new SpreadsheetReader(Words).Read(workbook.Open, MappingSamples.Context);
        var orders = document.Orders(default).ToList();

        var draft = MappingDraft.Write("draft", MappingSamples.Context, workbook.Open, orders, MappingWords.From(Words));

        draft.Yaml.ShouldContain("locale: fr\n");
        draft.Yaml.ShouldContain("until: [\"Total HT\"]");
        var compiled = MappingCompiler.Compile(draft.Yaml, "draft.yaml", MappingWords.From(Words));
        compiled.Lints.ShouldBeEmpty(draft.Yaml);
        compiled.Mapping!.Read(workbook.Open, MappingSamples.Context).Orders(default).Single().Order.Lines.Count.ShouldBe(2, draft.Yaml);
    }

    private static ExampleWorkbook Workbook(string layout) => layout switch
    {
        "chinese" => new ExampleWorkbook().Sheet("采购订单",
            ["采购订单"],
            ["订单号：", "PO-20261120", null, "日期：", new DateOnly(2026, 11, 20)],
            ["客户：", "示例机械有限公司"],
            ["序号", "物料编码", "品名", "规格", "数量", "单位", "单价", "金额", "交货日期"],
            [1, "A-100", "轴承", "6204", 100m, "个", 12.5m, 1250m, new DateOnly(2026, 12, 1)],
            [2, "A-200", "密封圈", "40x60", 20m, "件", 3.2m, 64m, new DateOnly(2026, 12, 5)],
            ["合计", null, null, null, 120m, null, null, 1314m]),
        "german" => new ExampleWorkbook().Sheet("Bestellung",
            ["Bestellung"],
            ["Bestellnummer:", "B-4711"],
            ["Datum:", "20.11.2026"],
            ["Pos", "Artikelnummer", "Bezeichnung", "Menge", "Einheit", "Einzelpreis", "Gesamtpreis", "Liefertermin"],
            [10, "0012-A", "Lager", "1.000,00", "Stk", "12,50", "12.500,00", "01.12.2026"],
            [20, "0013-B", "Welle", "5,00", "Stk", "3,50", "17,50", "15.12.2026"]),
        _ => new ExampleWorkbook().Sheet("Orders",
            ["PO Number", "Item Code", "Description", "Qty", "Unit Price", "Delivery Date"],
            ["PO-1", "X-1", "Bolt", 10m, 1.5m, new DateOnly(2026, 12, 1)],
            ["PO-1", "X-2", "Nut", 20m, 0.5m, new DateOnly(2026, 12, 1)],
            ["PO-2", "X-3", "Ring", 30m, 2.25m, new DateOnly(2026, 12, 3)]),
    };
}
