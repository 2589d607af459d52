using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Sync.Calls;
using IntegrationHub.Core.Sync.Runs;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Sync;

public sealed class Calling
{
    [Fact]
    public async Task The_budget_is_never_exceeded_and_fully_used()
    {
        var time = new VirtualTime();
        var pacer = new CallPacer(new RateBudget(5, TimeSpan.FromSeconds(1)) { Burst = 3 }, time);
        var began = time.GetUtcNow();
        var at = new List<TimeSpan>();
        for (var i = 0; i < 20; i++)
        {
            await time.RunAsync(WaitAsync(pacer));
            at.Add(time.GetUtcNow() - began);
        }

        at.Take(3).ShouldAllBe(t => t == TimeSpan.Zero);
        at[^1].ShouldBe(TimeSpan.FromMilliseconds(200 * 17));
    }

    [Fact]
    public async Task A_pause_holds_back_those_who_wait_already()
    {
        var time = new VirtualTime();
        var pacer = new CallPacer(new RateBudget(1, TimeSpan.FromSeconds(1)), time);
        await time.RunAsync(WaitAsync(pacer));
        var second = WaitAsync(pacer);
        pacer.Pause(TimeSpan.FromSeconds(90));
        var began = time.GetUtcNow();
        await time.RunAsync(second);
        (time.GetUtcNow() - began).ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task A_rate_limit_within_a_good_answer_is_waited_for()
    {
        await using var it = new SyncedShop();
        it.Fill(5);
        it.Shop.Before = (n, _) => n is 2 or 3 ? FakeShop.Error("slow-down") : null;
        await it.SucceedAsync();
        (it.Time.GetUtcNow() - it.Now).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(4));
        it.ShouldHoldEverything();
    }

    [Fact]
    public async Task What_may_pass_is_repeated_with_growing_delay_and_then_given_up()
    {
        await using var it = new SyncedShop();
        it.Fill(5);
        it.Shop.Before = (n, _) => n <= 3 ? FakeShop.Error("busy") : null;
        await it.SucceedAsync();

        it.Shop.Put("LATER", it.Time.GetUtcNow());
        it.Time.Advance(TimeSpan.FromMinutes(5));
        var before = it.Shop.Calls;
        it.Shop.Before = (_, _) => FakeShop.Error("busy");
        var run = await it.RunAsync();
        run.Fault!.Class.ShouldBe(FaultClass.Transient);
        (it.Shop.Calls - before).ShouldBe(6);

        it.Shop.Before = null;
        await it.SucceedAsync();
        it.ShouldHoldEverything();
    }

    [Fact]
    public async Task What_repeating_cannot_change_is_asked_once()
    {
        await using var it = new SyncedShop();
        it.Shop.Before = (_, _) => FakeShop.Error("no-permission");
        (await it.RunAsync()).Fault!.Code.ShouldBe("no-permission");
        it.Shop.Calls.ShouldBe(1);
        it.Shop.Before = (_, _) => FakeShop.Error("something-new", "customer 13800000000");
        var unlisted = (await it.RunAsync()).Fault!;
        unlisted.Class.ShouldBe(FaultClass.Bug);
        unlisted.Message.ShouldNotContain("13800000000");
        it.Shop.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_ends_in_the_middle_is_renewed_once_and_kept()
    {
        await using var it = new SyncedShop();
        it.Fill(20);
        it.Shop.Before = (n, _) =>
        {
            it.Shop.Token = n == 4 ? "access-0x" : it.Shop.Token;
            return null;
        };
        it.Shop.Token = "access-0";
        it.Variables["REFRESH"] = "refresh-0x";
        await it.SucceedAsync();
        it.ShouldHoldEverything();
        it.Shop.Refreshes.ShouldBe(1);
        it.Shop.Refused.ShouldBe(1);

        // Another process goes on with the rotated token, not with the configured one.
        it.Shop.Before = null;
        await it.ReopenAsync();
        await it.SucceedAsync();
        it.Shop.Refused.ShouldBe(1);
        it.Store.Read(unit => unit.Sync.FindCredential("shop"))!.Credential.AccessToken.ShouldBe("access-1");

        // Someone authorised the account anew: that token counts from now on.
        it.Shop.Token = "access-new";
        (it.Variables["ACCESS"], it.Variables["REFRESH"]) = ("access-new", "refresh-new");
        await it.SucceedAsync();
        it.Shop.Refused.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends_and_by_one_caller_only()
    {
        await using var it = new SyncedShop();
        it.Account = it.Account with { Token = it.Account.Token! with { ExpiresAt = it.Now + TimeSpan.FromMinutes(9) } };
        using var session = new AccountSession(
            it.Account, it.Store, new SyncEnvironment { Clock = it.Time, Transport = new HttpMessageInvoker(it.Shop, false), Variable = it.Variables.GetValueOrDefault, Calls = new CallPolicy { AnswerWithin = TimeSpan.FromDays(1) } },
            new CallPacer(new RateBudget(100, TimeSpan.FromSeconds(1)) { Burst = 50 }, it.Time), default);
        await it.Time.RunAsync(AllAsync(Enumerable.Range(0, 10).Select(_ => session.Connector.CheckAsync(session.Context))));
        it.Shop.Refreshes.ShouldBe(1);
        it.Shop.Refused.ShouldBe(0);
    }

    [Fact]
    public async Task A_refused_renewal_asks_for_a_person()
    {
        await using var it = new SyncedShop();
        it.Shop.Token = "access-other";
        var run = await it.RunAsync();
        run.State.ShouldBe(SyncRunState.Failed);
        it.Shop.Refreshes.ShouldBe(0);
        run.Fault!.Detail.ShouldNotBeNull().ShouldNotContain("access-0");
    }

    [Fact]
    public async Task A_missing_secret_is_said_by_its_reference()
    {
        await using var it = new SyncedShop();
        it.Variables.Remove("ACCESS");
        var run = await it.RunAsync();
        run.Fault!.Code.ShouldBe("secret-missing");
        run.Fault.Message.ShouldContain("env:ACCESS");
        it.Shop.Calls.ShouldBe(0);
    }

    private static async Task<bool> WaitAsync(CallPacer pacer)
    {
        await pacer.WaitAsync(default);
        return true;
    }

    private static async Task<bool> AllAsync(IEnumerable<Task> work)
    {
        await Task.WhenAll(work.ToList());
        return true;
    }
}
