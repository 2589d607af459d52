using System.Diagnostics;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

[Trait("speed", "slow")]
public sealed class Asking_for_the_version
{
    private const int LeastRounds = 5;
    private const int MostRounds = 40;

    [Fact]
    public async Task Prints_one_line_and_nothing_else()
    {
        using var folder = new TempFolder();

        var run = await HubProgram.RunAsync(folder, "--version");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldMatch(@"^hub \d+\.\d+\.\d+\n$");
        run.Errors.ShouldBeEmpty();
        Directory.Exists(folder.At("data")).ShouldBeFalse();
    }

    /// <summary>
    /// Measured against the help, which loads the whole command line: a ratio holds on any machine. The least of many starts is what a start
    /// takes; how many that needs depends on what else the machine does.
    /// </summary>
    [Fact]
    public async Task Does_not_wait_for_the_command_line_to_load()
    {
        using var folder = new TempFolder();
        var version = new List<double>();
        var help = new List<double>();
        for (var round = 0; round < MostRounds && (round < LeastRounds || version.Min() >= help.Min()); round++)
        {
            version.Add(await MillisecondsAsync(folder, "--version"));
            help.Add(await MillisecondsAsync(folder, "--help"));
        }

        version.Min().ShouldBeLessThan(help.Min());
    }

    private static async Task<double> MillisecondsAsync(TempFolder folder, string argument)
    {
        var watch = Stopwatch.StartNew();
        await HubProgram.RunAsync(folder, argument);
        return watch.Elapsed.TotalMilliseconds;
    }
}
