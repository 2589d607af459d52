using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IntegrationHub.Benchmarks.Load;
using IntegrationHub.Benchmarks.Measuring;

namespace IntegrationHub.Benchmarks.Hub;

/// <summary>A server process under test: <c>hub up</c>, or the reference it is compared with.</summary>
internal sealed class HubServer : IDisposable
{
    private static readonly TimeSpan s_startWithin = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private HubServer(Process process, int port)
    {
        _process = process;
        Port = port;
        Tree = new ProcessTree(process.Id);
    }

    public int Port { get; }

    public ProcessTree Tree { get; }

    public TimeSpan Processor => ProcessTree.Processor(_process.Id);

    public bool HasExited => _process.HasExited;

    public static Task<HubServer> UpAsync(string hub, string data) =>
        StartAsync(hub, port => ["up", "--port", $"{port}", "--data", data], "/hub/health/ready");

    public static async Task<HubServer> StartAsync(string program, Func<int, IEnumerable<string>> arguments, string readyPath)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments(port))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        process.OutputDataReceived += (_, _) => { };
        var errors = new Queue<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.Enqueue(line.Data ?? "");
                while (errors.Count > 20)
                {
                    errors.Dequeue();
                }
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var clock = Stopwatch.StartNew();
        while (!await HttpConnection.IsReadyAsync(port, readyPath))
        {
            if (process.HasExited || clock.Elapsed > s_startWithin)
            {
                process.Kill(entireProcessTree: true);
                throw new InvalidOperationException($"{program} is not ready after {clock.Elapsed.TotalSeconds:0} s: {string.Join('\n', errors)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return new HubServer(process, port);
    }

    /// <summary>kill -9 of the process alone; its children have to notice by themselves. Returns how many did not within two seconds.</summary>
    public async Task<int> KillAsync()
    {
        var children = Tree.Members().Where(pid => pid != _process.Id).ToList();
        _process.Kill();
        await _process.WaitForExitAsync();
        for (var i = 0; i < 40 && children.Exists(ProcessTree.IsAlive); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return children.Count(ProcessTree.IsAlive);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
