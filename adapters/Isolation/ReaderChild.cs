using System.Diagnostics;
using System.Globalization;

namespace IntegrationHub.Adapters.Isolation;

/// <summary>One child process of the hub with its pipes.</summary>
internal sealed class ReaderChild : IDisposable
{
    private readonly Process _process;

    private ReaderChild(Process process, long memoryBytes)
    {
        _process = process;
        MemoryBytes = memoryBytes;
        Requests = new FrameWriter(process.StandardInput.BaseStream);
        Answers = new FrameReader(process.StandardOutput.BaseStream);
    }

    public long MemoryBytes { get; }

    public FrameWriter Requests { get; }

    public FrameReader Answers { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static ReaderChild Start(ReaderCommand command, long memoryBytes)
    {
        var start = new ProcessStartInfo(command.Executable)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // The heap is what a bomb grows; the rest of the allowance is the runtime's own, code and buffers.
        var heap = Math.Max(64L << 20, memoryBytes * 5 / 8);
        start.Environment["DOTNET_GCHeapHardLimit"] = heap.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var process = Process.Start(start) ?? throw new InvalidOperationException("the reading process did not start");
        return new ReaderChild(process, memoryBytes);
    }

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // Already gone, which is what was wanted.
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
