using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Understanding.Vocabulary;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Hosting;
using IntegrationHub.Tests.Mapping;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class Files_that_change_while_the_hub_runs : IDisposable
{
    private const string Mapping = "mapping: dealer\nversion: 1\ntarget: order/v1\nmatch: {sender: dealer.example}\nfields:\n  - {to: \"lines[].itemCode\", from: Artikel}\n";

    private readonly TemporaryFolder _data = new();
    private readonly StillClock _clock = new();
    private HubOptions _options;

    public Files_that_change_while_the_hub_runs() => _options = new HubOptions { Data = _data.Path };

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Rules_are_in_force_a_second_later_and_a_document_at_work_keeps_those_it_began_with()
    {
        var files = Files();
        var before = files.Knowledge();
        before.AcceptAt.ShouldBe(0.85m);

        Write("mappings/rules/own.yaml", "rules: own\nconfidence: { acceptAt: 0.97 }\n");
        files.Knowledge().ShouldBeSameAs(before);
        Later();

        files.Knowledge().AcceptAt.ShouldBe(0.97m);
        before.AcceptAt.ShouldBe(0.85m);
        files.Knowledge().ShouldBeSameAs(files.Knowledge());
    }

    [Fact]
    public void A_file_that_is_still_being_written_waits()
    {
        var files = Files();
        _ = files.Knowledge();
        Write("mappings/rules/own.yaml", "rules: own\nconfidence: { acceptAt: 0.97 }\n");
        _clock.Advance(TimeSpan.FromSeconds(2));
        File.SetLastWriteTimeUtc(At("mappings/rules/own.yaml"), _clock.GetUtcNow().UtcDateTime.AddMilliseconds(-50));

        files.Knowledge().AcceptAt.ShouldBe(0.85m);
        _clock.Advance(TimeSpan.FromMilliseconds(300));

        files.Knowledge().AcceptAt.ShouldBe(0.97m);
    }

    [Fact]
    public void A_rule_file_that_breaks_stays_at_work_as_it_was_and_the_others_change()
    {
        Write("mappings/rules/own.yaml", "rules: own\nconfidence: { acceptAt: 0.97 }\n");
        var files = Files();
        files.Problems().ShouldBeEmpty();

        Write("mappings/rules/own.yaml", "rules: own\nconfidence: { acceptAt: much }\n");
        Write("mappings/rules/second.yaml", "rules: second\nseverities: { nonsense: hold }\n");
        Later();

        files.Knowledge().AcceptAt.ShouldBe(0.97m);
        var problems = files.Problems();
        problems.Select(problem => problem.Code).ShouldBe(["file-kept", "file-left-out"]);
        problems[0].Where.ShouldBe(Path.Combine("mappings", "rules", "own.yaml") + ":2:25");
        problems[0].Message.ShouldContain("acceptAt");

        File.Delete(At("mappings/rules/own.yaml"));
        Later();
        files.Knowledge().AcceptAt.ShouldBe(0.85m);
    }

    [Fact]
    public void A_list_that_is_not_closed_yet_ends_nothing()
    {
        Write("mappings/rules/own.yaml", "rules: own\nconfidence: { acceptAt: 0.97 }\n");
        var files = Files();
        files.Knowledge().AcceptAt.ShouldBe(0.97m);

        Write("mappings/rules/own.yaml", "rules: own\nconfidence: { acceptAt: 0.97 }\ncomplete:\n  - name: a\n    require: [remarks, # of order]\n    severity: hold\n");
        Later();

        files.Knowledge().AcceptAt.ShouldBe(0.97m);
        files.Problems().ShouldHaveSingleItem().Code.ShouldBe("file-kept");
    }

    [Fact]
    public void A_word_added_to_a_vocabulary_is_known_a_second_later_and_a_broken_file_loses_none()
    {
        var files = Files();
        files.Lexicon.Match("Plunderwort").ShouldBeEmpty();
        Write("mappings/vocabulary/own.yaml", "language: de\nfields:\n  itemCode: [Plunderwort]\n");
        Later();

        files.Lexicon.Match("Plunderwort")[0].Concept.ShouldBe(Concept.ItemCode);
        Write("mappings/vocabulary/own.yaml", "language: [\n");
        Later();

        files.Lexicon.Match("Plunderwort")[0].Concept.ShouldBe(Concept.ItemCode);
        files.Problems().Select(problem => problem.Code).Distinct().ShouldBe(["file-kept"]);

        Write("mappings/vocabulary/own.yaml", "language: de\nfields:\n  nonsense: [Unsinn]\n  itemCode: [Plunderwort]\n");
        Later();
        files.Lexicon.Match("Plunderwort")[0].Concept.ShouldBe(Concept.ItemCode);
        files.Problems().ShouldHaveSingleItem().Code.ShouldBe("file-partly-used");
    }

    [Fact]
    public void A_mapping_that_breaks_stays_at_work_as_it_was_until_it_is_mended()
    {
        Write("mappings/dealer.yaml", Mapping);
        var files = Files();
        Version(files).ShouldBe("1");

        Later();
        Write("mappings/dealer.yaml", Mapping.Replace("version: 1", "version: 2").Replace("itemCode", "itemKode"));
        Later();
        Version(files).ShouldBe("1");
        var problem = files.Problems().ShouldHaveSingleItem();
        problem.Code.ShouldBe("mapping-kept");
        problem.Message.ShouldNotContain(_data.Path, Case.Sensitive, "health tells it to everybody");

        Write("mappings/dealer.yaml", Mapping.Replace("version: 1", "version: 3"));
        Later();
        Version(files).ShouldBe("3");
        files.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void The_threshold_set_in_hub_yaml_decides_and_the_rules_are_told_that_theirs_has_no_effect()
    {
        Write("mappings/rules/own.yaml", "rules: own\nconfidence: { acceptAt: 0.97 }\n");
        _options = _options with { AcceptAt = 0.6m };
        var files = Files();

        files.Knowledge().AcceptAt.ShouldBe(0.6m);
        var problem = files.Problems().ShouldHaveSingleItem();
        (problem.Code, problem.Severity).ShouldBe(("accept-at-set-twice", Severity.Warning));
        problem.Where.ShouldBe(Path.Combine("mappings", "rules", "own.yaml") + ":2:25");

        Write("mappings/rules/own.yaml", "rules: own\n");
        Later();
        files.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_wrong_is_said_once_in_the_log_and_so_is_its_mending()
    {
        IReadOnlyList<Finding> problems = [FileFindings.Kept.At("mappings/a.yaml:1:1", null, "bad", "坏", "x")];
        using var written = new StringWriter();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(new LineLog(written, written, _clock, LogLevel.Information)));

        var news = new FileNews(() => problems, () => { }, _clock, logs.CreateLogger("files"));
        news.Tell();
        news.Tell();
        problems = [];
        news.Tell();
        news.Tell();

        var lines = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain("mappings/a.yaml:1:1: file-kept");
        lines[1].ShouldContain("mappings/a.yaml:1:1: mended");
    }

    private static string? Version(FilesInForce files) => files.Knowledge().Mappings.Select(
        new ArchivedDocument { Key = default, ReceivedAt = default, Sha256 = [], Size = 0, Name = "a.xlsx", Channel = "mail", Mapping = "dealer" },
        () => throw new InvalidOperationException("opened"))?.Version;

    private string At(string path) => Path.Combine(_data.Path, path);

    private FilesInForce Files() => new(_options, _clock);

    private void Later() => _clock.Advance(TimeSpan.FromSeconds(2));

    private void Write(string path, string text)
    {
        _data.Write(path, text);
        File.SetLastWriteTimeUtc(At(path), _clock.GetUtcNow().UtcDateTime);
    }
}
