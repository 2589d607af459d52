using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Understanding.Vocabulary;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Sync;

namespace IntegrationHub.Functions.Doctor;

/// <summary>Looks at everything the hub stands on and changes nothing.</summary>
internal sealed class Examination(HubOptions options)
{
    private const long LeastFree = 200L << 20;
    private const long GoodFree = 2L << 30;

    public async IAsyncEnumerable<Diagnosis> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return Folder();
        yield return Disk();
        yield return Clock();
        await using var running = await HubConnection.RunningAsync(options, cancellation).ConfigureAwait(false);
        yield return Port(running is not null);
        foreach (var finding in StoreProbe.Run(options))
        {
            yield return finding;
        }

        yield return await StoreAsync(running, cancellation).ConfigureAwait(false);
        await foreach (var diagnosis in BusProbe.RunAsync(options, cancellation).ConfigureAwait(false))
        {
            yield return diagnosis;
        }

        await foreach (var diagnosis in TelemetryProbe.RunAsync(Environment.GetEnvironmentVariable, cancellation).ConfigureAwait(false))
        {
            yield return diagnosis;
        }

        if (TemporaryFiles.Problem(Path.GetTempPath()) is { } unusable)
        {
            yield return new Diagnosis(Health.Fail, $"{unusable.Path}:{unusable.Zh}", $"{unusable.Path}: {unusable.En}");
        }
        else
        {
            yield return new Diagnosis(Health.Ok, $"临时文件夹 {Path.GetTempPath()} 可写", $"the folder for temporary files {Path.GetTempPath()} can be written");
            yield return await ReadingProbe.RunAsync(options, cancellation).ConfigureAwait(false);
        }

        using var opener = HubComposition.Opener();
        var mappings = HubComposition.Mappings(options, opener);
        foreach (var finding in Files("映射", "mappings", new MappingCatalogue(MappingFolders.Shipped, MappingFolders.Root(options), mappings.Words, TimeProvider.System).Broken))
        {
            yield return finding;
        }

        var rules = RuleFiles.Load(MappingFolders.Rules(options));
        foreach (var finding in Files("规则", "rules", [.. rules.Lints.Select(lint => lint.Finding with { Where = lint.Place }), .. FileFindings.AcceptAt(options, rules)]))
        {
            yield return finding;
        }

        foreach (var finding in Files("词汇", "vocabularies", VocabularyLoader.Load(MappingFolders.Vocabulary(options)).Findings))
        {
            yield return finding;
        }

        foreach (var finding in Accounts())
        {
            yield return finding;
        }
    }

    private IEnumerable<Diagnosis> Accounts()
    {
        var book = AccountDesk.Book(options);
        foreach (var violation in book.Violations)
        {
            yield return new Diagnosis(Health.Fail, $"{violation.Path} {violation.Zh}", $"{violation.Path} {violation.En}");
        }

        if (book.Violations.Count == 0)
        {
            yield return new Diagnosis(Health.Ok, $"账户文件无误({book.Accounts.Count} 个)", $"account files are sound ({book.Accounts.Count})");
        }
    }

    private Diagnosis Folder()
    {
        var folder = options.Data;
        if (!Directory.Exists(folder))
        {
            return new Diagnosis(Health.Warn, $"数据文件夹 {folder} 尚不存在,首次使用时创建", $"the data folder {folder} does not exist yet; it is made when first used");
        }

        try
        {
            using var probe = new FileStream(Path.Combine(folder, ".doctor"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            probe.WriteByte(1);
            return new Diagnosis(Health.Ok, $"数据文件夹 {folder} 可写", $"the data folder {folder} can be written");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return new Diagnosis(Health.Fail, $"数据文件夹 {folder} 不可写:{denied.Message}", $"the data folder {folder} cannot be written: {denied.Message}");
        }
    }

    private Diagnosis Disk()
    {
        var existing = options.Data;
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        var free = new DriveInfo(existing).AvailableFreeSpace;
        var health = free < LeastFree ? Health.Fail : free < GoodFree ? Health.Warn : Health.Ok;
        return new Diagnosis(health, $"可用磁盘 {free >> 20} MB", $"{free >> 20} MB of disk are free");
    }

    // A program cannot have been built in the future.
    private Diagnosis Clock()
    {
        var now = TimeProvider.System.GetUtcNow();
        var built = File.GetLastWriteTimeUtc(Environment.ProcessPath!);
        var local = TimeZoneInfo.ConvertTime(now, options.Zone);
        return now.UtcDateTime < built.AddDays(-1)
            ? new Diagnosis(Health.Fail, $"系统时钟 {now:u} 早于程序构建时间", $"the clock says {now:u}, which is before this program was built")
            : new Diagnosis(Health.Ok, $"时钟 {local:yyyy-MM-dd HH:mm}({options.TimeZone})", $"the clock says {local:yyyy-MM-dd HH:mm} in {options.TimeZone}");
    }

    private Diagnosis Port(bool running)
    {
        if (running)
        {
            return new Diagnosis(Health.Ok, "枢纽正在运行", "a hub is running on this data folder");
        }

        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Parse(options.Bind), options.Port));
            return new Diagnosis(Health.Ok, $"端口 {options.Port} 可用", $"port {options.Port} is free");
        }
        catch (SocketException taken)
        {
            return new Diagnosis(Health.Warn, $"端口 {options.Port} 不可用({taken.SocketErrorCode}),请用 --port 另选", $"port {options.Port} cannot be used ({taken.SocketErrorCode}); choose another with --port");
        }
    }

    private async Task<Diagnosis> StoreAsync(RemoteHub? running, CancellationToken cancellation)
    {
        try
        {
            await using var opened = running is null ? new LocalHub(HubComposition.Open(options, HubAccess.Read)) : null;
            var count = await ((IHub?)running ?? opened!).CountOrdersAsync(new OrderQuery(), cancellation).ConfigureAwait(false);
            return new Diagnosis(Health.Ok, $"存储可用,订单 {count} 张", $"the store answers, {count} orders");
        }
        catch (StoreUnavailableException store)
        {
            return new Diagnosis(Health.Fail, $"存储不可用:{store.Finding.MessageZh}", $"the store cannot be used: {store.Finding.Message}");
        }
    }

    private static IEnumerable<Diagnosis> Files(string zh, string en, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            yield return new Diagnosis(Health.Ok, $"{zh}无误", $"{en} are sound");
        }

        foreach (var finding in findings)
        {
            yield return new Diagnosis(
                finding.Severity == Severity.Error ? Health.Fail : Health.Warn, $"{finding.Where} {finding.MessageZh}", $"{finding.Where} {finding.Message}");
        }
    }
}
