using IntegrationHub.Adapters.Postgres;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Pipeline;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage.Postgres;

public sealed class Opening_a_database : IDisposable
{
    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Of_many_instances_that_start_together_one_makes_the_tables()
    {
        var hubs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => _database.Open())));

        _database.Ask<int>("select version from hub_schema").ShouldBe(4);
        foreach (var hub in hubs)
        {
            hub.Queries.CountOrders(new OrderQuery()).ShouldBe(0);
            await hub.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_newer_version_that_bears_this_one_is_worked_beside()
    {
        await _database.Open().DisposeAsync();
        _database.Sql("update hub_schema set version = 7");

        await using var hub = _database.Open();
        (await hub.WriteAsync(unit => !unit.Has(1))).ShouldBeTrue();
        _database.Ask<int>("select version from hub_schema").ShouldBe(7);
    }

    [Fact]
    public async Task A_newer_version_that_does_not_bear_this_one_stops_it_even_at_work()
    {
        await using var hub = _database.Open();
        _database.Sql("update hub_schema set version = 8, oldest = 8");

        Should.Throw<StoreUnavailableException>(() => _database.Open()).Fault.ShouldBe(StoreFault.Newer);
        (await Should.ThrowAsync<StoreUnavailableException>(hub.WriteAsync(unit => true))).Fault.ShouldBe(StoreFault.Newer);
        Should.Throw<StoreUnavailableException>(() => hub.Queries.CountOrders(new OrderQuery())).Fault.ShouldBe(StoreFault.Newer);
    }

    [Fact]
    public void A_database_of_something_else_is_left_alone()
    {
        _database.Sql("create table documents (id int)");

        Should.Throw<StoreUnavailableException>(() => _database.Open()).Fault.ShouldBe(StoreFault.Corrupt);
        _database.Ask<bool>("select to_regclass('hub_schema') is null").ShouldBeTrue();
    }

    [Fact]
    public async Task For_reading_creates_nothing_and_finds_an_empty_store()
    {
        await using var store = _database.OpenReadOnly();

        store.Queries.CountOrders(new OrderQuery()).ShouldBe(0);
        store.Maintenance.Verify().Sound.ShouldBeTrue();
        (await Should.ThrowAsync<StoreUnavailableException>(() => store.WriteAsync(unit => true))).Fault.ShouldBe(StoreFault.ReadOnly);
        _database.Ask<bool>("select to_regclass('hub_schema') is null").ShouldBeTrue();
    }

    [Fact]
    public async Task For_reading_beside_a_writer_sees_what_is_committed()
    {
        await using var hub = new TestHub(_database, new FakeReader { Script = _ => FakeReader.Orders(3) });
        await hub.Importer.ImportAsync(TestHub.File());

        await using var store = _database.OpenReadOnly();

        store.Queries.CountOrders(new OrderQuery()).ShouldBe(3);
    }

    [Fact]
    public async Task Text_that_the_engine_cannot_keep_is_shown_with_marks_and_kept_whole_in_the_log()
    {
        const string Number = "PO\0-1 \ud800";
        await using var hub = new TestHub(_database, new FakeReader { Script = _ => [FakeReader.Order(Number)] });

        var answer = await hub.Importer.ImportAsync(TestHub.File());

        var card = hub.Store.Queries.FindOrder(answer.Results[0].Id)!;
        card.Card.OrderNumber.ShouldBe("PO\ufffd-1 \ufffd");
        card.Order.OrderNumber.ShouldBe("PO\0-1 \ufffd");
        hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_server_tells_the_doctor_what_it_is()
    {
        await _database.Open().DisposeAsync();

        var server = PostgresHub.Ask(_database.Options);

        server.Version.ShouldNotBeNullOrEmpty();
        server.Durable.ShouldBeFalse("the tests' server does not sync");
        (server.Clock - TimeProvider.System.GetUtcNow()).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(5));
    }
}
