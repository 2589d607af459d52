using System.CommandLine;
using System.Text.RegularExpressions;
using IntegrationHub.Core.Findings;
using IntegrationHub.Functions.Cli;
using IntegrationHub.Functions.Cli.Output;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Findings;

public sealed partial class Remedies_that_a_person_can_follow
{
    private static readonly RootCommand Hub = CommandLine.Create(new CliContext(new Terminal(TextWriter.Null, TextWriter.Null, English: true)));

    [Fact]
    public void Name_only_commands_and_options_that_there_are()
    {
        var named = FindingReferencePages.Entries
            .SelectMany(entry => new[] { entry.Code.FixZh, entry.Code.FixEn }.SelectMany(fix => Calls().Matches(fix)).Select(call => (entry.Code.Code, Call: call.Value)))
            .ToList();

        named.Count.ShouldBeGreaterThan(60);
        named.Where(call => !Exists(call.Call)).ShouldBeEmpty();
    }

    [Fact]
    public void Advise_no_release_where_the_order_goes_on_all_the_same()
    {
        var entry = FindingReferencePages.Entries.First(entry => entry.Code.Code == "total-mismatch").Code;

        Remedies.Of(entry.At(null, null, 1, 2))!.En.ShouldContain("orders release");
        var warning = Remedies.Of(entry.At(null, null, 1, 2) with { Severity = Severity.Warning })!;
        (warning.En + warning.Zh).ShouldNotContain("orders release");
        warning.Zh.ShouldContain("无误则无需处理");
    }

    /// <summary>An order is released, refused, linked; nothing of it is filled in or changed here. Corrections come in a file.</summary>
    [Fact]
    public void Promise_no_filling_in_for_what_is_held()
    {
        var held = FindingReferencePages.Entries.Where(entry => entry.Code.Severity == Severity.Hold);

        held.Where(entry => FillIn().IsMatch(entry.Code.FixEn) || entry.Code.FixZh.Contains("补录", StringComparison.Ordinal) || entry.Code.FixZh.Contains("重新检查", StringComparison.Ordinal))
            .Select(entry => entry.Code.Code).ShouldBeEmpty();
    }

    private static bool Exists(string call)
    {
        Command at = Hub;
        foreach (var word in call.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                if (!at.Options.Any(option => option.Name == word))
                {
                    return false;
                }
            }
            else if (at.Subcommands.FirstOrDefault(command => command.Name == word) is { } verb)
            {
                at = verb;
            }
            else if (at.Subcommands.Count > 0)
            {
                return false;
            }
        }

        return at != Hub;
    }

    // A call begins with two words that could be commands; in an English sentence "the hub waits" is none.
    [GeneratedRegex(@"(?<![\w./])(?<!the )(?<!this )(?<!Another )(?<!newer )(?<!running )hub (?:orders|mappings|documents|reference|deadletters|store|accounts|sync|doctor|schema|import|functions|up|[a-z]+(?= [a-z]+ [A-Z]))(?: (?:[a-z]+(?=[ ):;,.。；，）”']|$)|--[a-z]+|[A-Z]+))*")]
    private static partial Regex Calls();

    [GeneratedRegex(@"\bEnter\b|\benter it\b|[Cc]orrect (?:it|the order|the lines?|the quantity|the date|the price)\b|then check the order again")]
    private static partial Regex FillIn();
}
