using System.Diagnostics;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Sync;

namespace IntegrationHub.Functions.Hosting;

/// <summary>The sandbox's shops beside the hub: a process of its own that lives as long as the hub and no longer.</summary>
internal sealed class DemoShops(HubOptions options, Terminal terminal)
{
    private const string Prefix = "demo-";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken stopping)
    {
        var start = new ProcessStartInfo(Demo.Sandbox()) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("shops");
        start.ArgumentList.Add("--data");
        start.ArgumentList.Add(options.Data);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("the sandbox did not start");
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(stopping).ConfigureAwait(false) is { Length: > 0 } line)
            {
                var (account, title, address) = line.Split('\t') is [var a, var t, var u] ? (a, t, u) : throw new InvalidOperationException($"the sandbox said: {line}");
                terminal.Error.WriteLine(terminal.Say($"示例店铺 {title}:账户 {account},{address}", $"sample shop {title}: account {account}, {address}"));
            }

            await process.WaitForExitAsync(stopping).ConfigureAwait(false);
            throw new InvalidOperationException($"the sample shops ended with {process.ExitCode}: {await errors.ConfigureAwait(false)}");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await EndAsync(process).ConfigureAwait(false);
            Forget(options);
        }
    }

    /// <summary>Takes away accounts whose shops are gone, also those that a killed demo left.</summary>
    public static void Forget(HubOptions options)
    {
        var folder = AccountDesk.Folder(options);
        foreach (var file in Directory.Exists(folder) && Directory.Exists(Path.Combine(options.Data, "demo")) ? Directory.GetFiles(folder, Prefix + "*.yaml") : [])
        {
            File.Delete(file);
        }
    }

    private static async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}
