using System.Diagnostics;
using System.Globalization;
using System.Text;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Composition;

namespace IntegrationHub.Functions.Hosting;

/// <summary>
/// Feeds the drop folder with what the sandbox makes: orders in many languages, tables that are none, and one order sent twice. Only
/// once for a data folder: what was fed before is not fed again.
/// </summary>
internal sealed class Demo(HubOptions options, IImporter importer, Terminal terminal, TimeProvider clock)
{
    private const int Workbooks = 26;
    private const string Sender = "buyer@dealer.example";
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);

    public async Task RunAsync(CancellationToken stopping)
    {
        var fed = Path.Combine(options.Data, "demo.fed");
        if (File.Exists(fed))
        {
            terminal.Error.WriteLine(terminal.Say($"示例数据此前已送入(删除 {fed} 可重来)", $"the samples were fed before (delete {fed} to feed them again)"));
            return;
        }

        var folder = Directory.CreateTempSubdirectory("hub-demo-").FullName;
        try
        {
            await GenerateAsync(folder, stopping).ConfigureAwait(false);
            var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
            var target = Path.Combine(options.Inbox, Sender);
            Directory.CreateDirectory(target);
            foreach (var file in files)
            {
                Place(file, Path.Combine(target, Path.GetFileName(file)));
                await Task.Delay(Pace, clock, stopping).ConfigureAwait(false);
            }

            // The same mail a second time, and an order that does not say who it is from.
            Place(files[0], Path.Combine(target, "again " + Path.GetFileName(files[0])));
            await File.WriteAllTextAsync(Path.Combine(options.Inbox, "no number.csv"), NoNumber(), stopping).ConfigureAwait(false);
            await SendIncompleteAsync(stopping).ConfigureAwait(false);
            await File.WriteAllTextAsync(fed, clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), stopping).ConfigureAwait(false);
            terminal.Error.WriteLine(terminal.Say($"示例:{files.Count + 2} 个文件已投递到 {options.Inbox}", $"samples: {files.Count + 2} files dropped into {options.Inbox}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task GenerateAsync(string folder, CancellationToken stopping)
    {
        var today = clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Sandbox()) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "orders", "--count", Workbooks.ToString(CultureInfo.InvariantCulture), "--seed", "7", "--out", folder, "--today", today })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("the sandbox did not start");
        var output = process.StandardOutput.ReadToEndAsync(stopping);
        var errors = await process.StandardError.ReadToEndAsync(stopping).ConfigureAwait(false);
        await output.ConfigureAwait(false);
        await process.WaitForExitAsync(stopping).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"the sandbox ended with {process.ExitCode}: {errors}");
        }
    }

    /// <summary>The sandbox lies beside the published hub, or in its own build folder.</summary>
    /// <exception cref="Client.RefusedException">There is none.</exception>
    public static string Sandbox() => Sandbox(AppContext.BaseDirectory, Environment.GetEnvironmentVariable("HUB_SANDBOX"));

    internal static string Sandbox(string home, string? named)
    {
        string[] places =
        [
            named ?? "",
            Path.Combine(home, "..", "sandbox", "hub-sandbox"),
            Path.Combine(home, "hub-sandbox"),
            Path.Combine(home.Replace("IntegrationHub.Functions", "IntegrationHub.Sandbox", StringComparison.Ordinal), "hub-sandbox"),
        ];
        return places.FirstOrDefault(File.Exists)
            ?? throw new Client.RefusedException(
                "sandbox-missing",
                "the samples of --demo come from the program hub-sandbox, which is not part of this installation; start without --demo, run ./hub up --demo in the source folder, "
                + "or let HUB_SANDBOX name that program",
                "--demo 的示例由 hub-sandbox 程序生成,而此安装中没有它;请去掉 --demo 启动,或在源码文件夹中运行 ./hub up --demo,或用 HUB_SANDBOX 指明该程序",
                Cli.ExitCode.Configuration);
    }

    // Moved into place whole, as a mail client would.
    private static void Place(string from, string to)
    {
        var partial = to + ".part";
        File.Copy(from, partial, overwrite: true);
        File.Move(partial, to, overwrite: true);
    }

    /// <summary>An order by a program that gives a quantity nobody can read: refused, with the place of it.</summary>
    private async Task SendIncompleteAsync(CancellationToken stopping)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(
            """{"schema":"order/v1","orderNumber":"API-0001","customer":{"name":"示例经销商"},"lines":[{"lineNumber":1,"itemCode":"M-1001","quantity":"a dozen","unit":"C62"}]}"""));
        await importer.ReceiveAsync(
            new RawDocument { Name = "orders.json", Content = content, Kind = DocumentKind.Orders, Channel = "api", Sender = Sender }, stopping).ConfigureAwait(false);
    }

    private string NoNumber()
    {
        var due = clock.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"物料编码,品名,数量,单位,单价,金额,交期\nM-1001,轴承座,20,件,35.50,710.00,{due}\nM-1002,密封圈,200,件,0.80,160.00,{due}\n";
    }
}
