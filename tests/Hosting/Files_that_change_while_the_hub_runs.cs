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
    public void A_mapping_that_is_still_being_written_waits()
    {
        Write("mappings/dealer.yaml", Mapping);
        var files = Files();
        Version(files).ShouldBe("1");

        Write("mappings/dealer.yaml", Mapping.Replace("version: 1", "version: 2"));
        _clock.Advance(TimeSpan.FromSeconds(2));
        File.SetLastWriteTimeUtc(At("mappings/dealer.yaml"), _clock.GetUtcNow().UtcDateTime.AddMilliseconds(-50));
        Version(files).ShouldBe("1");

        Later();
        Version(files).ShouldBe("2");
    }

    [Fact]
    public void A_mapping_that_cannot_be_read_for_a_moment_is_read_afterwards()
    {
        Write("mappings/dealer.yaml", Mapping);
        var files = Files();
        Version(files).ShouldBe("1");

        Write("mappings/dealer.yaml", Mapping.Replace("version: 1", "version: 22"));
        Later();
        using (new FileStream(At("mappings/dealer.yaml"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Version(files).ShouldBe("1");
        }

        Later();
        Version(files).ShouldBe("22");
    }

    [Fact]
    public void Files_that_are_links_change_with_what_they_lead_to()
    {
        // As Kubernetes mounts a ConfigMap: each file is a link through a folder that is itself a link, and only that one is swapped.
        Mount("one", "1", "0.97");
        Link("mappings/dealer.yaml", "..data/dealer.yaml");
        Link("mappings/rules/own.yaml", "../..data/own.yaml");
        var files = Files();
        Version(files).ShouldBe("1");
        files.Knowledge().AcceptAt.ShouldBe(0.97m);

        Later();
        Mount("two", "2", "0.66");
        Later();

        Version(files).ShouldBe("2");
        files.Knowledge().AcceptAt.ShouldBe(0.66m);
    }

    [Fact]
    public void A_link_that_leads_nowhere_keeps_no_other_file_from_being_read()
    {
        Link("mappings/rules/.#own.yaml", "somebody@editor.4711");
        var files = Files();
        files.Knowledge().AcceptAt.ShouldBe(0.85m);
        Write("mappings/rules/own.yaml", "rules: own\nconfidence: { acceptAt: 0.97 }\n");
        Later();

        files.Knowledge().AcceptAt.ShouldBe(0.97m);
    }

    [Fact]
    public void A_file_that_could_never_be_read_is_told_and_read_as_soon_as_it_can_be()
    {
        Write("mappings/dealer.yaml", Mapping);
        Write("mappings/rules/own.yml", "rules: own\nconfidence: { acceptAt: 0.97 }\n");
        Write("mappings/vocabulary/own.yaml", "language: de\nfields:\n  itemCode: [Plunderwort]\n");
        var files = Files();
        using (Closed("mappings/dealer.yaml"))
        using (Closed("mappings/rules/own.yml"))
        using (Closed("mappings/vocabulary/own.yaml"))
        {
            files.Knowledge().AcceptAt.ShouldBe(0.85m);
            files.Problems().Select(problem => problem.Code).ShouldBe(["file-left-out", "file-left-out", "mapping-broken"]);
            files.Problems()[2].Message.ShouldContain("cannot be read");
            Later();
            files.Problems().Count.ShouldBe(3);
            files.Knowledge().ShouldBeSameAs(files.Knowledge(), "nothing is read again for a file that stays closed");
        }

        Later();

        files.Problems().ShouldBeEmpty();
        files.Knowledge().AcceptAt.ShouldBe(0.97m);
        files.Lexicon.Match("Plunderwort")[0].Concept.ShouldBe(Concept.ItemCode);
        Version(files).ShouldBe("1");
    }

    [Fact]
    public void A_mapping_that_cannot_be_opened_any_more_is_told_and_stays_at_work()
    {
        Write("mappings/dealer.yaml", Mapping);
        var files = Files();
        Version(files).ShouldBe("1");
        Write("mappings/dealer.yaml", Mapping.Replace("version: 1", "version: 22"));
        Later();

        using (Closed("mappings/dealer.yaml"))
        {
            files.Problems().ShouldHaveSingleItem().Code.ShouldBe("mapping-kept");
            Version(files).ShouldBe("1");
        }
    }

    [Fact]
    public void A_mapping_that_is_a_link_to_nothing_is_told_and_what_editors_lay_beside_a_file_is_not()
    {
        Link("mappings/dealer.yaml", "nowhere.yaml");
        Link("mappings/.#dealer.yaml", "somebody@editor.4711");

        var problem = Files().Problems().ShouldHaveSingleItem();

        problem.Code.ShouldBe("mapping-broken");
        problem.MessageZh.ShouldContain("nowhere.yaml");
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

    [Fact]
    public async Task A_fault_in_reading_a_file_is_said_and_does_not_end_the_hub()
    {
        using var written = new StringWriter();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(new LineLog(written, written, _clock, LogLevel.Information)));
        using var stopping = new CancellationTokenSource();
        var news = new FileNews(
            () =>
            {
                stopping.Cancel();
                throw new ArgumentException("no such character");
            },
            () => { }, _clock, logs.CreateLogger("files"));

        await news.RunAsync(stopping.Token);

        written.ToString().ShouldContain("cannot look at the files: no such character");
    }

    private static string? Version(FilesInForce files) => files.Knowledge().Mappings.Select(
        new ArchivedDocument { Key = default, ReceivedAt = default, Sha256 = [], Size = 0, Name = "a.xlsx", Channel = "mail", Mapping = "dealer" },
        () => throw new InvalidOperationException("opened"))?.Version;

    private void Mount(string name, string version, string acceptAt)
    {
        Write($"mappings/..{name}/dealer.yaml", Mapping.Replace("version: 1", "version: " + version));
        Write($"mappings/..{name}/own.yaml", $"rules: own\nconfidence: {{ acceptAt: {acceptAt} }}\n");
        Link("mappings/..next", ".." + name);
        if (Directory.Exists(At("mappings/..data")))
        {
            Directory.Delete(At("mappings/..data"));
        }

        Directory.Move(At("mappings/..next"), At("mappings/..data"));
    }

    private void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.CreateSymbolicLink(At(path), target);
    }

    private FileStream Closed(string path) => new(At(path), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

    private string At(string path) => Path.Combine(_data.Path, path);

    private FilesInForce Files() => new(_options, _clock);

    private void Later() => _clock.Advance(TimeSpan.FromSeconds(2));

    private void Write(string path, string text)
    {
        _data.Write(path, text);
        File.SetLastWriteTimeUtc(At(path), _clock.GetUtcNow().UtcDateTime);
    }
}
