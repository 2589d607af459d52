using System.CommandLine;
using IntegrationHub.Functions.Cli;
using IntegrationHub.Functions.Cli.Output;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class Help_in_both_languages
{
    [Fact]
    public void Leaves_no_heading_in_English_where_it_speaks_Chinese()
    {
        using var chinese = new StringWriter();
        using var english = new StringWriter();

        Root(english: false).Parse(["orders", "list", "--help"]).Invoke(new() { Output = chinese });
        Root(english: true).Parse(["orders", "list", "--help"]).Invoke(new() { Output = english });

        chinese.ToString().ShouldStartWith("说明:");
        chinese.ToString().ShouldNotContain("Description:");
        english.ToString().ShouldStartWith("Description:");
        Texts(english: false).ShouldContain(("hub --version", "显示版本"));
    }

    // Words that are written alike in both.
    private static readonly string[] Technical = ["JSON"];

    [Fact]
    public void Every_verb_argument_and_option_says_what_it_is_in_the_readers_language_alone()
    {
        foreach (var (symbol, zh) in Texts(english: false))
        {
            (zh.Length > 0 && (zh.Any(IsHan) || IsTechnical(zh))).ShouldBeTrue($"{symbol}: {zh}");
        }

        foreach (var (symbol, en) in Texts(english: true))
        {
            (en.Length > 0 && !en.Any(IsHan)).ShouldBeTrue($"{symbol}: {en}");
        }

        Texts(english: true).Select(text => text.Symbol).ShouldBe(Texts(english: false).Select(text => text.Symbol));
    }

    [Fact]
    public void Tells_how_to_run_the_tests() => Root(english: true).Description!.ShouldContain("./hub test");

    private static bool IsTechnical(string text) => Technical.Contains(text) || text.Split('|').Length > 2;

    private static bool IsHan(char c) => c is >= '\u3000' and <= '\u9FFF' or >= '\uFF00' and <= '\uFFEF';

    private static RootCommand Root(bool english) => CommandLine.Create(new CliContext(new Terminal(TextWriter.Null, TextWriter.Null, english)));

    private static List<(string Symbol, string Text)> Texts(bool english)
    {
        var texts = new List<(string, string)>();
        Add(Root(english), "hub", texts);
        return texts;
    }

    private static void Add(Command command, string path, List<(string Symbol, string Text)> texts)
    {
        texts.Add((path, command.Description ?? ""));

        // What the library itself brings is the library's to translate.
        foreach (Symbol symbol in command.Options.Where(option => option.Name is not "--help").Concat<Symbol>(command.Arguments))
        {
            texts.Add(($"{path} {symbol.Name}", symbol.Description ?? ""));
        }

        foreach (var below in command.Subcommands)
        {
            Add(below, $"{path} {below.Name}", texts);
        }
    }
}
