using System.Globalization;
using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_dates_and_words_are_converted
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("zh", "yyyy-MM-dd")]
    [InlineData("zh", "yyyy/M/d")]
    [InlineData("zh", "yyyy年M月d日")]
    [InlineData("auto", "yyyy.MM.dd")]
    [InlineData("auto", "yyyyMMdd")]
    [InlineData("de", "dd.MM.yyyy")]
    [InlineData("en", "d/M/yyyy")]
    [InlineData("en-US", "M/d/yyyy")]
    [InlineData("auto", "d MMM yyyy")]
    [InlineData("auto", "MMMM d, yyyy")]
    [InlineData("auto", "yyyy-MM-dd HH:mm:ss")]
    [InlineData("auto", "yyyy-MM-dd'T'HH:mm:ss")]
    public void Any_date_that_is_written_is_read_back(string locale, string format)
    {
        for (var day = new DateOnly(1999, 12, 25); day < new DateOnly(2031, 1, 1); day = day.AddDays(37))
        {
            var text = day.ToDateTime(new TimeOnly(10, 30)).ToString(format, CultureInfo.InvariantCulture);

            DateOnly.FromDateTime(Date(text, locale).Clock).ShouldBe(day, text);
        }
    }

    [Theory]
    [InlineData("03/04/2026")]
    [InlineData("3.4.26")]
    public void Day_and_month_are_never_guessed(string text) => Date(text, "auto").Kind.ShouldBe(ValueKind.Fault);

    [Theory]
    [InlineData("13/04/2026", "2026-04-13")]
    [InlineData("04/13/2026", "2026-04-13")]
    [InlineData("5/5/2026", "2026-05-05")]
    [InlineData("民國115年3月4日", "2026-03-04")]
    [InlineData("12月1日", "2026-12-01")]
    [InlineData("1月5日", "2027-01-05")]
    [InlineData("Dec 1", "2026-12-01")]
    public void What_can_be_told_is_told(string text, string date) =>
        DateOnly.FromDateTime(Date(text, "auto").Clock).ShouldBe(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("soon")]
    [InlineData("12")]
    [InlineData("99999")]
    public void What_is_no_date_is_refused(string text) => Date(text, "zh").Kind.ShouldBe(ValueKind.Fault);

    [Fact]
    public void A_day_number_is_a_date_and_a_quantity_is_not()
    {
        var converter = Create("date");

        converter.Apply(MappedValue.Of(46000m), Context).AsText().ShouldBe("2025-12-09");
        converter.Apply(MappedValue.Of(500m), Context).Kind.ShouldBe(ValueKind.Fault);
    }

    [Fact]
    public void Stated_formats_are_the_only_ones_accepted()
    {
        var converter = Create("date", ("formats", "dd-MM-yy"));

        converter.Apply(MappedValue.Of("03-04-26"), Context).AsText().ShouldBe("2026-04-03");
        converter.Apply(MappedValue.Of("2026-04-03"), Context).Kind.ShouldBe(ValueKind.Fault);
    }

    [Theory]
    [InlineData(null, null, "2026-11-21 08:40:02", "2026-11-21T00:40:02Z")]
    [InlineData("Europe/Berlin", null, "2026-07-01 08:00:00", "2026-07-01T06:00:00Z")]
    [InlineData("Europe/Berlin", null, "2026-12-01 08:00:00", "2026-12-01T07:00:00Z")]
    [InlineData(null, null, "2026-11-21T08:00:00+02:00", "2026-11-21T06:00:00Z")]
    [InlineData(null, "milliseconds", "1763712000123", "2025-11-21T08:00:00.123Z")]
    [InlineData(null, "seconds", "1763712000", "2025-11-21T08:00:00Z")]
    public void Instants_become_utc(string? zone, string? unix, string text, string utc)
    {
        var arguments = new[] { ("zone", zone), ("unix", unix) }.Where(a => a.Item2 is not null).Select(a => (a.Item1, a.Item2!)).ToArray();

        Create("instant", arguments).Apply(MappedValue.Of(text), Context).AsText().ShouldBe(utc);
    }

    [Fact]
    public void A_time_that_the_zone_skips_is_refused() =>
        Create("instant", ("zone", "Europe/Berlin")).Apply(MappedValue.Of("2026-03-29 02:30:00"), Context).Kind.ShouldBe(ValueKind.Fault);

    [Theory]
    [InlineData("text", " a  b ", "a  b")]
    [InlineData("trim", " a \n b ", "a b")]
    [InlineData("code", " ＡＢ－０１ ", "AB-01")]
    [InlineData("upper", "ab", "AB")]
    [InlineData("lower", "AB", "ab")]
    [InlineData("unit", "PCS", "C62")]
    [InlineData("unit", "Stück", "C62")]
    [InlineData("unit", "千克", "KGM")]
    [InlineData("unit", "KGM", "KGM")]
    [InlineData("unit", "箱", "XCT")]
    [InlineData("currency", "RMB", "CNY")]
    [InlineData("currency", "￥", "CNY")]
    [InlineData("currency", "元", "CNY")]
    [InlineData("currency", "NTD", "TWD")]
    [InlineData("currency", "nt$", "TWD")]
    [InlineData("currency", "US$", "USD")]
    [InlineData("currency", "zł", "PLN")]
    public void Words_are_converted(string converter, string text, string result) =>
        Create(converter).Apply(MappedValue.Of(text), Context).AsText().ShouldBe(result);

    [Theory]
    [InlineData("unit", "blobs")]
    [InlineData("currency", "blobs")]
    [InlineData("boolean", "maybe")]
    public void Unknown_words_are_refused(string converter, string text) =>
        Create(converter).Apply(MappedValue.Of(text), Context).Kind.ShouldBe(ValueKind.Fault);

    [Theory]
    [InlineData("是", true)]
    [InlineData("Ja", true)]
    [InlineData("√", true)]
    [InlineData("否", false)]
    [InlineData("no", false)]
    public void Yes_and_no_are_read_in_many_languages(string text, bool value) =>
        Create("boolean").Apply(MappedValue.Of(text), Context).IsTrue.ShouldBe(value);

    [Fact]
    public void A_part_is_taken_from_either_end()
    {
        Create("split", ("separator", "/"), ("part", "2")).Apply(MappedValue.Of("a / b / c"), Context).Text.ShouldBe("b");
        Create("split", ("separator", "/"), ("part", "-1")).Apply(MappedValue.Of("a / b / c"), Context).Text.ShouldBe("c");
        Create("split", ("separator", "/"), ("part", "9")).Apply(MappedValue.Of("a"), Context).Kind.ShouldBe(ValueKind.Missing);
    }

    [Fact]
    public void A_prefix_is_taken_off_put_on_or_asked_for()
    {
        Create("prefix", ("remove", "PO-")).Apply(MappedValue.Of("po-17"), Context).Text.ShouldBe("17");
        Create("prefix", ("add", "PO-")).Apply(MappedValue.Of("17"), Context).Text.ShouldBe("PO-17");
        Create("prefix", ("remove", "PO-"), ("require", "true")).Apply(MappedValue.Of("17"), Context).Kind.ShouldBe(ValueKind.Fault);
    }

    [Theory]
    [InlineData("江苏省苏州市工业园区示例路1号", "江苏省", "苏州市", "工业园区", "示例路1号")]
    [InlineData("上海市浦东新区样例街9弄", "上海市", "上海市", "浦东新区", "样例街9弄")]
    [InlineData("广西壮族自治区南宁市青秀区甲路2号", "广西壮族自治区", "南宁市", "青秀区", "甲路2号")]
    [InlineData("Hauptstr. 1, 10115 Berlin", null, null, null, "Hauptstr. 1, 10115 Berlin")]
    public void A_chinese_address_is_split_and_any_other_stays_whole(string text, string? province, string? city, string? district, string street)
    {
        var address = Create("address").Apply(MappedValue.Of(text), Context).Address!;

        (address.Province, address.City, address.District, address.Street).ShouldBe((province, city, district, street));
    }

    [Fact]
    public void A_code_shows_the_zeros_that_excel_shows_and_refuses_lost_digits()
    {
        var padded = new Cell { Column = 0, Kind = CellKind.Number, Number = 123, Format = new NumberFormat("00000000") { ZeroPadding = 8 } };
        var lossy = new Cell { Column = 0, Kind = CellKind.Number, Number = 123456789012345000m };

        Create("code").Apply(MappedValue.Of(padded), Context).Text.ShouldBe("00000123");
        Create("code").Apply(MappedValue.Of(lossy), Context).Kind.ShouldBe(ValueKind.Fault);
    }

    [Theory]
    [InlineData(CellKind.Error, "#N/A")]
    [InlineData(CellKind.FormulaWithoutValue, null)]
    public void A_broken_cell_is_a_fault_and_never_empty(CellKind kind, string? text) =>
        MappedValue.Of(new Cell { Column = 0, Kind = kind, Text = text }).Kind.ShouldBe(ValueKind.Fault);

    private static ConversionContext Context => new(Today);

    private static MappedValue Date(string text, string locale) =>
        Create("date", ("locale", locale)).Apply(MappedValue.Of(text), Context);

    private static Converter Create(string name, params (string Name, string Value)[] arguments) => ConverterCatalogue.Find(name)!.Create(
        new ConverterArguments(arguments.ToDictionary(a => a.Name, a => new[] { a.Value }), NumberLocale.Auto, new Dictionary<string, IReadOnlyDictionary<string, string>>(), MappingWords.BuiltIn));
}
