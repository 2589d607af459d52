using IntegrationHub.Core.Spreadsheets.Formats;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class NumberFormats
{
    [Theory]
    [InlineData("yyyy/m/d")]
    [InlineData("d-mmm-yy")]
    [InlineData("[$-804]yyyy\"年\"m\"月\"d\"日\"")]
    [InlineData("yyyy\\-mm\\-dd")]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy")]
    [InlineData("m/d/yy h:mm")]
    [InlineData("dd.mm.yyyy;@")]
    [InlineData("[$-411]ge.m.d")]
    [InlineData("mmm yyyy")]
    [InlineData("yyyy-mm-dd\\Thh:mm:ss")]
    public void Codes_that_show_a_day_are_dates(string code)
    {
        var format = NumberFormatClassifier.Classify(code).ShouldNotBeNull();
        format.IsDate.ShouldBeTrue();
        format.IsTime.ShouldBeFalse();
    }

    [Theory]
    [InlineData("h:mm")]
    [InlineData("[h]:mm")]
    [InlineData("[h]:mm:ss")]
    [InlineData("mm:ss.0")]
    [InlineData("[mm]:ss")]
    [InlineData("h:mm AM/PM")]
    [InlineData("h\"时\"mm\"分\"")]
    [InlineData("上午/下午h:mm")]
    public void Codes_that_show_only_hours_or_minutes_are_times(string code)
    {
        var format = NumberFormatClassifier.Classify(code).ShouldNotBeNull();
        format.IsTime.ShouldBeTrue();
        format.IsDate.ShouldBeFalse();
    }

    [Theory]
    [InlineData("0\"PCs\"", "PCs")]
    [InlineData("0.00\"days\"", "days")]
    [InlineData("#,##0 \"Mon\"", "Mon")]
    [InlineData("#,##0\\ \\m", "m")]
    [InlineData("0\"件\"", "件")]
    [InlineData("General\"箱\"", "箱")]
    [InlineData("[Red]0\" kg\"", "kg")]
    public void Literal_text_behind_the_digits_is_a_unit_and_never_a_date(string code, string unit)
    {
        var format = NumberFormatClassifier.Classify(code).ShouldNotBeNull();
        format.IsDate.ShouldBeFalse();
        format.IsTime.ShouldBeFalse();
        format.Suffix.ShouldBe(unit);
    }

    [Theory]
    [InlineData("[$€-407] #,##0.00", "EUR")]
    [InlineData("#,##0.00\\ [$€-40C]", "EUR")]
    [InlineData("[$£-809]#,##0.00", "GBP")]
    [InlineData("[$¥-804]#,##0.00", "CNY")]
    [InlineData("[$¥-411]#,##0", "JPY")]
    [InlineData("[$NT$-404]#,##0", "TWD")]
    [InlineData("[$USD] #,##0.00", "USD")]
    [InlineData("#,##0\\ \"₫\"", "VND")]
    [InlineData("#,##0.00\\ \"zł\"", "PLN")]
    [InlineData("[$$-409]#,##0.00", "USD")]
    public void A_symbol_or_its_locale_names_the_currency(string code, string currency) =>
        NumberFormatClassifier.Classify(code).ShouldNotBeNull().Currency.ShouldBe(currency);

    [Theory]
    [InlineData("\"¥\"#,##0.00")]
    [InlineData("\"$\"#,##0.00")]
    [InlineData("#,##0.00 \"kr\"")]
    public void A_symbol_of_several_countries_names_no_currency_and_no_unit(string code)
    {
        var format = NumberFormatClassifier.Classify(code).ShouldNotBeNull();
        format.Currency.ShouldBeNull();
        format.Suffix.ShouldBeNull();
        format.Prefix.ShouldBeNull();
    }

    [Theory]
    [InlineData("00000000", 8)]
    [InlineData("\"PO-\"00000", 5)]
    [InlineData("0", 0)]
    [InlineData("0.00", 0)]
    [InlineData("#,##0", 0)]
    [InlineData("000-000", 0)]
    public void Only_a_code_of_zeros_pads(string code, int digits) =>
        NumberFormatClassifier.Classify(code).ShouldNotBeNull().ZeroPadding.ShouldBe(digits);

    [Fact]
    public void Text_before_the_digits_is_a_prefix() =>
        NumberFormatClassifier.Classify("\"PO-\"00000").ShouldNotBeNull().Prefix.ShouldBe("PO-");

    [Theory]
    [InlineData("0%", true)]
    [InlineData("0.00%", true)]
    [InlineData("0\"%\"", false)]
    public void A_percent_sign_counts_only_outside_quotes(string code, bool percent) =>
        NumberFormatClassifier.Classify(code).ShouldNotBeNull().IsPercent.ShouldBe(percent);

    [Theory]
    [InlineData("General")]
    [InlineData("")]
    [InlineData(null)]
    public void General_says_nothing(string? code) => NumberFormatClassifier.Classify(code).ShouldBeNull();

    [Fact]
    public void Every_built_in_id_that_East_Asia_uses_for_dates_is_one()
    {
        foreach (var id in Enumerable.Range(27, 5).Append(36).Concat(Enumerable.Range(50, 5)).Concat([57, 58]))
        {
            new FormatTable().ById(id).ShouldNotBeNull().IsDate.ShouldBeTrue($"id {id}");
        }
    }

    [Fact]
    public void Random_codes_are_classified_without_an_exception()
    {
        var random = new Random(20260203);
        const string Alphabet = "ymdhs0#?.,%\"\\[]$-;@ _*EGe+年月/:AMP€";
        for (var i = 0; i < 20_000; i++)
        {
            var code = new string([.. Enumerable.Range(0, random.Next(1, 24)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var format = NumberFormatClassifier.Classify(code);
            (format is { IsDate: true, IsTime: true }).ShouldBeFalse(code);
        }
    }
}
