using Xunit;
using IntegrationHub.Sandbox.Orders;
using Shouldly;

namespace IntegrationHub.Tests.Sandbox;

public sealed class Lexicons_are_complete
{
    private static readonly string[] s_words =
    [
        "number", "currencies", "dates", "noYear", "encodings", "titles", "total", "subtotal", "tax", "freight", "notes", "instructions", "slotHints",
        "groupItem", "groupPrice", "instructionSheet", "instructionLines", "listSheet", "sheetNames", "units", "companyStems", "companyTrades",
        "companyForms", "people", "streets", "goods", "priceList", "stockList", "deliveryNote", "invoice", "quotation", "validUntil", "warehouse",
        "stock", "deliveryNoteNumber", "invoiceNumber", "quotationNumber",
    ];

    public static TheoryData<string> Languages => [.. Lexicon.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_field_and_word_is_there(string language)
    {
        var lexicon = Lexicon.Load(language);

        foreach (var field in Enum.GetValues<OrderField>())
        {
            lexicon[field].ShouldNotContain("", $"{language} {field}");
        }

        foreach (var word in s_words)
        {
            lexicon.Of(word).ShouldNotContain("", $"{language} {word}");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_field_keeps_a_label_of_its_own(string language)
    {
        var lexicon = Lexicon.Load(language);
        var fields = Enum.GetValues<OrderField>();
        for (var i = 0; i < fields.Length; i++)
        {
            var others = fields[..i].SelectMany(field => lexicon[field]).ToHashSet(StringComparer.Ordinal);
            lexicon[fields[i]].Where(word => !others.Contains(word)).ShouldNotBeEmpty($"{language} {fields[i]}");
        }
    }
}
