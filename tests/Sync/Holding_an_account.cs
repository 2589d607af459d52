using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Tests.Triggers;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Sync;

/// <summary>An account has one run at a time, also where the store is away for a moment while the run waits for a platform.</summary>
public sealed class Holding_an_account
{
    [Fact]
    public async Task Goes_on_after_a_moment_without_the_store_and_ends_the_run_once_another_one_has_it()
    {
        var leases = new Scripted(() => throw Away(), () => true, () => throw Away(), () => false);
        using var work = new CancellationTokenSource();

        await new RunLease(leases, "shop", Guid.CreateVersion7(), TimeSpan.FromHours(1), new InstantClock()).RenewUntilAsync(work).WaitAsync(TimeSpan.FromSeconds(60));

        work.IsCancellationRequested.ShouldBeTrue();
        leases.Asked.ShouldBe(4);
    }

    [Fact]
    public async Task Ends_the_run_before_somebody_else_can_have_the_account_where_the_store_stays_away()
    {
        var leases = new Scripted(() => throw Away());
        using var work = new CancellationTokenSource();

        await new RunLease(leases, "shop", Guid.CreateVersion7(), TimeSpan.FromTicks(1), new InstantClock()).RenewUntilAsync(work).WaitAsync(TimeSpan.FromSeconds(60));

        work.IsCancellationRequested.ShouldBeTrue();
    }

    private static StoreUnavailableException Away() => new(StoreFault.Inaccessible, new Finding("store-unreachable", Severity.Error, "away", "不在"));

    private sealed class Scripted(params Func<bool>[] answers) : ILeases
    {
        public int Asked { get; private set; }

        public Task<bool> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellation = default)
        {
            try
            {
                return Task.FromResult(answers[Asked++]());
            }
            catch (StoreUnavailableException away)
            {
                return Task.FromException<bool>(away);
            }
        }

        public Task ReleaseAsync(string name, string holder, CancellationToken cancellation = default) => Task.CompletedTask;
    }
}
