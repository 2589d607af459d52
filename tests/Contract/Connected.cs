using System.Collections.Concurrent;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Connectors;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Sync.Calls;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Core.Understanding;
using IntegrationHub.Core.Understanding.Vocabulary;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Sync;
using IntegrationHub.Sandbox.Doubles;
using IntegrationHub.Tests.Storage;
using IntegrationHub.Tests.Sync;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Contract;

/// <summary>One connector between its double and a store of its own, under a clock that stands still unless it is moved.</summary>
internal sealed class Connected : IAsyncDisposable
{
    private static readonly Lazy<Lexicon> Words = new(() => VocabularyLoader.Load(null).Lexicon);

    private readonly TempFolder _folder = new();
    private readonly HttpMessageInvoker _transport;
    private readonly List<AccountSession> _sessions = [];

    private Connected(ConnectorDescriptor descriptor, VirtualTime time, IRunningDouble outside)
    {
        (Descriptor, Time, Double) = (descriptor, time, outside);
        _transport = new HttpMessageInvoker(new WatchedTransport(time));
        Store = SqliteHub.Open(_folder.Data, new SqliteHubOptions { Clock = time });
        Secrets = outside.GoodSecrets;
    }

    /// <summary>Every connector of the product.</summary>
    public static TheoryData<string> All => [.. ConnectorCatalogue.All.Select(c => c.Id)];

    public ConnectorDescriptor Descriptor { get; }

    public VirtualTime Time { get; }

    public IRunningDouble Double { get; }

    public SqliteHub Store { get; }

    public IReadOnlyDictionary<string, string> Secrets { get; set; }

    /// <summary>Time that a call may take; beyond every wait unless a check wants it to run out.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromDays(1);

    public ConcurrentQueue<string> LogLines { get; } = [];

    public StreamDescriptor Stream => Descriptor.Streams[0];

    public static IReadOnlyList<IConnectorDouble> Doubles { get; } = [.. typeof(IConnectorDouble).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IConnectorDouble)))
        .Select(t => (IConnectorDouble)Activator.CreateInstance(t)!)];

    public static string Fixtures(string connector) => Path.Combine(GeneratedFile.Root, "tests", "Contract", "Fixtures", connector);

    public static async Task<Connected> ToAsync(string connector)
    {
        var time = new VirtualTime();
        var outside = await Doubles.Single(d => d.Connector == connector).StartAsync(time);
        return new Connected(ConnectorCatalogue.Find(connector)!, time, outside);
    }

    /// <summary>Adds sound records, a second apart, the last one well before the lag.</summary>
    public IReadOnlyList<ShownRecord> Add(int count, TimeSpan? apart = null) =>
        [.. Enumerable.Range(0, count).Select(i => Double.Add(Start + TimeSpan.FromTicks((apart ?? TimeSpan.FromSeconds(1)).Ticks * i)))];

    /// <summary>When the first record came into being.</summary>
    public DateTimeOffset Start { get; } = new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero);

    /// <summary>The account as its file would describe it.</summary>
    public Account Account(int? pageSize = null)
    {
        var folder = Path.Combine(_folder.Path, "accounts");
        Directory.CreateDirectory(folder);
        static string Section(string name, IReadOnlyDictionary<string, string> values) =>
            values.Count == 0 ? "" : $"{name}:\n{string.Concat(values.Select(v => $"  {v.Key}: \"{v.Value}\"\n"))}";
        File.WriteAllText(
            Path.Combine(folder, "shop.yaml"),
            $"connector: {Descriptor.Id}\nfrom: 2026-11-21T00:30:00Z\n{(pageSize is null ? "" : $"pageSize: {pageSize}\n")}{Section("options", Double.Options)}{Section("token", Double.Token)}");
        var book = AccountBook.Load(folder, ConnectorCatalogue.Find, [], new CronTimes(TimeZoneInfo.Utc).Problem);
        book.Violations.ShouldBeEmpty();
        return book.Accounts.ShouldHaveSingleItem();
    }

    public SyncEnvironment Environment() => new()
    {
        Clock = Time,
        Random = new Random(7),
        Transport = _transport,
        Variable = name => Secrets.GetValueOrDefault(name),
        Logs = new LoggerFactory([new Recorder(LogLines)]),
        Lease = TimeSpan.FromDays(2),
        Calls = new CallPolicy { AnswerWithin = AnswerWithin },
    };

    public SyncService Service() => new(Store, Environment());

    public Task<SyncRun> SyncAsync(int? pageSize = null, SyncKind kind = SyncKind.Sync, CancellationToken cancellation = default) =>
        Time.RunAsync(Service().RunAsync(Account(pageSize), new SyncRequest(kind), cancellation));

    /// <summary>The connector itself with everything it may touch, to be asked page by page.</summary>
    public AccountSession Session(CancellationToken cancellation = default)
    {
        var account = Account();
        var session = new AccountSession(account, Store, Environment(), new CallPacer(account.Connector.RateBudget, Time), cancellation);
        _sessions.Add(session);
        return session;
    }

    /// <summary>Fetches pages until the last one.</summary>
    public Task<List<Page>> PagesAsync(int pageSize, Cursor? cursor = null, TimeWindow? window = null, CancellationToken cancellation = default)
    {
        var session = Session(cancellation);
        var request = new FetchRequest { Stream = Stream.Name, PageSize = pageSize, Cursor = cursor, Window = window ?? Window };
        return Time.RunAsync(ReadAsync());

        async Task<List<Page>> ReadAsync()
        {
            var pages = new List<Page>();
            await foreach (var page in ((IPoller)session.Connector).FetchAsync(request, session.Context).WithCancellation(cancellation))
            {
                pages.Add(page);
                if (page.IsLast)
                {
                    break;
                }
            }

            return pages;
        }
    }

    /// <summary>A window that holds every record of <see cref="Add"/>; null for a stream without windows.</summary>
    public TimeWindow? Window => Stream.Windows is { } rule ? new TimeWindow(Start, Start + (rule.Longest < TimeSpan.FromMinutes(25) ? rule.Longest : TimeSpan.FromMinutes(25))) : null;

    /// <summary>Every document of the account with its bytes.</summary>
    public IReadOnlyList<(ArchivedDocument Document, byte[] Bytes)> Archived() =>
        [.. Store.Queries.ListDocuments(10_000).Select(d =>
        {
            using var content = Store.Queries.OpenDocument(d.Key.ToString())!;
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            return (d, bytes.ToArray());
        })];

    /// <summary>Keys of the records that the hub has in their final version.</summary>
    public IReadOnlyList<string> Held() => Store.Read(unit => Double.Truth.Where(t => t.Shape != RecordShape.Malformed).Select(t => t)
        .Where(t => t.SourceVersion is { } version
            ? unit.FindDocument(Descriptor.Id, "shop", $"{Stream.Name}/{t.NaturalKey}", version) is not null
            : Archived().Any(a => a.Document.NaturalKey == $"{Stream.Name}/{t.NaturalKey}"))
        .Select(t => t.NaturalKey).ToList());

    /// <summary>Fails where the hub does not have every sound record in its final version.</summary>
    public void ShouldHoldTheTruth() =>
        Double.Truth.Where(t => t.Shape != RecordShape.Malformed).Select(t => t.NaturalKey).Except(Held()).ShouldBeEmpty();

    /// <summary>Lets the pipeline read, map and check what lies on the bus.</summary>
    public async Task ProcessAsync()
    {
        var reader = new SpreadsheetReader(Words.Value);
        var catalogue = new MappingCatalogue(Path.Combine(GeneratedFile.Root, "mappings"), Path.Combine(_folder.Path, "none"), MappingWords.From(Words.Value), Time);
        var knowledge = new Knowledge(
            new MappingPort(new MappingSelector(catalogue), reader), reader, new OrderChecks(RuleFiles.Load(Path.Combine(_folder.Path, "none")).Book));
        var importer = new Importer(Store, new WorkbookReader(), () => knowledge, new PipelineOptions { WorkFolder = _folder.Path }, Time);
        await new MessagePump(Store.Bus, new DocumentMessages(importer), 1, Time).DrainAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        _sessions.ForEach(s => s.Dispose());
        await Double.DisposeAsync();
        _transport.Dispose();
        await Store.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class Recorder(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose() => lines.ToArray();
    }
}
