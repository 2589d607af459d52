using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Sandbox.Doubles;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Contract;

/// <summary>Checks 4 to 10, 12, 13, 18, 19 and 21: what every connector that fetches does, held against its double.</summary>
public sealed class Fetching
{
    private const int Size = 5;
    private const string Strange = "全角ＡＢＣ１２３，emoji🚚🙏，罕用字𠮷㐂䶮，é";

    public static TheoryData<string> Connectors => Connected.All;

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C04_A_good_account_is_healthy_and_a_wrong_credential_is_a_matter_of_configuration(string id) => CheckAsync(id, 4, async it =>
    {
        (await it.Time.RunAsync(it.Service().CheckAsync(it.Account()))).ShouldBeNull();
        it.Secrets = it.Double.BadSecrets;
        var fault = await it.Time.RunAsync(it.Service().CheckAsync(it.Account()));
        fault.ShouldNotBeNull().Class.ShouldBe(FaultClass.Config, fault.Detail);
        it.Secrets = new Dictionary<string, string>();
        (await it.Time.RunAsync(it.Service().CheckAsync(it.Account())))!.Code.ShouldBe("secret-missing");
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C05_All_pages_are_read_however_they_fall(string id) => Waivers.CheckAsync(id, 5, async () =>
    {
        foreach (var count in new[] { 0, 1, Size, Size * 3, (Size * 3) + 1 })
        {
            await using var it = await Connected.ToAsync(id);
            it.Add(count);
            var run = Done(await it.SyncAsync(Size));
            run.Counts.Emitted.ShouldBe(count);
            it.ShouldHoldTheTruth();
        }

        await using var moving = await Connected.ToAsync(id);
        var shown = moving.Add(Size * 3);
        moving.Double.Before(3, () =>
        {
            moving.Double.Change(shown[1].NaturalKey, moving.Time.GetUtcNow());
            moving.Double.Change(shown[^2].NaturalKey, moving.Time.GetUtcNow());
            moving.Double.Add(moving.Time.GetUtcNow());
        });
        Done(await moving.SyncAsync(Size));
        moving.Time.Advance(TimeSpan.FromMinutes(10));
        Done(await moving.SyncAsync(Size));
        moving.ShouldHoldTheTruth();

        await using var ahead = await Connected.ToAsync(id);
        ahead.Double.Script(ScriptedFault.ClockBehind, wait: TimeSpan.FromMinutes(5));
        ahead.Add(Size);
        ahead.Double.Add(ahead.Time.GetUtcNow() - TimeSpan.FromMinutes(3.5));
        Done(await ahead.SyncAsync(Size));
        ahead.Time.Advance(TimeSpan.FromMinutes(10));
        Done(await ahead.SyncAsync(Size));
        ahead.ShouldHoldTheTruth();
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C06_A_cursor_survives_as_JSON_and_an_unknown_one_is_refused(string id) => CheckAsync(id, 6, async it =>
    {
        it.Add(Size * 3);
        var pages = await it.PagesAsync(Size);
        var kept = JsonSerializer.Deserialize<Cursor>(JsonSerializer.Serialize(pages[0].NextCursor));
        var rest = await it.PagesAsync(Size, kept);
        Keys(pages[..1]).Union(Keys(rest)).Order().ShouldBe(Keys(pages).Order());

        var refused = await Should.ThrowAsync<ConnectorException>(() => it.PagesAsync(Size, new Cursor(999, "{}")));
        refused.Fault.Class.ShouldBe(FaultClass.Config);
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C07_Going_on_from_any_page_yields_the_rest(string id) => CheckAsync(id, 7, async it =>
    {
        it.Add(Size * 4);
        var pages = await it.PagesAsync(Size);
        for (var stop = 1; stop < pages.Count; stop++)
        {
            var rest = await it.PagesAsync(Size, pages[stop - 1].NextCursor);
            Keys(pages[..stop]).Union(Keys(rest)).Order().ShouldBe(Keys(pages).Order(), $"stopped after page {stop}");
        }
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C08_Records_of_one_second_on_the_edge_of_two_windows_are_both_delivered(string id) => CheckAsync(id, 8, async it =>
    {
        var edge = it.Start.AddMinutes(5);
        string[] both = [it.Double.Add(edge).NaturalKey, it.Double.Add(edge).NaturalKey];
        List<Page> pages = it.Window is null
            ? await it.PagesAsync(Size)
            : [.. await it.PagesAsync(Size, null, new TimeWindow(it.Start, edge)), .. await it.PagesAsync(Size, null, new TimeWindow(edge, edge.AddMinutes(5)))];
        Keys(pages).Distinct().Order().ShouldBe(both.Order());
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C09_Fetched_twice_the_keys_versions_and_bytes_are_the_same(string id) => CheckAsync(id, 9, async it =>
    {
        it.Add(Size + 2);
        var first = (await it.PagesAsync(Size)).SelectMany(p => p.Records).ToList();
        it.Time.Advance(TimeSpan.FromMinutes(3));
        var second = (await it.PagesAsync(Size)).SelectMany(p => p.Records).ToList();
        second.Select(Whole).ShouldBe(first.Select(Whole));
        Done(await it.SyncAsync()).Counts.Emitted.ShouldBe(Size + 2);
        var again = Done(await it.SyncAsync(kind: SyncKind.Sweep));
        again.Counts.Emitted.ShouldBe(0);
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C10_Cancelled_in_the_middle_nothing_partial_is_kept_and_the_next_run_has_the_rest(string id) => Waivers.CheckAsync(id, 10, async () =>
    {
        for (var call = 2; call <= 4; call++)
        {
            await using var it = await Connected.ToAsync(id);
            it.Add(Size * 3);
            using var stop = new CancellationTokenSource();
            it.Double.Before(call, stop.Cancel);
            var run = await it.SyncAsync(Size, cancellation: stop.Token);
            run.State.ShouldBe(SyncRunState.Cancelled);
            run.Counts.Balanced.ShouldBeTrue();
            it.Archived().Count.ShouldBe((int)run.Counts.Emitted);
            (run.Counts.Emitted % Size).ShouldBe(0, "whole pages");
            Done(await it.SyncAsync(Size));
            it.ShouldHoldTheTruth();
            it.Archived().Count.ShouldBe(Size * 3);
        }
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C12_A_rate_limit_is_waited_for_and_the_budget_is_kept(string id) => CheckAsync(id, 12, async it =>
    {
        it.Add(Size * 4);
        it.Double.Script(ScriptedFault.RateLimited, 1, TimeSpan.FromSeconds(45));
        var began = it.Time.GetUtcNow();
        Done(await it.SyncAsync(Size));
        (it.Time.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(45));
        it.Double.Violations.ShouldBeEmpty();
        it.ShouldHoldTheTruth();
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C13_One_malformed_record_is_parked_and_the_others_pass(string id) => CheckAsync(id, 13, async it =>
    {
        it.Add(3);
        it.Double.Add(it.Start.AddSeconds(5), RecordShape.Malformed);
        it.Double.Add(it.Start.AddSeconds(6));
        var run = Done(await it.SyncAsync());
        run.Counts.Emitted.ShouldBe(4);
        run.Counts.Rejected.ShouldBeGreaterThan(0);
        var letters = it.Store.DeadLetters.List(new DeadLetterQuery { State = "open" });
        letters.Count.ShouldBe((int)run.Counts.Rejected);
        letters.ShouldAllBe(l => l.Stage == "fetch" && l.Message.Any(char.IsAsciiDigit) && l.Body.Length > 0, "with its place and its bytes");
        Done(await it.SyncAsync(kind: SyncKind.Sweep));
        it.Store.DeadLetters.List(new DeadLetterQuery { State = "open" }).Count.ShouldBe(letters.Count, "parked once");
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C18_No_secret_shows_in_logs_faults_or_dead_letters(string id) => CheckAsync(id, 18, async it =>
    {
        it.Add(2);
        it.Double.Add(it.Start.AddSeconds(5), RecordShape.Malformed);
        var rotated = new HashSet<string>();
        foreach (var fault in new[] { ScriptedFault.RateLimited, ScriptedFault.Unavailable, ScriptedFault.Truncated, ScriptedFault.TokenExpired })
        {
            it.Double.Script(fault, 1, TimeSpan.FromSeconds(1));
            await it.SyncAsync();
            rotated.UnionWith(it.Store.Read(u => u.Sync.FindCredential("shop")) is { Credential: var token } ? [token.AccessToken, token.RefreshToken!] : []);
        }

        it.Secrets = it.Double.BadSecrets;
        await it.SyncAsync();
        await it.Time.RunAsync(it.Service().CheckAsync(it.Account()));
        var seen = string.Join('\n', [
            .. it.LogLines, .. it.Store.Read(u => u.Sync.Runs(null, 100)).Select(r => $"{r}"),
            .. it.Store.DeadLetters.List(new DeadLetterQuery { State = null }).Select(l => l + Encoding.UTF8.GetString(l.Body))]);
        seen.Length.ShouldBeGreaterThan(100);
        rotated.Count.ShouldBe(it.Double.Refreshes * 2, "every renewed token is looked for too");
        foreach (var secret in it.Double.GoodSecrets.Values.Concat(it.Double.BadSecrets.Values).Concat(rotated))
        {
            seen.ShouldNotContain(secret);
        }
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C19_Characters_of_every_kind_survive(string id) => CheckAsync(id, 19, async it =>
    {
        it.Double.Add(it.Start, RecordShape.Sound, Strange);
        Done(await it.SyncAsync());
        var bytes = it.Archived().ShouldHaveSingleItem().Bytes;
        (it.Stream.Format == RecordFormat.Json ? Strings(JsonDocument.Parse(bytes).RootElement) : [Encoding.UTF8.GetString(bytes)])
            .ShouldContain(text => text.Contains(Strange, StringComparison.Ordinal));
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C21_Every_record_is_accounted_for_whatever_happens(string id) => CheckAsync(id, 21, async it =>
    {
        var shown = it.Add(Size * 2);
        it.Double.Add(it.Start.AddSeconds(30), RecordShape.Malformed);
        it.Double.Script(ScriptedFault.Unavailable, 2);
        it.Double.Script(ScriptedFault.Truncated);
        var first = Done(await it.SyncAsync(Size));
        it.Time.Advance(TimeSpan.FromMinutes(10));
        it.Double.Change(shown[0].NaturalKey, it.Time.GetUtcNow() - TimeSpan.FromMinutes(5));
        var second = Done(await it.SyncAsync(Size));
        foreach (var run in new[] { first, second })
        {
            run.Counts.Balanced.ShouldBeTrue();
            run.Counts.Pending.ShouldBe(0);
        }

        it.Archived().Count.ShouldBe((int)(first.Counts.Emitted + second.Counts.Emitted));
        it.Archived().Count.ShouldBe((Size * 2) + 1);
        it.ShouldHoldTheTruth();
    });

    private static Task CheckAsync(string id, int check, Func<Connected, Task> body) => Waivers.CheckAsync(id, check, async () =>
    {
        await using var it = await Connected.ToAsync(id);
        await body(it);
    });

    private static SyncRun Done(SyncRun run)
    {
        run.State.ShouldBe(SyncRunState.Done, run.Fault?.ToString());
        run.Counts.Balanced.ShouldBeTrue();
        return run;
    }

    private static IEnumerable<string> Keys(IEnumerable<Page> pages) => pages.SelectMany(p => p.Records).Select(r => r.NaturalKey).Distinct();

    private static string Whole(FetchedRecord record) => $"{record.NaturalKey} {record.SourceVersion} {Convert.ToHexString(record.Bytes.Span)}";

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => Strings(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        _ => [],
    };
}
