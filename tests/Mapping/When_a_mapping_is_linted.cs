using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Language;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_a_mapping_is_linted
{
    private const string Lines = "  - {to: \"lines[].itemCode\", from: Item}\n";

    /// <summary>Each code has a failing sample, at its place; the head takes three lines, "fields:" the fourth.</summary>
    public static TheoryData<string, string> Samples => new()
    {
        { "fields:\n" + Lines + "  - to: [", "bad-yaml" },
        { "fields:\n" + Lines + "colour: red\n", "6:1 unknown-field" },
        { "fields:\n  - {form: Item, to: \"lines[].itemCode\", from: Item}\n", "5:6 unknown-field" },
        { "fields:\n" + Lines + "  - {from: Item}\n", "6:5 missing-required" },
        { "fields:\n" + Lines + "  - {to: orderNumber}\n", "6:5 missing-required" },
        { "fields:\n" + Lines + "  - {to: orderNumber, from: A, onError: default}\n", "6:41 missing-required" },
        { "fields:\n" + Lines + "contract: {rows: stop}\n", "6:18 bad-value" },
        { "fields:\n" + Lines + "  - {to: orderNumber, from: A, required: yes}\n", "6:42 bad-value" },
        { "fields:\n" + Lines + "  - {to: orderNumber, from: A, onError: skip}\n", "6:41 bad-value" },
        { "fields:\n" + Lines + "  - {to: orderDate, from: A, default: soon}\n", "6:39 bad-value" },
        { "fields:\n" + Lines + "table: {header: {row: first}}\n", "6:23 bad-value" },
        { "fields:\n" + Lines + "  - {to: orderNumber, source: A, from: B}\n", "6:34 duplicate-field" },
        { "fields:\n" + Lines + Lines, "6:10 duplicate-target" },
        { "fields:\n" + Lines + "  - {to: orderNo, from: A}\n", "6:10 unknown-target" },
        { "fields:\n" + Lines + "  - {to: id, from: A}\n", "6:10 unknown-target" },
        { "fields:\n" + Lines + "  - {to: orderNumber, from: cell 3B}\n", "6:29 bad-source" },
        { "fields:\n" + Lines + "  - {to: orderNumber, from: column 12}\n", "6:29 bad-source" },
        { "json: {}\nfields:\n  - {to: orderNumber, from: \"orders[*].id\"}\n  - {to: \"lines[].itemCode\", from: \"a[*].b\"}\n", "6:29 bad-source" },
        { "json: {}\nfields:\n  - {to: \"lines[].itemName\", from: \"c[*].d\"}\n  - {to: \"lines[].itemCode\", from: \"a[*].b\"}\n", "7:5 bad-source" },
        { "fields:\n" + Lines + "table: {groupBy: cell B3}\n", "6:18 bad-source" },
        { "fields:\n" + Lines + "  - {to: orderNumber, from: A, convert: tirm}\n", "6:41 bad-converter" },
        { "fields:\n" + Lines + "  - {to: orderDate, from: A, convert: {date: {formats: [hello]}}}\n", "6:39 bad-converter" },
        { "fields:\n" + Lines + "  - {to: orderDate, from: A, convert: {date: {zone: UTC}}}\n", "6:47 bad-converter" },
        { "fields:\n" + Lines + "  - {to: orderDate, from: A, convert: quantity}\n", "6:39 bad-converter" },
        { "fields:\n" + Lines + "  - {to: orderNumber, from: A, convert: {split: {part: 2}}}\n", "6:41 bad-converter" },
        { "fields:\n" + Lines + "  - {to: orderedAt, from: A, convert: {instant: Mars/Base}}\n", "6:39 bad-converter" },
        { "fields:\n" + Lines + "  - {to: orderNumber, from: A, required: true, default: X}\n", "6:57 unreachable-default" },
        { "fields:\n" + Lines + "  - {to: orderNumber, source: A}\n", "6:23 deprecated" },
        { "fields:\n" + Lines + "  - {to: totals.tax, from: A, convert: number}\n", "6:40 deprecated" },
        { "fields:\n" + Lines + "  - {to: remarks, from: A, convert: {enum: nowhere}}\n", "6:37 bad-enum" },
        { "fields:\n" + Lines + "  - {to: stage, from: A, convert: {enum: s}}\nenums: {s: {x: done}}\n", "7:9 bad-enum" },
        { "fields:\n" + Lines + "  - {to: remarks, from: A, convert: {enum: s}}\nenums: {s: {x: 1, X: 2}}\n", "7:19 bad-enum" },
        { "fields:\n" + Lines + "enums: {s: {x: y}}\n", "6:9 unused-enum" },
        { "fields:\n" + Lines + "match: {channel: mail}\n", "6:8 bad-match" },
        { "fields:\n" + Lines + "match: {sender: \"*\"}\n", "6:17 bad-match" },
        { "fields:\n" + Lines + "tests: [{name: t, input: [[A]]}]\n", "6:9 bad-test" },
        { "fields:\n" + Lines + "tests: [{name: t, expect: {orderNumber: 1}}]\n", "6:9 bad-test" },
        { "fields:\n" + Lines + "tests: [{name: t, input: [[A]], expect: {orderNo: 1}}]\n", "6:42 bad-test" },
        { "fields:\n" + Lines + "tests: [{name: t, input: [[A]], expectFault: no-such-code}]\n", "6:46 bad-test" },
        { "fields:\n" + Lines + "tests: [{name: t, fixture: gone.xlsx, expect: {}}]\n", "6:28 bad-test" },
        { "fields:\n  - {to: orderNumber, from: A}\n", "5:3 no-lines" },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Each_fault_has_its_code_at_its_place(string yaml, string lint)
    {
        var lints = MappingSamples.Lints(MappingSamples.Head + yaml);

        if (lint.Contains(' '))
        {
            lints.ShouldContain(lint);
        }
        else
        {
            lints.ShouldHaveSingleItem().ShouldEndWith(lint);
        }
    }

    [Fact]
    public void A_name_must_be_the_files_name_in_kebab_case()
    {
        MappingSamples.Lints(MappingSamples.Head + "fields:\n" + Lines, "other.yaml").ShouldBe(["1:10 bad-name"]);
        MappingSamples.Lints(MappingSamples.Head.Replace("sample", "My_Map") + "fields:\n" + Lines, "My_Map.yaml").ShouldBe(["1:10 bad-name"]);
    }

    [Fact]
    public void A_file_beyond_a_megabyte_is_not_read() =>
        MappingSamples.Lints(MappingSamples.Head + new string('#', 1 << 20)).ShouldBe(["1:1 mapping-file-too-large"]);

    [Fact]
    public void Every_declared_lint_has_a_sample()
    {
        var codes = typeof(MappingLints).GetFields().Select(f => ((Core.Findings.FindingCode)f.GetValue(null)!).Code);
        var shown = Samples.Select(s => ((string)s[1]).Split(' ')[^1]).Concat(["bad-name", "mapping-file-too-large", "mapping-file-unreadable"]);

        codes.Except(shown).ShouldBeEmpty();
    }

    [Fact]
    public void All_violations_are_named_at_once()
    {
        var lints = MappingSamples.Lints(
            """
            mapping: sample
            target: order/v2
            fields:
              - to: orderNo
                from: A
              - to: orderNumber
                from: cell X
                convert: nothing
              - to: lines[].quantity
            """);

        lints.ShouldBe(["1:1 missing-required", "2:9 bad-value", "4:9 unknown-target", "7:11 bad-source", "8:14 bad-converter", "9:5 missing-required"]);
    }

    [Fact]
    public void A_fault_speaks_both_languages_and_says_what_to_do()
    {
        var lint = MappingCompiler.Compile(MappingSamples.Head + "fields:\n" + Lines + "  - {to: ordernumber, from: A}\n", "sample.yaml").Lints.ShouldHaveSingleItem();

        lint.Finding.Message.ShouldContain("orderNumber?");
        lint.Finding.MessageZh.ShouldContain("orderNumber?");
        lint.Fix.ShouldNotBeEmpty();
        lint.FixZh.ShouldNotBeEmpty();
        lint.Place.ShouldBe("sample.yaml:6:10");
    }

    [Theory]
    [InlineData("")]
    [InlineData("- 1\n- 2\n")]
    [InlineData("just text")]
    [InlineData("mapping: [a]\nfields: {}\nmatch: 3\ntests: [1]\nenums: []\n")]
    [InlineData("a: &x [*x]\n")]
    [InlineData("a: &x {b: 1}\nc: *x\n")]
    [InlineData("mapping: a\nmapping: b\n")]
    [InlineData("? [a]\n: b\n")]
    public void Whatever_stands_in_the_file_gives_lints_and_no_exception(string yaml) => MappingSamples.Lints(yaml).ShouldNotBeEmpty();

    [Fact]
    public void Cut_anywhere_a_file_gives_lints_or_compiles_and_never_throws()
    {
        var yaml = File.ReadAllText(Path.Combine(GeneratedFile.Root, "mappings", "example-dealer.yaml"));

        for (var length = 0; length < yaml.Length; length += 7)
        {
            var compilation = MappingCompiler.Compile(yaml[..length], "example-dealer.yaml");
            (compilation.Mapping is not null || compilation.Lints.Any(l => l.IsError)).ShouldBeTrue($"cut at {length}");
        }
    }
}
