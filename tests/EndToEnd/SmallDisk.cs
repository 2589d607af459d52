using System.Diagnostics;
using System.Globalization;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>
/// A data folder on a disk that can be filled. Where the kernel lets this user have mounts of its own, it is a small tmpfs that only the
/// programs of this test see; elsewhere files of the programs may not grow, which fails their writes as well (with another errno).
/// HUB_SMALL_DISK=limit chooses the second way.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const int LimitBytes = 8 << 10;
    private readonly TempFolder _folder;
    private readonly Process? _holder;
    private readonly List<Process> _limited = [];
    private bool _isFull;

    private SmallDisk(TempFolder folder, Process? holder) => (_folder, _holder) = (folder, holder);

    /// <summary>True for a file system of its own.</summary>
    public bool IsReal => _holder is not null;

    /// <summary>How it is done, for the output of a test.</summary>
    public string Way => IsReal ? "a tmpfs in a mount namespace" : "a limit on the size of files (no mounts for this user)";

    /// <summary>Puts the folder's <c>data</c> on a small disk.</summary>
    public static SmallDisk Under(TempFolder folder, int kilobytes)
    {
        Directory.CreateDirectory(folder.At("data"));
        var holder = Environment.GetEnvironmentVariable("HUB_SMALL_DISK") == "limit" ? null : Mount(folder, kilobytes);
        var disk = new SmallDisk(folder, holder);
        if (!disk.IsReal)
        {
            // The runtime keeps its code twice by a file in memory, which would be limited as well.
            folder.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        }

        disk.Route();
        return disk;
    }

    /// <summary>The same file as this process sees it.</summary>
    public string At(params string[] parts) =>
        IsReal ? string.Create(CultureInfo.InvariantCulture, $"/proc/{_holder!.Id}/root") + _folder.At(["data", .. parts]) : _folder.At(["data", .. parts]);

    /// <summary>Takes all space that is left, from a program that runs as well.</summary>
    public void Fill(params Process[] running)
    {
        _isFull = true;
        if (!IsReal)
        {
            _limited.AddRange(running);
            Route();
            Limit(LimitBytes.ToString(CultureInfo.InvariantCulture));
            return;
        }

        using var file = new FileStream(At("fill"), FileMode.Append, FileAccess.Write, FileShare.None, 0);
        foreach (var size in new[] { 1 << 16, 1 << 12 })
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[size]);
                }
            }
            catch (IOException) when (size == 1 << 16)
            {
                // The rest in small pieces.
                continue;
            }
            catch (IOException)
            {
                return;
            }
        }
    }

    /// <summary>There is space again.</summary>
    public void Free()
    {
        _isFull = false;
        if (IsReal)
        {
            File.Delete(At("fill"));
            return;
        }

        Route();
        Limit("unlimited");
    }

    public void Dispose()
    {
        _holder?.Kill();
        _holder?.Dispose();
    }

    private static Process? Mount(TempFolder folder, int kilobytes)
    {
        var holder = Process.Start(new ProcessStartInfo("unshare")
        {
            ArgumentList =
            {
                "-Urm", "sh", "-c", "mount -t tmpfs -o size=\"$1\"k tmpfs \"$0\" && echo mounted && exec cat", folder.At("data"),
                kilobytes.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (holder.StandardOutput.ReadLine() == "mounted")
        {
            return holder;
        }

        holder.Dispose();
        return null;
    }

    private void Route() => _folder.Through = IsReal
        ? ["nsenter", "-t", _holder!.Id.ToString(CultureInfo.InvariantCulture), "-U", "-m", "--preserve-credentials", "sh", "-c", "cd \"$0\" && exec \"$@\"", _folder.Path]

        // The signal of that limit would end the program, where a full disk only fails the write.
        : ["sh", "-c", $"trap '' XFSZ; ulimit -S -f {(_isFull ? LimitBytes / 512 : "unlimited")}; exec \"$@\"", "sh"];

    private void Limit(string bytes)
    {
        foreach (var process in _limited.Where(process => !process.HasExited))
        {
            using var limit = Process.Start("prlimit", ["--pid", process.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={bytes}:unlimited"]);
            limit.WaitForExit();
        }
    }
}
