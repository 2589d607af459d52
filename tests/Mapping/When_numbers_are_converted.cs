using System.Globalization;
using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_numbers_are_converted
{
    private static readonly (string Locale, string Culture)[] Cultures =
        [("en", "en-US"), ("zh", "zh-CN"), ("ja", "ja-JP"), ("de", "de-DE"), ("es", "es-ES"), ("it", "it-IT"), ("pt", "pt-BR"), ("vi", "vi-VN"), ("fr", "fr-FR"), ("pl", "pl-PL"), ("ru", "ru-RU"), ("de-CH", "de-CH")];

    public static TheoryData<string, string> Locales
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (locale, culture) in Cultures)
            {
                data.Add(locale, culture);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void Any_number_that_a_culture_writes_is_read_back_exactly(string locale, string culture)
    {
        var random = new Random(7);
        var format = CultureInfo.GetCultureInfo(culture);
        for (var i = 0; i < 500; i++)
        {
            var number = new decimal(random.Next(), random.Next(1 << 10), 0, random.Next(2) == 0, (byte)random.Next(0, 6));
            var text = number.ToString("#,##0.######", format);

            Convert("decimal", locale, text).Number.ShouldBe(number, text);
        }
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void Whatever_auto_accepts_is_what_the_locale_says(string locale, string culture)
    {
        var random = new Random(11);
        var format = CultureInfo.GetCultureInfo(culture);
        for (var i = 0; i < 500; i++)
        {
            var text = (random.Next(1, 10_000_000) / 1000m).ToString("#,##0.###", format);
            var auto = Convert("decimal", "auto", text);

            // A number that can be read in two ways must be refused, never guessed.
            if (auto.Kind == ValueKind.Number)
            {
                auto.Number.ShouldBe(Convert("decimal", locale, text).Number, text);
            }
            else
            {
                text.Count(c => c is '.' or ',').ShouldBe(1, text);
            }
        }
    }

    [Theory]
    [InlineData("auto", "1.234,50", "1234.50")]
    [InlineData("auto", "1,234.50", "1234.50")]
    [InlineData("auto", "1.234.567", "1234567")]
    [InlineData("auto", "0.125", "0.125")]
    [InlineData("auto", "12.5", "12.5")]
    [InlineData("auto", "１２３．５", "123.5")]
    [InlineData("auto", "(12.5)", "-12.5")]
    [InlineData("auto", "12.5-", "-12.5")]
    [InlineData("auto", "−3", "-3")]
    [InlineData("auto", "+3", "3")]
    [InlineData("de", ",5", "0.5")]
    [InlineData("de-CH", "1'234.50", "1234.50")]
    [InlineData("fr", "1 234,50", "1234.50")]
    public void Usual_spellings_are_read(string locale, string text, string number) =>
        Convert("decimal", locale, text).Number.ShouldBe(decimal.Parse(number, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("auto", "1.234")]
    [InlineData("auto", "1,234")]
    [InlineData("en", "1.234,50")]
    [InlineData("de", "1,234.50")]
    [InlineData("en", "12,34")]
    [InlineData("en", "1,2345")]
    [InlineData("zh", "1.2.3")]
    [InlineData("zh", "abc")]
    [InlineData("zh", "12 pcs")]
    [InlineData("zh", "1 or 2")]
    [InlineData("zh", "123456789012345678901234567890")]
    public void What_is_not_clearly_one_number_is_refused(string locale, string text) =>
        Convert("decimal", locale, text).Kind.ShouldBe(ValueKind.Fault);

    [Theory]
    [InlineData("100 PCS", "100", "PCS")]
    [InlineData("1.000 Stk.", "1000", "Stk.")]
    [InlineData("12,5kg", "12.5", "kg")]
    [InlineData("3 m2", "3", "m2")]
    [InlineData("５００個", "500", "個")]
    [InlineData("7", "7", null)]
    public void A_quantity_is_split_from_its_unit(string text, string number, string? unit)
    {
        var value = Convert("quantity", "de", text);

        value.Number.ShouldBe(decimal.Parse(number, CultureInfo.InvariantCulture));
        value.Beside.ShouldBe(unit);
    }

    [Fact]
    public void A_unit_in_the_cells_format_is_taken()
    {
        var cell = new Cell { Column = 0, Kind = CellKind.Number, Number = 5, Format = new NumberFormat("0\" pcs\"") { Suffix = " pcs" } };

        Chain("quantity", "auto").Apply(MappedValue.Of(cell), default).Beside.ShouldBe("pcs");
    }

    [Theory]
    [InlineData("€ 1.234,50", "1234.50", "EUR")]
    [InlineData("1.234,50 EUR", "1234.50", "EUR")]
    [InlineData("RMB 100", "100", "CNY")]
    [InlineData("¥100,00元", "100", null)]
    [InlineData("NT$ 300", "300", "TWD")]
    [InlineData("-5 USD", "-5", "USD")]
    [InlineData("7,00", "7", null)]
    public void Money_is_split_from_its_currency(string text, string number, string? currency)
    {
        var value = Convert("money", "de", text);

        if (currency is null && text.Contains('¥'))
        {
            value.Kind.ShouldBe(ValueKind.Fault);
            return;
        }

        (value.Number, value.Beside).ShouldBe((decimal.Parse(number, CultureInfo.InvariantCulture), currency));
    }

    [Theory]
    [InlineData("13 %", "0.13")]
    [InlineData("13", "0.13")]
    [InlineData("0.13", "0.13")]
    [InlineData("7.5%", "0.075")]
    [InlineData("0", "0")]
    public void A_rate_becomes_a_fraction(string text, string number) =>
        Convert("percent", "en", text).Number.ShouldBe(decimal.Parse(number, CultureInfo.InvariantCulture));

    [Fact]
    public void A_cell_formatted_as_percent_is_a_fraction_already()
    {
        var cell = new Cell { Column = 0, Kind = CellKind.Number, Number = 1.5m, Format = new NumberFormat("0%") { IsPercent = true } };

        Chain("percent", "auto").Apply(MappedValue.Of(cell), default).Number.ShouldBe(1.5m);
    }

    [Theory]
    [InlineData("12", true)]
    [InlineData("12.5", false)]
    [InlineData("99999999999", false)]
    public void An_integer_is_whole_and_fits(string text, bool fits) =>
        (Convert("integer", "en", text).Kind == ValueKind.Number).ShouldBe(fits);

    private static MappedValue Convert(string converter, string locale, string text) => Chain(converter, locale).Apply(MappedValue.Of(text), default);

    private static Converter Chain(string converter, string locale) => ConverterCatalogue.Find(converter)!.Create(
        new ConverterArguments(new Dictionary<string, string[]>(), NumberLocale.Find(locale)!, new Dictionary<string, IReadOnlyDictionary<string, string>>(), MappingWords.BuiltIn));
}
