using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;
using IntegrationHub.Functions.Mappings;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_the_verbs_run : IDisposable
{
    private static readonly ExampleWorkbook Workbook = new ExampleWorkbook().Sheet("S", ["Item", "Qty"], ["A", 1], ["B", 2]);

    private readonly TemporaryFolder _shipped = new();
    private readonly TemporaryFolder _data = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _err = new();
    private readonly MappingWorkspace _workspace;
    private readonly string _document;

    public When_the_verbs_run()
    {
        _workspace = new MappingWorkspace(
            _shipped.Path, _data.Path, MappingWords.BuiltIn, new ExampleOpener(Workbook), new FakeUnderstanding(), new StillClock(), TimeZoneInfo.Utc);
        _document = _data.Write("in/order.xlsx", "");
    }

    [Fact]
    public void Lint_prints_file_line_column_in_chinese_with_the_fix()
    {
        var file = _data.Write("m.yaml", Yaml("m", 1).Replace("itemCode", "itemKode"));

        new LintVerb(_workspace).Run(new LintOptions(["m"]), _out, _err).ShouldBe(1);

        _out.ToString().ShouldContain($"{file}:5:10: 错误 unknown-target");
        _out.ToString().ShouldContain("改用");
    }

    [Fact]
    public void Lint_prints_json_one_document_a_line()
    {
        _data.Write("m.yaml", Yaml("m", 1));

        new LintVerb(_workspace).Run(new LintOptions([], Json: true), _out, _err).ShouldBe(0);

        System.Text.Json.JsonDocument.Parse(_out.ToString()).RootElement.GetProperty("findings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void Lint_reads_the_vocabularies_of_the_data_folder_too()
    {
        _data.Write("m.yaml", Yaml("m", 1));
        Directory.CreateDirectory(Path.Combine(_workspace.DataFolder, "vocabulary"));
        var file = _data.Write(Path.Combine("vocabulary", "de.yaml"), "language: de\nfields:\n  quantity: [Losgröße]\n  itemCode: [Losgröße]\n");

        new LintVerb(_workspace).Run(new LintOptions([]), _out, _err).ShouldBe(1);

        _out.ToString().ShouldContain($"{file}:4:14: 错误 vocabulary-ambiguous-word");
        _out.ToString().ShouldContain("已检查 2 个文件");
    }

    [Fact]
    public void A_name_that_does_not_exist_is_a_usage_error()
    {
        new LintVerb(_workspace).Run(new LintOptions(["nothing"]), _out, _err).ShouldBe(2);
        new TestVerb(_workspace).Run(new TestOptions(["nothing"]), _out, _err, default).ShouldBe(2);
        new PreviewVerb(_workspace).Run(new PreviewOptions("nothing.xlsx"), _out, _err, default).ShouldBe(2);
        new DraftVerb(_workspace).Run(new DraftOptions("nothing.xlsx"), _out, _err, default).ShouldBe(2);
        new DiffVerb(_workspace).Run(new DiffOptions("nothing"), _out, _err, default).ShouldBe(2);
        new PromoteVerb(_workspace).Run(new PromoteOptions("nothing"), _out, _err, default).ShouldBe(2);
        new SchemaVerb().Run("nothing", _out, _err).ShouldBe(2);
    }

    [Theory]
    [InlineData("expect: {lines: [{itemCode: A, quantity: 1.0}]}", 0)]
    [InlineData("expect: {lines: [{itemCode: A, quantity: 2}]}", 1)]
    [InlineData("expect: {lines: [{itemCode: A}, {itemCode: B}]}", 1)]
    [InlineData("expect: {orderNumber: ~}", 0)]
    [InlineData("expectFault: mapping-value-missing", 1)]
    public void Tests_of_the_file_hold_or_fail(string expectation, int code)
    {
        _data.Write("m.yaml", Yaml("m", 1) + $"tests:\n  - name: t\n    input: [[Item, Qty], [A, 1]]\n    {expectation}\n");

        new TestVerb(_workspace).Run(new TestOptions(["m"]), _out, _err, default).ShouldBe(code, _out.ToString());
    }

    [Fact]
    public void A_test_that_expects_nothing_bad_fails_on_a_hold()
    {
        _data.Write("m.yaml", Yaml("m", 1) + "tests:\n  - name: t\n    input: [[Item, Qty], [A, many]]\n    expect: {lines: [{itemCode: A}]}\n");

        new TestVerb(_workspace).Run(new TestOptions(["m"]), _out, _err, default).ShouldBe(1);
        _out.ToString().ShouldContain("mapping-value-invalid");
    }

    [Fact]
    public void Preview_shows_what_each_field_came_from()
    {
        _data.Write("m.yaml", Yaml("m", 1));

        new PreviewVerb(_workspace).Run(new PreviewOptions(_document, "m"), _out, _err, default).ShouldBe(0);

        _out.ToString().ShouldContain("[0] S!B3 → lines[1].quantity: “2” → “2”");
    }

    [Fact]
    public void A_draft_is_known_by_its_name_until_one_of_that_name_is_in_force()
    {
        _data.Write("draft/m.yaml", Yaml("m", 7));

        new PreviewVerb(_workspace).Run(new PreviewOptions(_document, "m"), _out, _err, default).ShouldBe(0, _err.ToString());
        _out.ToString().ShouldContain("版本 7");
        _err.ToString().ShouldContain("草稿");
        new LintVerb(_workspace).Run(new LintOptions(["m"]), _out, _err).ShouldBe(0);

        _data.Write("m.yaml", Yaml("m", 6));
        new PreviewVerb(_workspace).Run(new PreviewOptions(_document, "m"), _out, _err, default).ShouldBe(0);
        _out.ToString().ShouldContain("版本 6");
    }

    [Fact]
    public void Draft_files_a_mapping_that_can_be_promoted_and_does_not_replace_one_unasked()
    {
        new DraftVerb(_workspace).Run(new DraftOptions(_document, Sender: "a@dealer.example"), _out, _err, default).ShouldBe(0);
        _err.ToString().ShouldBeEmpty();
        new DraftVerb(_workspace).Run(new DraftOptions(_document, Sender: "a@dealer.example"), _out, _err, default).ShouldBe(1);

        new PromoteVerb(_workspace).Run(new PromoteOptions("dealer-example"), _out, _err, default).ShouldBe(0, _err.ToString());
        File.ReadAllText(Path.Combine(_data.Path, "dealer-example.yaml")).ShouldContain("sender: \"a@dealer.example\"");
    }

    [Fact]
    public void Diff_tells_which_orders_change_in_which_fields()
    {
        _data.Write("m.yaml", Yaml("m", 1));
        _data.Write("draft/m.yaml", Yaml("m", 2) + "  - {to: \"lines[].itemName\", from: Item}\n");

        new DiffVerb(_workspace).Run(new DiffOptions("m", Files: [_document]), _out, _err, default).ShouldBe(0, _err.ToString());

        _out.ToString().ShouldContain("lines[0].itemName: – → \"A\"");
        _out.ToString().ShouldContain("1 张有变化");
    }

    [Fact]
    public void A_draft_whose_test_fails_is_not_promoted()
    {
        _data.Write("m.yaml", Yaml("m", 1));
        _data.Write("draft/m.yaml", Yaml("m", 2) + "tests:\n  - {name: t, input: [[Item, Qty], [A, 1]], expect: {orderNumber: X}}\n");

        new PromoteVerb(_workspace).Run(new PromoteOptions("m"), _out, _err, default).ShouldBe(1);

        File.ReadAllText(Path.Combine(_data.Path, "m.yaml")).ShouldContain("version: 1");
    }

    [Fact]
    public void Rollback_walks_back_through_what_was_live_to_the_shipped_mapping_and_keeps_everything()
    {
        _shipped.Write("m.yaml", Yaml("m", 1));
        foreach (var version in new[] { 2, 3 })
        {
            _data.Write("draft/m.yaml", Yaml("m", version));
            new PromoteVerb(_workspace).Run(new PromoteOptions("m"), _out, _err, default).ShouldBe(0);
        }

        Rollback().ShouldBe(0);
        Live().ShouldContain("version: 2");
        Rollback().ShouldBe(0);
        File.Exists(Path.Combine(_data.Path, "m.yaml")).ShouldBeFalse();
        Rollback().ShouldBe(1);

        Directory.GetFiles(Path.Combine(_data.Path, "history", "m"), "*.yaml").Length.ShouldBe(2);
        _workspace.PastDocuments("m").ShouldBeEmpty();
    }

    [Fact]
    public void A_retired_mapping_is_out_of_force_and_its_file_kept_and_brought_back_by_a_rollback()
    {
        _data.Write("m.yaml", Yaml("m", 1));

        Retire().ShouldBe(0);
        File.Exists(Path.Combine(_data.Path, "m.yaml")).ShouldBeFalse();
        File.ReadLines(Path.Combine(_data.Path, "history", "m", "log.jsonl")).Last().ShouldContain("\"action\":\"retire\"");
        Retire().ShouldBe(2);

        Rollback().ShouldBe(0);
        Live().ShouldContain("version: 1");

        Retire().ShouldBe(0);
        _data.Write("draft/m.yaml", Yaml("m", 2));
        new PromoteVerb(_workspace).Run(new PromoteOptions("m"), _out, _err, default).ShouldBe(0);
        Rollback().ShouldBe(0);
        File.Exists(Path.Combine(_data.Path, "m.yaml")).ShouldBeFalse();
        Rollback().ShouldBe(0);
        Live().ShouldContain("version: 1");
        Rollback().ShouldBe(1);
    }

    [Fact]
    public void A_mapping_that_comes_with_the_product_is_not_retired_and_is_in_force_again_behind_a_retired_one()
    {
        _shipped.Write("m.yaml", Yaml("m", 1));
        Retire().ShouldBe(1);

        _data.Write("m.yaml", Yaml("m", 2));
        Retire().ShouldBe(0);
        _out.ToString().ShouldContain("现由随产品提供的 m 生效");
    }

    [Fact]
    public void List_tells_what_is_in_force_for_whom_in_which_version_and_from_where()
    {
        _shipped.Write("a.yaml", Yaml("a", 1));
        _data.Write("b.yaml", Yaml("b", 3).Replace("fields:", "match: {sender: \"*@dealer.example\", headers: [Item]}\nfields:"));
        _data.Write("draft/c.yaml", Yaml("c", 1));

        new ListVerb(_workspace).Run(new ListOptions(English: true), _out).ShouldBe(0);

        _out.ToString().ShouldMatch(@"a +1 +by name only +shipped");
        _out.ToString().ShouldMatch(@"b +3 +sender \*@dealer\.example; headers item +.*b\.yaml");
        _out.ToString().ShouldContain("drafts, not in force: c");

        _data.Write("b.yaml", "mapping: [");
        new ListVerb(_workspace).Run(new ListOptions(Json: true), _out).ShouldBe(1);
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("draft")]
    [InlineData("vocabulary")]
    public void Lint_of_an_own_folder_that_nothing_was_put_into_yet_checks_no_file(string folder)
    {
        new LintVerb(_workspace).Run(new LintOptions([folder]), _out, _err).ShouldBe(0);
        _out.ToString().ShouldContain("已检查 0 个文件");
        _err.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Test_says_where_a_file_holds_no_tests()
    {
        _data.Write("m.yaml", Yaml("m", 1).Split("tests:")[0]);

        new TestVerb(_workspace).Run(new TestOptions(["m"]), _out, _err, default).ShouldBe(0, _out.ToString());

        _out.ToString().ShouldContain("没有可运行的测试");
    }

    [Fact]
    public void Lint_takes_rule_files_and_the_folders_of_the_data_folder_by_name()
    {
        var first = _data.Write("rules/1.yaml", "# ours\nrules: one\nattributes: [{ key: smell, zh: 气味, en: smell, words: [Geruch] }]\n");
        var second = _data.Write("rules/2.yaml", "rules: two\ncomplete: [{ name: x, require: attributes.smell }]\nnonsense: 1\n");
        var elsewhere = _data.Write("in/checks.yaml", "rules: three\nconfidence: { acceptAt: 7 }\n");
        _data.Write("draft/d.yaml", Yaml("d", 1).Replace("itemCode", "itemKode"));

        new LintVerb(_workspace).Run(new LintOptions([elsewhere]), _out, _err).ShouldBe(1);
        new LintVerb(_workspace).Run(new LintOptions(["rules"]), _out, _err).ShouldBe(1);
        new LintVerb(_workspace).Run(new LintOptions(["draft"]), _out, _err).ShouldBe(1);
        new LintVerb(_workspace).Run(new LintOptions([first]), _out, _err).ShouldBe(0, _out.ToString());

        _out.ToString().ShouldContain($"{elsewhere}:2:25: 错误 rules-bad-value");
        _out.ToString().ShouldContain($"{second}:3:1: 错误 rules-unknown-field");
        _out.ToString().ShouldContain("d.yaml:5:10: 错误 unknown-target");
        _out.ToString().Split("错误").Length.ShouldBe(4);
    }

    [Fact]
    public void The_schemas_stand_where_the_first_lines_of_drafts_mappings_rules_and_vocabularies_point()
    {
        new DraftVerb(_workspace).Run(new DraftOptions(_document, Sender: "a@dealer.example"), _out, _err, default).ShouldBe(0);
        var draft = Path.Combine(_data.Path, "draft", "dealer-example.yaml");
        new PromoteVerb(_workspace).Run(new PromoteOptions("dealer-example"), _out, _err, default).ShouldBe(0, _err.ToString());

        foreach (var file in new[] { draft, Path.Combine(_data.Path, "dealer-example.yaml") })
        {
            Schema(file).ShouldBe(Core.Mapping.Language.MappingSchema.Generate());
        }

        Schema(_data.Write("rules/own.yaml", "# yaml-language-server: $schema=../schema/rules.schema.json\n")).ShouldContain("acceptAt");
        Schema(_data.Write("vocabulary/own.yaml", "# yaml-language-server: $schema=../schema/vocabulary.schema.json\n")).ShouldContain("decimalSeparator");
    }

    [Fact]
    public void A_fixture_goes_live_with_its_mapping_and_none_of_another_is_replaced()
    {
        var yaml = Yaml("m", 8).Split("tests:")[0] + "tests:\n  - { name: t, fixture: samples/a.xlsx, expect: { lines: [{ itemCode: A }, { itemCode: B }] } }\n";
        var draft = _data.Write("draft/m.yaml", yaml);
        _data.Write("draft/samples/a.xlsx", "one");

        new PromoteVerb(_workspace).Run(new PromoteOptions("m"), _out, _err, default).ShouldBe(0, _err.ToString());

        File.ReadAllText(Path.Combine(_data.Path, "samples", "a.xlsx")).ShouldBe("one");
        new TestVerb(_workspace).Run(new TestOptions(["m"]), _out, _err, default).ShouldBe(0, _out.ToString());

        _data.Write("draft/samples/a.xlsx", "another");
        File.WriteAllText(draft, yaml.Replace("version: 8", "version: 9"));
        new PromoteVerb(_workspace).Run(new PromoteOptions("m"), _out, _err, default).ShouldBe(1);
        _err.ToString().ShouldContain("已存在且内容不同");
        File.ReadAllText(Path.Combine(_data.Path, "samples", "a.xlsx")).ShouldBe("one");

        File.WriteAllText(draft, yaml.Replace("samples/a.xlsx", "../outside.xlsx"));
        _data.Write("outside.xlsx", "one");
        new PromoteVerb(_workspace).Run(new PromoteOptions("m"), _out, _err, default).ShouldBe(1);
        _err.ToString().ShouldContain("请放到映射文件旁");
        Live().ShouldContain("version: 8");
    }

    [Theory]
    [InlineData("evil.yaml")]
    [InlineData("evil.YML")]
    [InlineData("rules/a.xlsx")]
    [InlineData("vocabulary/own.yaml")]
    [InlineData("history/other/log.jsonl")]
    public void A_fixture_that_the_hub_would_read_itself_does_not_go_live(string fixture)
    {
        _data.Write("draft/m.yaml", Yaml("m", 8).Split("tests:")[0] + $"tests:\n  - {{ name: t, fixture: {fixture}, expect: {{ lines: [{{ itemCode: A }}, {{ itemCode: B }}] }} }}\n");
        _data.Write("draft/" + fixture, Yaml("evil", 1));

        new PromoteVerb(_workspace).Run(new PromoteOptions("m"), _out, _err, default).ShouldBe(1);

        _err.ToString().ShouldContain("会被当作映射、规则或词汇读取");
        File.Exists(Path.Combine(_data.Path, fixture)).ShouldBeFalse();
        File.Exists(Path.Combine(_data.Path, "m.yaml")).ShouldBeFalse();
    }

    [Fact]
    public void Retired_behind_its_draft_it_is_said_that_nothing_is_in_force()
    {
        _data.Write("draft/m.yaml", Yaml("m", 2));
        Retire().ShouldBe(2, "a draft is not in force");
        new PromoteVerb(_workspace).Run(new PromoteOptions("m"), _out, _err, default).ShouldBe(0);
        new ListVerb(_workspace).Run(new ListOptions(), _out);
        _out.ToString().ShouldNotContain("草稿(未启用)", Case.Sensitive, "the draft is what is in force");

        Retire().ShouldBe(0);

        _out.ToString().ShouldNotContain("随产品提供的");
        Retire().ShouldBe(2);
        new ListVerb(_workspace).Run(new ListOptions(), _out);
        _out.ToString().ShouldContain("草稿(未启用):m");
    }

    [Theory]
    [InlineData(false, "期望 7，实际 1")]
    [InlineData(true, "expected 7, got 1")]
    public void A_test_that_fails_says_why_in_the_readers_language(bool english, string why)
    {
        _data.Write("m.yaml", Yaml("m", 8).Split("tests:")[0] + "tests:\n  - { name: t, input: [[Item, Qty], [A, 1]], expect: { lines: [{ quantity: 7 }] } }\n");

        new TestVerb(_workspace).Run(new TestOptions(["m"], english), _out, _err, default).ShouldBe(1);

        _out.ToString().ShouldContain(why);
        _out.ToString().ShouldContain(english ? "lines[0].quantity: " : "第 1 行数量");
    }

    [Fact]
    public void A_live_file_edited_by_hand_is_kept_before_it_is_replaced()
    {
        _data.Write("m.yaml", Yaml("m", 7));
        _data.Write("draft/m.yaml", Yaml("m", 8));
        new PromoteVerb(_workspace).Run(new PromoteOptions("m"), _out, _err, default).ShouldBe(0);

        Rollback().ShouldBe(0);

        Live().ShouldContain("version: 7");
    }

    [Theory]
    [InlineData("order", "order/v1")]
    [InlineData("mapping", "fillDown")]
    [InlineData("rules", "acceptAt")]
    [InlineData("vocabulary", "decimalSeparator")]
    public void Schemas_are_printed(string name, string holds)
    {
        new SchemaVerb().Run(name, _out, _err).ShouldBe(0);
        _out.ToString().ShouldContain(holds);
    }

    public void Dispose()
    {
        _shipped.Dispose();
        _data.Dispose();
        _out.Dispose();
        _err.Dispose();
    }

    private int Rollback() => new RollbackVerb(_workspace).Run(new RollbackOptions("m"), _out, _err);

    private int Retire() => new RetireVerb(_workspace).Run(new RetireOptions("m"), _out, _err);

    private static string Schema(string file) =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, File.ReadLines(file).First().Split("$schema=")[1]));

    private string Live() => File.ReadAllText(Path.Combine(_data.Path, "m.yaml"));

    private static string Yaml(string name, int version) =>
        $"mapping: {name}\nversion: {version}\ntarget: order/v1\nfields:\n  - {{to: \"lines[].itemCode\", from: Item}}\n  - {{to: \"lines[].quantity\", from: Qty, required: true}}\n";

    /// <summary>Stands in for the default path: understands the sheet the way a mapping would.</summary>
    private sealed class FakeUnderstanding : IDocumentReader
    {
        public UnderstoodDocument Read(Func<WorkbookCursor> open, UnderstandingContext context) =>
            MappingSamples.Compile("fields:\n  - {to: \"lines[].itemCode\", from: Item}\n  - {to: \"lines[].quantity\", from: Qty}\n").Read(open, context);
    }
}
