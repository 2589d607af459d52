using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Pipeline;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage.Postgres;

/// <summary>On one database, at work at the same time: the store is kept by all of them.</summary>
public sealed class Several_instances_and_the_store : SeveralInstances
{
    [Fact]
    public async Task Do_not_sweep_what_another_one_is_just_receiving()
    {
        await using var first = Database.Open();
        var key = DocumentKey.Create(TimeProvider.System.GetUtcNow(), new byte[6]);
        await first.WriteAsync(unit =>
        {
            unit.StagePart(key, 0, [1, 2, 3]);
            return true;
        });

        await using var second = Database.Open();

        Database.Ask<long>("select count(*) from document_parts").ShouldBe(1);
        Database.Sql("update staging set document = '00000000-0000-7000-8000-000000000000'; update document_parts set document = '00000000-0000-7000-8000-000000000000'");
        await using var third = Database.Open();
        Database.Ask<long>("select count(*) from document_parts").ShouldBe(0);
    }

    [Fact]
    public async Task Sign_one_row_of_checkpoints_between_them()
    {
        Open(new FakeChecks());
        for (var i = 0; i < 5; i++)
        {
            Hubs[i % Instances].Reader.Script = _ => [FakeReader.Order($"PO-{i}", quantity: i + 1)];
            await Hubs[i % Instances].Importer.ImportAsync(TestHub.File($"{i}.xlsx", $"{i}"));
            await Task.WhenAll(Hubs.Select(hub => hub.Store.Maintenance.CheckpointAsync()));
        }

        Database.Ask<long>("select sum(events)::bigint from checkpoints").ShouldBe(5);
        Sound();
    }
}
