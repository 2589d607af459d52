using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Vocabulary;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Vocabulary;

public sealed class ShippedVocabulariesTests
{
    private static readonly string[] Languages =
        ["de", "en", "es", "fr", "it", "ja", "ko", "pl", "pt", "ru", "vi", "zh-Hans", "zh-Hant"];

    private static readonly Concept[] Needed =
    [
        Concept.OrderNumber, Concept.OrderDate, Concept.Customer, Concept.Supplier, Concept.ItemCode, Concept.ItemName, Concept.Specification,
        Concept.Quantity, Concept.Unit, Concept.UnitPrice, Concept.Amount, Concept.DeliveryDate, Concept.Currency, Concept.Remarks,
        Concept.ShipTo, Concept.Contact, Concept.Phone, Concept.TaxRate, Concept.LineNumber, Concept.Payable, Concept.InvoiceNumber,
        Concept.QuotationNumber, Concept.DeliveryNoteNumber, Concept.StockQuantity, Concept.OpenQuantity, Concept.CustomerOrderNumber,
    ];

    [Theory]
    [MemberData(nameof(Shipped.Files), MemberType = typeof(Shipped))]
    public void Every_shipped_vocabulary_lints_clean(string file)
    {
        var findings = VocabularyLoader.Lint(File.ReadAllText(Shipped.PathOf(file)), file);

        string.Join('\n', findings.Select(f => $"{f.Where} {f.Code} {f.Message}")).ShouldBe(string.Empty);
    }

    [Fact]
    public void All_languages_are_there() =>
        VocabularyLoader.LoadShipped().Languages.Select(l => l.Language).Order(StringComparer.Ordinal).ShouldBe(Languages);

    [Theory]
    [MemberData(nameof(Shipped.Files), MemberType = typeof(Shipped))]
    public void Every_language_covers_what_an_order_cannot_do_without(string file)
    {
        var words = Read(file).Words;

        foreach (var concept in Needed)
        {
            words.ShouldContain(w => w.Section == VocabularySection.Fields && w.Target == VocabularyKeys.NameOf(concept) && w.Strength == WordStrength.Strong, $"{concept}");
        }

        foreach (var kind in Enum.GetValues<DocumentKind>())
        {
            words.ShouldContain(w => w.Section == VocabularySection.Documents && w.Target == VocabularyKeys.NameOf(kind), $"{kind}");
        }

        foreach (var kind in Enum.GetValues<RowKind>())
        {
            words.ShouldContain(w => w.Section == VocabularySection.Rows && w.Target == VocabularyKeys.NameOf(kind), $"{kind}");
        }
    }

    [Theory]
    [MemberData(nameof(Shipped.Files), MemberType = typeof(Shipped))]
    public void Every_language_has_months_units_currencies_and_the_small_words(string file)
    {
        var words = Read(file).Words;

        words.Where(w => w.Section == VocabularySection.Months).Select(w => w.Target).Distinct().Count().ShouldBe(12);
        foreach (var unit in (string[])["C62", "SET", "KGM", "TNE", "MTR", "LTR", "XBX", "XPK", "HUR"])
        {
            words.ShouldContain(w => w.Section == VocabularySection.Units && w.Target == unit, unit);
        }

        words.ShouldContain(w => w.Section == VocabularySection.Currencies && w.Target == "USD");
        foreach (var section in (VocabularySection[])[VocabularySection.Placeholders, VocabularySection.Honorifics, VocabularySection.Yes, VocabularySection.No, VocabularySection.Urgent])
        {
            words.ShouldContain(w => w.Section == section, $"{section}");
        }
    }

    [Theory]
    [MemberData(nameof(Shipped.Files), MemberType = typeof(Shipped))]
    public void The_quick_reader_and_the_YAML_reader_see_the_same_file(string file)
    {
        var text = File.ReadAllText(Shipped.PathOf(file));
        var complaints = new List<Finding>();

        var quick = PlainShapeReader.TryRead(text, file);
        var yaml = VocabularyReader.Read(new StringReader(text), file, complaints);

        complaints.ShouldBeEmpty();
        quick.ShouldNotBeNull("a shipped file keeps the shape that the quick reader knows");
        (quick.Language, quick.DecimalSeparator, quick.DateOrder, quick.HeadFirst)
            .ShouldBe((yaml!.Language, yaml.DecimalSeparator, yaml.DateOrder, yaml.HeadFirst));
        quick.Words.SequenceEqual(yaml.Words).ShouldBeTrue($"first difference: {quick.Words.Zip(yaml.Words).FirstOrDefault(p => p.First != p.Second)}");
    }

    private static LanguageVocabulary Read(string file) => PlainShapeReader.TryRead(File.ReadAllText(Shipped.PathOf(file)), file)!;
}
