using System.Globalization;
using System.Runtime.InteropServices;

namespace IntegrationHub.Benchmarks.Measuring;

/// <summary>The line that says where figures were measured.</summary>
internal static class Machine
{
    public static string Line()
    {
        var load = File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30;
        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return $"{Environment.ProcessorCount} cores, {memory} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, load {load}, {day} UTC";
    }
}
