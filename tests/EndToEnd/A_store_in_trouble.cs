using System.Diagnostics;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>A data folder without rights, a store without rights, a store with damaged pages.</summary>
[Trait("speed", "slow")]
public sealed class A_store_in_trouble(ITestOutputHelper output) : IDisposable
{
    private const int PageBytes = 4096;
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        Rights("u+rwX", _folder.Path);
        _folder.Dispose();
    }

    [Theory]
    [InlineData("data", "zh")]
    [InlineData("data", "en")]
    [InlineData("data/hub.db", "zh")]
    [InlineData("data/hub.db", "en")]
    public async Task Without_the_right_to_write_it_is_5_with_the_place_and_what_is_there_can_be_read(string place, string language)
    {
        File.WriteAllBytes(_folder.At("a.csv"), Samples.Sheet("PO-1"));
        (await HubProgram.RunAsync(_folder, "import", "a.csv")).ExitCode.ShouldBe(0);
        Rights("u-w", _folder.At(place));
        AsOrdinaryUser();

        foreach (var command in new string[][] { ["import", "a.csv", "--json"], ["up", "--port", "0"], ["orders", "release", "PO-1"] })
        {
            var run = await HubProgram.RunAsync(_folder, [.. command, "--lang", language]);

            run.ExitCode.ShouldBe(5, string.Join(' ', command) + run.Errors);
            run.Output.ShouldBeEmpty();
            run.Errors.ShouldContain(_folder.At("data"));
            run.Errors.ShouldContain(language == "en" ? "(store-inaccessible)" : "无法打开、读取或写入存储");
            run.Errors.ShouldNotContain("   at ", customMessage: "no stack traces");
        }

        var list = await HubProgram.RunAsync(_folder, "orders", "list", "--count");
        (list.ExitCode, list.Output).ShouldBe((0, "1\n"), list.Errors);
        (await HubProgram.RunAsync(_folder, "import", "a.csv", "--dry-run", "--json")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Damaged_anywhere_it_is_5_or_still_right_and_never_a_bug()
    {
        for (var i = 0; i < 40; i++)
        {
            File.WriteAllBytes(_folder.At($"f{i}.csv"), Samples.Sheet($"PO-{i}"));
        }

        (await HubProgram.RunAsync(_folder, ["import", .. Enumerable.Range(0, 40).Select(i => $"f{i}.csv")])).ExitCode.ShouldBe(0);
        var sound = File.ReadAllBytes(_folder.At("data", "hub.db"));
        var listed = (await HubProgram.RunAsync(_folder, "orders", "list")).Output;
        var pages = sound.Length / PageBytes;
        output.WriteLine($"{pages} pages");

        // Every page of a small store, the header among them; each run looks at a few, all together.
        var seed = Deployments.UnderLoad.Seed();
        output.WriteLine($"HUB_SEED={seed}");
        var random = new Random(seed);
        foreach (var page in Enumerable.Range(1, pages - 1).OrderBy(_ => random.Next()).Take(Deployments.UnderLoad.IsFull ? pages : 12).Prepend(0))
        {
            var damaged = (byte[])sound.Clone();
            random.NextBytes(damaged.AsSpan(page * PageBytes, PageBytes));
            await LookAsync(damaged, $"page {page}", listed);
        }

        await LookAsync(sound[..(sound.Length / 2)], "cut in half", listed);
        File.WriteAllBytes(_folder.At("data", "hub.db"), sound);
        (await HubProgram.RunAsync(_folder, "store", "verify")).ExitCode.ShouldBe(0);
    }

    private async Task LookAsync(byte[] bytes, string what, string listed)
    {
        foreach (var command in new string[][] { ["store", "verify", "--lang", "en"], ["orders", "list", "--lang", "en"], ["import", "f1.csv", "--json", "--lang", "en"] })
        {
            File.Delete(_folder.At("data", "hub.db-wal"));
            File.WriteAllBytes(_folder.At("data", "hub.db"), bytes);
            var run = await HubProgram.RunAsync(_folder, command);

            var about = $"{what}: {string.Join(' ', command)}: {run.ExitCode} {run.Output} {run.Errors}";
            run.Errors.ShouldNotContain("unexpected fault", customMessage: about);
            run.ExitCode.ShouldBeOneOf(command[0] switch { "store" => [0, 1, 5], _ => [0, 5] });
            if (run.ExitCode == 5)
            {
                run.Errors.ShouldContain("(store-corrupt)", customMessage: about);
                run.Errors.ShouldContain(_folder.At("data"), customMessage: about);
            }
            else if (command[0] == "orders")
            {
                run.Output.ShouldBe(listed, about);
            }
        }
    }

    // Root writes everywhere: the programs run without that power.
    private void AsOrdinaryUser()
    {
        if (Environment.UserName == "root")
        {
            _folder.Through = ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"];
        }
    }

    private static void Rights(string mode, string path)
    {
        using var chmod = Process.Start("chmod", ["-R", mode, path]);
        chmod.WaitForExit();
    }
}
