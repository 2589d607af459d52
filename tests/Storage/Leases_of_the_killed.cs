using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

public sealed class Leases_of_the_killed
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Go_once_nobody_can_have_them_any_more(Engine engine)
    {
        using var folder = TempFolder.On(engine);
        var clock = new TestClock();
        await using var hub = folder.Open(clock);
        for (var key = 0; key < 20; key++)
        {
            (await hub.Leases.TryTakeAsync($"key:documents:{key}", "killed", TimeSpan.FromMinutes(1))).ShouldBeTrue();
        }

        (await hub.Leases.TryTakeAsync("outbox", "alive", TimeSpan.FromDays(3))).ShouldBeTrue();
        await hub.Leases.ReleaseAsync("another", "alive");
        hub.Ask(unit => unit.Database.Scalar("select count(*) from leases")).ShouldBe(21);

        clock.Advance(TimeSpan.FromDays(2));
        await hub.Leases.ReleaseAsync("another", "alive");

        hub.Ask(unit => unit.Database.Scalar("select count(*) from leases")).ShouldBe(1);
    }
}
