using System.Globalization;
using IntegrationHub.Sandbox.Demo;

namespace IntegrationHub.Sandbox.CommandLine;

/// <summary><c>hub-sandbox shops --data DIR</c>; ends when its standard input does, so that it never outlives who started it.</summary>
internal static class ShopsCommand
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var data = arguments.Text("--data");
        arguments.NoMore();

        using var stop = new CancellationTokenSource();
        await using var shops = await DemoShops.StartAsync(TimeProvider.System, await SinceAsync(data), stop.Token);
        shops.WriteAccounts(data);
        foreach (var (account, title, address) in shops.Running)
        {
            await Console.Out.WriteLineAsync($"{account}\t{title}\t{address}");
        }

        await Console.Out.WriteLineAsync();
        var running = shops.RunAsync(stop.Token);
        await Task.WhenAny(running, UntilLeftAsync());
        await stop.CancelAsync();
        await running;
        return 0;
    }

    /// <summary>When the demo of this folder began.</summary>
    private static async Task<DateTimeOffset> SinceAsync(string data)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(data, "demo")).FullName, "since");
        if (File.Exists(file)
            && DateTimeOffset.TryParse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
        {
            return since;
        }

        var now = TimeProvider.System.GetUtcNow();
        await File.WriteAllTextAsync(file, now.ToString("O", CultureInfo.InvariantCulture));
        return now;
    }

    private static async Task UntilLeftAsync()
    {
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nothing is said here; only the end counts.
        }
    }
}
