using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Pipeline;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

/// <summary>A card whose events are not those that were filed is told as damage where it is read, not shown as an emptier order.</summary>
public abstract class Reading_a_damaged_log(Engine engine) : IAsyncLifetime
{
    private readonly TempFolder _folder = TempFolder.On(engine);
    private TestHub _hub = null!;
    private List<Guid> _ids = [];

    public async Task InitializeAsync()
    {
        _hub = new TestHub(_folder);
        _hub.Reader.Script = _ => FakeReader.Orders(20);
        _ids = [.. (await _hub.Importer.ImportAsync(TestHub.File())).Results.Select(result => result.Id)];
        await _hub.Desk.RejectAsync(_ids[0], "wang", "called off");
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("update journal set bytes = {zeros}")]
    [InlineData("delete from journal")]
    [InlineData("delete from contents")]
    [InlineData("update contents set bytes = {zeros}")]
    [InlineData("update orders set place = (select min(place) from orders)")]
    [InlineData("update orders set length = length + 1")]
    [InlineData("update orders set head = {zeros}")]
    public async Task Is_told_as_a_damaged_store(string damage)
    {
        await DamageAsync(damage);

        Corrupt(() => _hub.Store.Queries.FindOrder(_ids[0]));
        Corrupt(() => _hub.Store.Queries.ListOrderViews(new OrderQuery()));
        _hub.Store.Maintenance.Verify().Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Is_not_decided_on()
    {
        await DamageAsync("update journal set bytes = {zeros}");

        (await Should.ThrowAsync<StoreUnavailableException>(() => _hub.Desk.RejectAsync(_ids[3], "wang", "called off"))).Fault.ShouldBe(StoreFault.Corrupt);
    }

    [Fact]
    public async Task Leaves_orders_of_other_logs_as_they_are()
    {
        var other = engine == Engine.Sqlite ? $"x'{_ids[0]:N}'" : $"'{_ids[0]}'";
        await DamageAsync($"update orders set head = {{zeros}} where id = {other}");

        Corrupt(() => _hub.Store.Queries.FindOrder(_ids[0])).Message.ShouldContain(_ids[0].ToString());
        _hub.Store.Queries.FindOrder(_ids[1]).ShouldNotBeNull().Order.OrderNumber.ShouldBe("PO-2");
    }

    private static StoreUnavailableException Corrupt(Func<object?> read)
    {
        var fault = Should.Throw<StoreUnavailableException>(() => read());
        fault.Fault.ShouldBe(StoreFault.Corrupt);
        return fault;
    }

    private async Task DamageAsync(string damage)
    {
        await _hub.Store.DisposeAsync();
        _folder.LiftGuards();
        _folder.Sql(damage.Replace("{zeros}", engine == Engine.Sqlite ? "zeroblob(32)" : "decode(repeat('00', 32), 'hex')", StringComparison.Ordinal));
        _hub = new TestHub(_folder);
    }
}

/// <summary>On the file of a data folder.</summary>
public sealed class Reading_a_damaged_log_in_a_file() : Reading_a_damaged_log(Engine.Sqlite);

/// <summary>On a server.</summary>
public sealed class Reading_a_damaged_log_on_a_server() : Reading_a_damaged_log(Engine.Postgres);
