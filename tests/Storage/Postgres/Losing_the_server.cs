using IntegrationHub.Adapters.Postgres;
using IntegrationHub.Core.Storage;
using Npgsql;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage.Postgres;

public sealed class Losing_the_server : IDisposable
{
    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task In_the_middle_of_a_transaction_leaves_nothing_half_done_and_the_next_one_works()
    {
        await using var hub = _database.Open();
        var fault = await Should.ThrowAsync<StoreUnavailableException>(hub.WriteAsync(unit =>
        {
            unit.Put(1);
            unit.Has(1).ShouldBeTrue();
            Disconnect();
            unit.Put(2);
            return !unit.Has(2);
        }));

        fault.Fault.ShouldBe(StoreFault.Inaccessible);
        fault.Finding.Code.ShouldBe("store-unreachable");
        await hub.WriteAsync(unit =>
        {
            unit.Put(3);
            return true;
        });
        hub.Read(unit => (unit.Has(1), unit.Has(2))).ShouldBe((false, false));
        hub.Read(unit => unit.Has(3)).ShouldBeTrue();
    }

    [Fact]
    public async Task Between_two_transactions_is_not_noticed()
    {
        await using var hub = _database.Open();
        hub.Queries.CountOrders(new OrderQuery()).ShouldBe(0);
        Disconnect();
        hub.Queries.CountOrders(new OrderQuery()).ShouldBe(0);
        Disconnect();
        (await hub.WriteAsync(unit => !unit.Has(1))).ShouldBeTrue();
    }

    [Fact]
    public async Task Work_that_another_instance_holds_up_for_too_long_is_told_so()
    {
        await using var hub = _database.Open();
        await using var other = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        await other.OpenAsync();
        await using var hold = new NpgsqlCommand("begin; select pg_advisory_xact_lock(1229485410, 1)", other);
        await hold.ExecuteNonQueryAsync();

        var waiting = hub.WriteAsync(unit => true);
        while (_database.Ask<long>("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        // What the server does by itself after half a minute.
        _database.Ask<object>("select pg_cancel_backend(pid) from pg_locks where locktype = 'advisory' and not granted");
        (await Should.ThrowAsync<StoreUnavailableException>(waiting)).Fault.ShouldBe(StoreFault.Inaccessible);
        await using var release = new NpgsqlCommand("rollback", other);
        await release.ExecuteNonQueryAsync();
        (await hub.WriteAsync(unit => true)).ShouldBeTrue();
    }

    [Fact]
    public async Task To_one_that_only_follows_is_met_once_and_not_again_through_connections_that_lay_idle()
    {
        await using var hub = _database.Open();

        // Sessions begin with the database's setting and keep it: these lead to a server that no longer takes writes, new ones to one that does.
        Alter("set default_transaction_read_only = on");
        Disconnect();
        hub.Read(_ => hub.Read(_ => hub.Read(_ => hub.Read(unit => unit.Has(1))))).ShouldBeFalse();
        Alter("reset default_transaction_read_only");

        var fault = await Should.ThrowAsync<StoreUnavailableException>(WriteAsync(hub));

        fault.Finding.Code.ShouldBe("store-unreachable");
        fault.Finding.Message.ShouldContain("25006");
        await WriteAsync(hub);
        hub.Read(unit => unit.Has(1)).ShouldBeTrue();
    }

    private static Task<bool> WriteAsync(IHubStore hub) => hub.WriteAsync(unit =>
    {
        unit.Put(1);
        return true;
    });

    // The session that says so may itself be one that must not write.
    private void Alter(string setting)
    {
        using var connection = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false;Options=-c default_transaction_read_only=off");
        connection.Open();
        using var command = new NpgsqlCommand($"do $$ begin execute format('alter database %I {setting}', current_database()); end $$", connection);
        command.ExecuteNonQuery();
    }

    [Fact]
    public void Altogether_is_a_coded_finding()
    {
        var nowhere = _database.Options with { ConnectionString = "Host=127.0.0.1;Port=1;Username=hub;Database=hub;Timeout=5" };

        var fault = Should.Throw<StoreUnavailableException>(() => PostgresHub.Open(nowhere));

        fault.Finding.Code.ShouldBe("store-unreachable");
        fault.Finding.MessageZh.ShouldContain("无应答");
    }

    [Fact]
    public void A_database_that_is_not_there_is_refused()
    {
        var missing = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Database = "nowhere" }.ConnectionString;

        Should.Throw<StoreUnavailableException>(() => PostgresHub.Open(_database.Options with { ConnectionString = missing }))
            .Finding.Code.ShouldBe("store-refused");
    }

    private void Disconnect() => _database.Ask<object>(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
}
