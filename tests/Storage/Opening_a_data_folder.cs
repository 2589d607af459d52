using System.Text;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Tests.Pipeline;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

public sealed class Opening_a_data_folder : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_writer_is_refused_and_told_who_holds_it()
    {
        await using var first = SqliteHub.Open(_folder.Data);
        first.Announce(new Uri("http://localhost:7071/hub/"));

        var refused = Should.Throw<StoreUnavailableException>(() => SqliteHub.Open(_folder.Data));

        refused.Fault.ShouldBe(StoreFault.Locked);
        refused.Finding.Message.ShouldContain(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        refused.Finding.MessageZh.ShouldContain("另一个进程");
        DataFolderLock.Holder(_folder.Data).Address.ShouldBe(new Uri("http://localhost:7071/hub/"));
    }

    [Fact]
    public async Task A_closed_store_can_be_opened_again()
    {
        await SqliteHub.Open(_folder.Data).DisposeAsync();
        await using var again = SqliteHub.Open(_folder.Data);
        again.Queries.Counts().Documents.ShouldBe(0);
    }

    [Fact]
    public async Task What_a_killed_process_had_locked_is_ready_at_once_and_its_delivery_counts()
    {
        await using (var killed = _folder.Open())
        {
            await killed.Bus.SendAsync("notify", [new BusMessage { MessageId = "m1", Body = new byte[1] }, new BusMessage { MessageId = "m2", Body = new byte[1] }]);
            (await killed.Bus.ReceiveAsync("notify", 1)).ShouldHaveSingleItem();
        }

        await using var next = _folder.Open();
        var received = await next.Bus.ReceiveAsync("notify", 10);

        received.Select(message => (message.Message.MessageId, message.DeliveryCount)).ShouldBe([("m1", 2), ("m2", 1)]);
    }

    [Fact]
    public async Task A_damaged_file_is_named_as_such()
    {
        Directory.CreateDirectory(_folder.Data);
        await File.WriteAllBytesAsync(Path.Combine(_folder.Data, "hub.db"), Encoding.UTF8.GetBytes(new string('x', 8192)));

        Should.Throw<StoreUnavailableException>(() => SqliteHub.Open(_folder.Data)).Fault.ShouldBe(StoreFault.Corrupt);
        Should.Throw<StoreUnavailableException>(() => SqliteHub.OpenReadOnly(_folder.Data)).Fault.ShouldBe(StoreFault.Corrupt);
    }

    [Fact]
    public async Task A_dry_run_on_an_absent_store_runs_the_checks_and_creates_nothing()
    {
        await using var store = SqliteHub.OpenReadOnly(_folder.Data);
        var reader = new FakeReader { Script = _ => FakeReader.Orders(3) };
        var importer = new Core.Pipeline.Importer(store, reader, () => new Core.Pipeline.Knowledge(new Core.Pipeline.NoMappings(), reader, new FakeChecks()), new Core.Pipeline.PipelineOptions { WorkFolder = _folder.Path });

        var answer = await importer.DryRunAsync(TestHub.File());

        answer.Outcome.ShouldBe(Core.Checks.Outcome.Accepted);
        answer.Orders.Count.ShouldBe(3);
        answer.DocumentId.ShouldBeNull();
        Directory.Exists(_folder.Data).ShouldBeFalse();
        Should.Throw<StoreUnavailableException>(() => { _ = store.WriteAsync(_ => 0); }).Fault.ShouldBe(StoreFault.ReadOnly);
    }

    [Fact]
    public async Task A_dry_run_sees_what_is_stored_and_leaves_no_trace()
    {
        var reader = new FakeReader { Script = _ => FakeReader.Orders(3) };
        await using (var hub = new TestHub(_folder, reader))
        {
            await hub.Importer.ImportAsync(TestHub.File());
        }

        var before = Directory.GetFiles(_folder.Data).Select(file => (file, new FileInfo(file).Length)).ToList();
        await using (var store = SqliteHub.OpenReadOnly(_folder.Data))
        {
            var importer = new Core.Pipeline.Importer(store, reader, () => new Core.Pipeline.Knowledge(new Core.Pipeline.NoMappings(), reader, new FakeChecks()), new Core.Pipeline.PipelineOptions { WorkFolder = _folder.Path });
            (await importer.DryRunAsync(TestHub.File())).Outcome.ShouldBe(Core.Checks.Outcome.Duplicate);
        }

        Directory.GetFiles(_folder.Data).Select(file => (file, new FileInfo(file).Length)).ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    public async Task A_backup_restores_what_was_there()
    {
        var backup = Path.Combine(_folder.Path, "backup.db");
        var reader = new FakeReader { Script = _ => FakeReader.Orders(3) };
        await using (var hub = new TestHub(_folder, reader))
        {
            await hub.Importer.ImportAsync(TestHub.File());
            await hub.Store.Maintenance.BackupAsync(backup);
            reader.Script = _ => [FakeReader.Order("PO-99")];
            await hub.Importer.ImportAsync(TestHub.File("more.xlsx", "more"));
        }

        var (kept, _) = await StoreRestore.RunAsync(new HubOptions { Data = _folder.Data }, backup, default);

        await using var restored = SqliteHub.Open(_folder.Data);
        restored.Queries.CountOrders(new OrderQuery()).ShouldBe(3);
        restored.Maintenance.Verify().Problems.ShouldBeEmpty();
        File.Exists(kept).ShouldBeTrue("the store that was replaced is kept");
    }
}
