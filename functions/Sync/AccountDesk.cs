using System.Globalization;
using IntegrationHub.Connectors;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Sync.Completeness;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Functions.Cli;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Composition;

namespace IntegrationHub.Functions.Sync;

/// <summary>Everything that people and programs do with accounts, in the process that holds the store.</summary>
internal sealed class AccountDesk(IHubStore store, SyncService sync, HubOptions options, TimeProvider clock)
{
    private const int RecentRuns = 50;
    private readonly Lock _recovering = new();
    private Task? _recovery;

    /// <summary>Where account files lie.</summary>
    public static string Folder(HubOptions options) => Path.Combine(options.Data, "accounts");

    /// <summary>The accounts as their files say now.</summary>
    public AccountBook Book() => Book(options);

    /// <summary>The accounts as the files of these options say; the store is not needed for it.</summary>
    public static AccountBook Book(HubOptions options) => AccountBook.Load(
        Folder(options), ConnectorCatalogue.Find, [.. ConnectorCatalogue.All.Select(connector => connector.Id)], new CronTimes(options.Zone).Problem);

    /// <summary>Changes whenever an account file does.</summary>
    public string Files() => Directory.Exists(Folder(options))
        ? string.Join('|', new DirectoryInfo(Folder(options)).EnumerateFiles("*.yaml").OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}")))
        : "none";

    /// <summary>Ends what a killed process left; done once, before the first run. What the store refused is tried again by the next one.</summary>
    public Task RecoverAsync()
    {
        lock (_recovering)
        {
            return _recovery is null or { IsFaulted: true } or { IsCanceled: true }
                ? _recovery = store.WriteAsync(unit => unit.Sync.CloseInterrupted())
                : _recovery;
        }
    }

    /// <summary>The account.</summary>
    /// <exception cref="RefusedException">There is none, or its file is wrong.</exception>
    public Account Find(string name)
    {
        var book = Book();
        if (book.Find(name) is { } account)
        {
            return account;
        }

        var wrong = book.Violations.Where(violation => Of(violation) == name).ToList();
        throw wrong.Count > 0
            ? Refused(
                "account-file-invalid", string.Join("; ", wrong.Select(w => $"{w.Path}: {w.En}")), string.Join(";", wrong.Select(w => $"{w.Path}:{w.Zh}")))
            : Refused(
                "account-unknown", $"there is no account '{name}'; accounts are files in {Folder(options)}",
                $"没有账户“{name}”;账户是 {Folder(options)} 中的文件");
    }

    /// <summary>All accounts, the broken ones included.</summary>
    public IReadOnlyList<AccountEntry> List()
    {
        var book = Book();
        return store.Read(unit =>
        {
            var schedules = unit.Sync.Schedules().Where(schedule => schedule.Kind == SyncKind.Sync).ToDictionary(schedule => schedule.Account);
            var sound = book.Accounts.Select(account => new AccountEntry
            {
                Name = account.Name,
                Connector = account.Connector.Id,
                Title = account.Connector.TitleEn,
                TitleZh = account.Connector.TitleZh,
                Enabled = account.Enabled,
                Schedule = account.Schedule,
                NextDue = schedules.GetValueOrDefault(account.Name)?.NextDue,
                Misfires = schedules.GetValueOrDefault(account.Name)?.Misfires ?? 0,
                LastRun = unit.Sync.Runs(account.Name, 1).FirstOrDefault(),
            });
            var broken = book.Violations.GroupBy(Of).Select(file => new AccountEntry
            {
                Name = file.Key,
                Problems = [.. file.Select(violation => new AccountProblem(violation.Path, violation.En, violation.Zh))],
            });
            return (IReadOnlyList<AccountEntry>)[.. sound.Concat(broken).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        });
    }

    /// <summary>How the enabled accounts stand, for metrics.</summary>
    public IReadOnlyList<AccountPulse> Pulses() => store.Read(unit => (IReadOnlyList<AccountPulse>)
    [
        .. Book().Accounts.Where(account => account.Enabled).Select(account =>
        {
            var ended = unit.Sync.Runs(account.Name, RecentRuns).Where(run => run.EndedAt is not null).ToList();
            return new AccountPulse(
                account.Name, ended is [{ State: SyncRunState.Failed }, ..], ended.Find(run => run.State == SyncRunState.Done)?.EndedAt);
        }),
    ]);

    /// <summary>Whether the account can be used.</summary>
    public async Task<AccountHealth> CheckAsync(string name, CancellationToken cancellation)
    {
        var fault = await sync.CheckAsync(Find(name), cancellation).ConfigureAwait(false);
        return new AccountHealth(name, fault is null, fault is null ? null : RunFault.Of(fault));
    }

    /// <summary>Begins a run; its end can be waited for or asked about.</summary>
    public async Task<(SyncRun Run, Task<SyncRun> Ended)> StartAsync(string name, SyncOrder what, CancellationToken cancellation)
    {
        var account = Find(name);
        if (what.Kind == SyncKind.Backfill && (what.From is null || what.To is null || what.From >= what.To))
        {
            throw Refused("span-invalid", "a backfill needs --from and --to, the first before the second", "补数需要 --from 与 --to,且前者早于后者");
        }

        try
        {
            await RecoverAsync().ConfigureAwait(false);
            var (id, ended) = await sync.StartAsync(account, new SyncRequest(what.Kind, what.From, what.To), cancellation).ConfigureAwait(false);
            return (Run(id)!, ended);
        }
        catch (AccountBusyException)
        {
            throw Refused("account-busy", $"account '{name}' is being synced by another run", $"账户“{name}”正在由另一次同步处理");
        }
    }

    /// <summary>The run; null when unknown.</summary>
    public SyncRun? Run(Guid id) => store.Read(unit => unit.Sync.FindRun(id));

    /// <summary>The certificates of a business day.</summary>
    public CertificateAnswer Certificate(string name, DateOnly day)
    {
        var account = Find(name);
        var (from, to) = Span(day);
        var hours = store.Read(unit => unit.Sync.Certificates(name, HourCertificate.HourOf(from), to));
        var now = clock.GetUtcNow();
        var uncompared = new List<DateTimeOffset>();
        foreach (var stream in account.Connector.Streams)
        {
            var compared = hours.Where(hour => hour.Stream == stream.Name).Select(hour => hour.Hour).ToHashSet();
            if (stream.Windows is null)
            {
                uncompared.AddRange(compared.Count == 0 ? [from] : []);
                continue;
            }

            for (var hour = HourCertificate.HourOf(from); hour < to; hour = hour.AddHours(1))
            {
                if (!compared.Contains(hour))
                {
                    uncompared.Add(hour);
                }
            }
        }

        return new CertificateAnswer(name, day, uncompared.Count == 0 && now >= from && hours.All(hour => hour.Complete), hours, uncompared);
    }

    /// <summary>The instants between which a business day lies, UTC.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Span(DateOnly day) => (Midnight(day), Midnight(day.AddDays(1)));

    private DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, options.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static string Of(AccountViolation violation) => Path.GetFileNameWithoutExtension(violation.Path.Split(':')[0]);

    private static RefusedException Refused(string code, string en, string zh) => new(code, en, zh, ExitOf(code));

    /// <summary>What the command line ends with, also where the refusal came over HTTP.</summary>
    public static int ExitOf(string code) => code switch
    {
        "account-unknown" or "span-invalid" => ExitCode.Usage,
        "account-file-invalid" => ExitCode.Configuration,
        _ => ExitCode.CheckFailed,
    };
}
