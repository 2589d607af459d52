using IntegrationHub.Tests.Pipeline;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage.Postgres;

/// <summary>Instances of the hub on one database of a test's own.</summary>
public abstract class SeveralInstances : IAsyncLifetime
{
    private protected const int Instances = 3;

    private protected TempDatabase Database { get; } = new();

    private protected List<TestHub> Hubs { get; } = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var hub in Hubs)
        {
            await hub.DisposeAsync();
        }

        Database.Dispose();
    }

    private protected void Open(FakeChecks checks)
    {
        for (var i = 0; i < Instances; i++)
        {
            Hubs.Add(new TestHub(Database, new FakeReader(), new FakeChecks { Reserves = checks.Reserves }));
        }
    }

    private protected void Sound()
    {
        foreach (var hub in Hubs)
        {
            hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
        }
    }
}
