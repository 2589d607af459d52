using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

public abstract class Group_commit(Engine engine) : IAsyncLifetime
{
    private readonly TempFolder _folder = TempFolder.On(engine);
    private StoreHub _hub = null!;

    public Task InitializeAsync()
    {
        _hub = _folder.Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Work_that_throws_is_undone_alone()
    {
        var work = Enumerable.Range(0, 60).Select(i => _hub.WriteAsync(unit =>
        {
            unit.Put(i);
            return i % 7 == 3 ? throw new InvalidDataException($"bad {i}") : i;
        })).ToList();

        for (var i = 0; i < work.Count; i++)
        {
            if (i % 7 == 3)
            {
                (await Should.ThrowAsync<InvalidDataException>(work[i])).Message.ShouldBe($"bad {i}");
            }
            else
            {
                (await work[i]).ShouldBe(i);
            }

            _hub.Read(unit => unit.Has(i)).ShouldBe(i % 7 != 3);
        }
    }

    [Fact]
    public async Task Of_many_items_the_bad_one_is_undone_and_named_and_the_rest_stands()
    {
        var refused = new List<int>();
        var done = await _hub.WriteEachAsync(
            [1, 2, 3, 4],
            (unit, item) =>
            {
                unit.Put(item);
                if (item == 3)
                {
                    throw new InvalidDataException();
                }
            },
            (unit, item, fault) => refused.Add(item),
            unit => "done");

        done.ShouldBe("done");
        refused.ShouldBe([3]);
        _hub.Read(unit => Enumerable.Range(1, 4).Where(i => unit.Has(i)).ToList()).ShouldBe([1, 2, 4]);
    }

    [Fact]
    public async Task Two_orders_that_arrive_together_cannot_spend_one_limit_twice()
    {
        await _hub.Reference.LoadAsync([new CreditPosition("C1", "CNY", 100, 0, 0, 0)], ReferenceMode.Replace);
        var key = DocumentKey.Create(DateTimeOffset.UnixEpoch.AddDays(20000), new byte[6]);

        var granted = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => _hub.WriteAsync(unit =>
        {
            var checks = unit.ChecksFor(key.Order(i));
            var credit = checks.FindCredit("c1")!;
            if (credit.Limit - credit.Reserved < 30)
            {
                return false;
            }

            checks.Reserve("C1", "CNY", 30);
            unit.SetReservation(key.Order(i), unit.Reserved);
            return true;
        }))));

        granted.Count(yes => yes).ShouldBe(3);
        _hub.Read(unit => unit.ChecksFor(Guid.Empty).FindCredit("C1")!.Reserved).ShouldBe(90m);
    }

    [Fact]
    public async Task A_lease_has_one_holder_until_its_time_is_up()
    {
        (await _hub.Leases.TryTakeAsync("sync:jd", "a", TimeSpan.FromMinutes(1))).ShouldBeTrue();
        (await _hub.Leases.TryTakeAsync("sync:jd", "b", TimeSpan.FromMinutes(1))).ShouldBeFalse();
        (await _hub.Leases.TryTakeAsync("sync:jd", "a", TimeSpan.FromMinutes(1))).ShouldBeTrue();
        await _hub.Leases.ReleaseAsync("sync:jd", "b");
        (await _hub.Leases.TryTakeAsync("sync:jd", "b", TimeSpan.FromMinutes(1))).ShouldBeFalse();
        await _hub.Leases.ReleaseAsync("sync:jd", "a");
        (await _hub.Leases.TryTakeAsync("sync:jd", "b", TimeSpan.FromMinutes(1))).ShouldBeTrue();
    }
}

/// <summary>On the file of a data folder.</summary>
public sealed class Group_commit_in_a_file() : Group_commit(Engine.Sqlite);

/// <summary>On a server.</summary>
public sealed class Group_commit_on_a_server() : Group_commit(Engine.Postgres);
