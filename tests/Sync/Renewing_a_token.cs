using IntegrationHub.Core.Sync.Runs;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Sync;

/// <summary>A run and a check of one account work at the same time, each with a session of its own, here or in another process.</summary>
public sealed class Renewing_a_token
{
    [Fact]
    public async Task That_another_session_renewed_meanwhile_takes_over_what_it_got()
    {
        await using var it = new SyncedShop();
        it.Fill(20);
        it.Account = it.Account with { Token = it.Account.Token! with { ExpiresAt = it.Now + TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(2) } };
        Task<Core.Messaging.Fault?>? check = null;
        it.Shop.Before = (n, _) =>
        {
            // The run is under way with the old token when somebody checks the account, and the check finds the token due.
            if (n == 4)
            {
                it.Time.Advance(TimeSpan.FromSeconds(5));
                check = it.Service().CheckAsync(it.Account);
            }

            return null;
        };

        var run = await it.RunAsync();

        (await it.Time.RunAsync(check!)).ShouldBeNull();
        run.State.ShouldBe(SyncRunState.Done, run.Fault?.ToString());
        it.Shop.Refreshes.ShouldBe(1);
        it.ShouldHoldEverything();
    }

    [Fact]
    public async Task By_two_sessions_at_once_asks_once()
    {
        await using var it = new SyncedShop();
        it.Account = it.Account with { Token = it.Account.Token! with { ExpiresAt = it.Now + TimeSpan.FromMinutes(1) } };

        var checks = await it.Time.RunAsync(Task.WhenAll(Enumerable.Range(0, 5).Select(_ => it.Service().CheckAsync(it.Account))));

        checks.ShouldAllBe(fault => fault == null);
        it.Shop.Refreshes.ShouldBe(1);
        it.Shop.Refused.ShouldBe(0);
    }
}
