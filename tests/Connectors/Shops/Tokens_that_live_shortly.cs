using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Taobao;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>Taobao gives some security levels half an hour; the hub renews a token of a month a day early.</summary>
public sealed class Tokens_that_live_shortly
{
    [Fact]
    public async Task Are_renewed_once_in_a_while_and_not_before_every_call()
    {
        var from = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        var plan = new ShopPlan(1, 40, from, TimeSpan.FromHours(2), ShopHabits.Taobao) { Settled = true };
        await using var run = ShopRun.Taobao(plan, new TopSetup { CallsPerSecond = 10, TokenLife = TimeSpan.FromMinutes(30) });
        run.Clock.AdvanceTo(from.AddHours(3));

        var sync = await run.SyncAsync();

        sync.State.ShouldBe(SyncRunState.Done, sync.Fault?.ToString());
        sync.Calls.ShouldBeGreaterThan(40);
        ((TopDouble)run.Platform).Tokens.Renewals.ShouldBe(1);
    }

    [Fact]
    public async Task Do_not_count_where_only_writing_ends()
    {
        var from = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        var plan = new ShopPlan(1, 40, from, TimeSpan.FromHours(2), ShopHabits.Taobao) { Settled = true };
        await using var run = ShopRun.Taobao(plan, new TopSetup { CallsPerSecond = 10, WriteLife = TimeSpan.FromMinutes(30) });
        run.Clock.AdvanceTo(from.AddDays(29.5));
        (await run.SyncAsync()).Fault.ShouldBeNull();
        var renewals = ((TopDouble)run.Platform).Tokens.Renewals;
        renewals.ShouldBe(1, "the token itself was about to end");
        for (var hours = 1; hours <= 12; hours++)
        {
            run.Clock.AdvanceTo(from.AddDays(29.5).AddHours(hours));
            (await run.SyncAsync()).Fault.ShouldBeNull();
        }

        ((TopDouble)run.Platform).Tokens.Renewals.ShouldBe(1);
    }
}
