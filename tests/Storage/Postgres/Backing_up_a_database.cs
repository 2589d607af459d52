using IntegrationHub.Adapters.Postgres;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Pipeline;
using Npgsql;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage.Postgres;

/// <summary>With the real pg_dump and pg_restore, and with programs that only look like them.</summary>
[Trait("speed", "slow")]
public sealed class Backing_up_a_database : IDisposable
{
    private readonly TempDatabase _database = new();
    private readonly TempDatabase _empty = new();

    public void Dispose()
    {
        _database.Dispose();
        _empty.Dispose();
    }

    private string Copy => Path.Combine(_database.Path, "hub.dump");

    [Fact]
    public async Task What_comes_back_is_what_was_there_and_its_projections_are_the_same_when_rebuilt()
    {
        VerifyReport before;
        string cards;
        await using (var hub = new TestHub(_database, new FakeReader { Script = _ => FakeReader.Orders(5) }))
        {
            await hub.Importer.ImportAsync(TestHub.File());
            await hub.Store.Maintenance.CheckpointAsync();
            (before, cards) = (hub.Store.Maintenance.Verify(), Cards(hub.Store));

            // While the hub has it open, and works on.
            await hub.Store.Maintenance.BackupAsync(Copy);
        }

        await PostgresHub.RestoreAsync(_empty.Options, Copy, default);

        await using var restored = _empty.Open();
        Cards(restored).ShouldBe(cards);
        (await restored.Maintenance.RebuildAsync()).ShouldBe(5);
        Cards(restored).ShouldBe(cards);
        var after = restored.Maintenance.Verify();
        after.Problems.ShouldBeEmpty();
        (after.Orders, after.Events, after.Checkpoints).ShouldBe((before.Orders, before.Events, before.Checkpoints));
        after.Checkpoints.ShouldBe(1);
        Directory.GetFiles(_database.Path, "hub.dump*").ShouldBe([Copy]);
    }

    [Fact]
    public async Task A_restored_database_is_worked_on_and_its_log_is_still_only_appended_to()
    {
        await using (var hub = new TestHub(_database, new FakeReader { Script = _ => FakeReader.Orders(2) }))
        {
            await hub.Importer.ImportAsync(TestHub.File());
            await hub.Store.Maintenance.BackupAsync(Copy);
        }

        await PostgresHub.RestoreAsync(_empty.Options, Copy, default);

        await using (var hub = new TestHub(_empty, new FakeReader { Script = _ => [FakeReader.Order("PO-NEW")] }))
        {
            (await hub.Importer.ImportAsync(TestHub.File())).Results.Count.ShouldBe(1);
            hub.Store.Queries.CountOrders(new OrderQuery()).ShouldBe(3);
        }

        Should.Throw<PostgresException>(() => _empty.Sql("delete from journal"));
    }

    [Fact]
    public async Task A_database_with_anything_in_it_is_left_alone()
    {
        await MakeAsync();
        _empty.Sql("create table precious (id int); insert into precious values (1)");

        (await FaultAsync(() => PostgresHub.RestoreAsync(_empty.Options, Copy, default))).Finding.Code.ShouldBe("store-restore-not-empty");

        _empty.Ask<bool>("select to_regclass('hub_schema') is null").ShouldBeTrue();
        _empty.Ask<long>("select count(*) from precious").ShouldBe(1);
        (await FaultAsync(() => PostgresHub.RestoreAsync(_database.Options, Copy, default))).Finding.MessageZh.ShouldContain("不是空的");
    }

    [Fact]
    public async Task What_is_no_backup_of_a_hub_is_refused()
    {
        var text = Path.Combine(_database.Path, "a.csv");
        await File.WriteAllTextAsync(text, "not a dump");
        (await FaultAsync(() => PostgresHub.RestoreAsync(_empty.Options, text, default))).Finding.Code.ShouldBe("store-backup-unreadable");

        _database.Sql("create table something (id int)");
        await PostgresHub.BackUpAsync(_database.Options, Copy, default);
        (await FaultAsync(() => PostgresHub.RestoreAsync(_empty.Options, Copy, default))).Finding.Code.ShouldBe("store-backup-unreadable");
        _empty.Ask<long>("select count(*) from pg_tables where schemaname = 'public'").ShouldBe(0);
    }

    [Fact]
    public async Task A_backup_that_is_cut_short_restores_nothing()
    {
        await MakeAsync();
        var bytes = await File.ReadAllBytesAsync(Copy);
        await File.WriteAllBytesAsync(Copy, bytes[..^200]);

        (await FaultAsync(() => PostgresHub.RestoreAsync(_empty.Options, Copy, default))).Finding.Code.ShouldBe("store-restore-failed");

        _empty.Ask<long>("select count(*) from pg_tables where schemaname = 'public'").ShouldBe(0, "one transaction");
    }

    [Fact]
    public async Task Without_the_tools_it_says_what_to_install()
    {
        var fault = await FaultAsync(() => PostgresHub.BackUpAsync(_database.Options with { ToolFolders = [_database.Path] }, Copy, default));

        fault.Finding.Code.ShouldBe("store-backup-tool-missing");
        fault.Finding.Message.ShouldContain("pg_dump");
        PostgresFaults.ToolMissing.FixZh.ShouldContain("postgresql-client");
        File.Exists(Copy).ShouldBeFalse();
    }

    [Fact]
    public async Task A_tool_older_than_the_server_is_refused()
    {
        Tool("pg_dump", "echo 'pg_dump (PostgreSQL) 9.6.24'");

        var fault = await FaultAsync(() => PostgresHub.BackUpAsync(_database.Options with { ToolFolders = [_database.Path] }, Copy, default));

        fault.Finding.Code.ShouldBe("store-backup-tool-old");
        fault.Finding.Message.ShouldContain(" 9,");
    }

    [Fact]
    public async Task The_password_is_never_on_a_command_line_nor_what_is_left_open_to_others()
    {
        await MakeAsync();
        File.Delete(Copy);
        var real = Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin", "pg_dump")).Last(File.Exists);
        var seen = Path.Combine(_database.Path, "seen");
        Tool("pg_dump", $"echo \"$@\" >> '{seen}'\necho \"password by environment: ${{PGPASSWORD:+yes}}\" >> '{seen}'\nexec '{real}' \"$@\"");
        Tool("pg_restore", $"exec '{Path.Combine(Path.GetDirectoryName(real)!, "pg_restore")}' \"$@\"");
        var options = _database.Options with
        {
            ConnectionString = LocalServer.WithPassword(_database.ConnectionString),
            Password = _ => Task.FromResult(new PostgresPassword("secret", null)),
            ToolFolders = [_database.Path],
        };

        await PostgresHub.BackUpAsync(options, Copy, default);

        var told = await File.ReadAllTextAsync(seen);
        told.ShouldContain("--format=custom");
        told.ShouldContain("password by environment: yes");
        told.ShouldNotContain("secret");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Copy).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_being_repeated_and_leaves_no_file()
    {
        await MakeAsync();
        File.Delete(Copy);
        var asked = 0;
        var options = _database.Options with
        {
            ConnectionString = LocalServer.WithPassword(_database.ConnectionString),

            // Right for the question of the version, wrong for the tool.
            Password = _ => Task.FromResult(new PostgresPassword(asked++ == 0 ? "secret" : "canary-secret", null)),
        };

        var fault = await FaultAsync(() => PostgresHub.BackUpAsync(options, Copy, default));

        fault.Finding.Code.ShouldBe("store-backup-failed");
        fault.Finding.Message.ShouldContain("password authentication failed");
        fault.ToString().ShouldNotContain("canary-secret");
        Directory.GetFiles(_database.Path, "hub.dump*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelled_it_ends_the_tool_and_leaves_no_file()
    {
        await MakeAsync();
        File.Delete(Copy);
        var started = Path.Combine(_database.Path, "started");
        Tool("pg_dump", $"case \"$1\" in --version) echo 'pg_dump (PostgreSQL) 99.0' ;; *) echo $$ > '{started}'; exec sleep 600 ;; esac");
        using var cancelled = new CancellationTokenSource();

        var backup = PostgresHub.BackUpAsync(_database.Options with { ToolFolders = [_database.Path] }, Copy, cancelled.Token);
        while (!File.Exists(started) || (await File.ReadAllTextAsync(started)).Length == 0)
        {
            backup.IsCompleted.ShouldBeFalse();
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(backup);
        Directory.Exists("/proc/" + (await File.ReadAllTextAsync(started)).Trim()).ShouldBeFalse("it still runs");
        Directory.GetFiles(_database.Path, "hub.dump*").ShouldBeEmpty();
    }

    private static string Cards(Adapters.Store.StoreHub hub) => string.Join('\n', hub.Queries.ListOrderViews(new OrderQuery())
        .Select(view => $"{view.Card.Id} {view.Card.OrderNumber} {view.Card.Outcome} {view.Order.Lines.Count}").Order(StringComparer.Ordinal));

    private static async Task<StoreUnavailableException> FaultAsync(Func<Task> work) => await Should.ThrowAsync<StoreUnavailableException>(work);

    private async Task MakeAsync()
    {
        await using var hub = new TestHub(_database, new FakeReader { Script = _ => FakeReader.Orders(2) });
        await hub.Importer.ImportAsync(TestHub.File());
        await hub.Store.Maintenance.BackupAsync(Copy);
    }

    private void Tool(string name, string script)
    {
        var path = Path.Combine(_database.Path, name);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
