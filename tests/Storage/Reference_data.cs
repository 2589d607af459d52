using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

public abstract class Reference_data(Engine engine) : IAsyncLifetime
{
    private readonly TempFolder _folder = TempFolder.On(engine);
    private StoreHub _hub = null!;

    public async Task InitializeAsync()
    {
        _hub = _folder.Open();
        await _hub.Reference.LoadAsync(
            [
                new CustomerReference("C-001", "华东机械有限公司", ["HD Machinery"], ["buyer@hd.example", "@hd.example"], "91310000X", false, []),
                new CustomerReference("C-002", "Müller GmbH", ["Mueller"], [], null, false, ["lines[].drawingRevision"]),
                new CustomerReference("C-003", "Zhang Wei", [], [], null, false, []),
                new CustomerReference("C-004", "Zhang Wei", [], [], null, false, []),
            ],
            ReferenceMode.Replace);
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("c001", null, null, "C-001")]
    [InlineData(null, "华东机械 有限公司", null, "C-001")]
    [InlineData(null, "ＨＤ　machinery", null, "C-001")]
    [InlineData(null, null, "buyer@hd.example", "C-001")]
    [InlineData(null, null, "someone.else@HD.example", "C-001")]
    [InlineData(null, "MÜLLER GMBH", null, "C-002")]
    [InlineData("Mueller", null, null, "C-002")]
    [InlineData(null, "Zhang Wei", null, null)]
    [InlineData(null, "Someone else", "buyer@hd.example", null)]
    [InlineData(null, null, null, null)]
    public void A_customer_is_found_by_whatever_names_it_alone(string? code, string? name, string? sender, string? found)
    {
        var customer = code is null && name is null ? null : new Party { Code = code, Name = name };
        _hub.Read(unit => unit.ChecksFor(Guid.Empty).FindCustomer(customer, sender)?.Code).ShouldBe(found);
    }

    [Fact]
    public async Task A_load_counts_what_it_changes_and_is_seen_as_a_whole()
    {
        Prices(_hub).ShouldBe((false, null));
        (await LoadAsync(ReferenceMode.Replace, ("A", 1m), ("B", 2m))).ShouldBe(new ReferenceLoad(ReferenceTable.Prices, 2, 0, 0, 0));
        (await LoadAsync(ReferenceMode.Upsert, ("B", 3m), ("C", 4m))).ShouldBe(new ReferenceLoad(ReferenceTable.Prices, 1, 1, 0, 0));
        Prices(_hub).ShouldBe((true, 3m));
        (await LoadAsync(ReferenceMode.Replace, ("B", 3m))).ShouldBe(new ReferenceLoad(ReferenceTable.Prices, 0, 0, 1, 2));
        _hub.Queries.Reference(ReferenceTable.Prices)!.Rows.ShouldBe(1);
        _hub.Queries.Reference(ReferenceTable.Stock).ShouldBeNull();
    }

    [Fact]
    public async Task A_material_is_found_by_the_customers_own_code_first()
    {
        await _hub.Reference.LoadAsync(
            [
                new MaterialReference("M-1", "Bolt", null, "C62", "A", 7, ["C-001:X9", "K-77"]),
                new MaterialReference("M-2", "Nut", null, "C62", null, null, ["C-002:X9"]),
            ],
            ReferenceMode.Replace);

        string? Find(string? customer, string code) => _hub.Read(unit => unit.ChecksFor(Guid.Empty).FindMaterial(customer, code)?.ItemCode);
        Find(null, "m1").ShouldBe("M-1");
        Find("C-001", "x9").ShouldBe("M-1");
        Find("C-002", "X-9").ShouldBe("M-2");
        Find(null, "K77").ShouldBe("M-1");
        Find(null, "X9").ShouldBeNull();
    }

    private static (bool Loaded, decimal? Price) Prices(StoreHub hub) => hub.Read(unit =>
    {
        var checks = unit.ChecksFor(Guid.Empty);
        return (checks.IsLoaded(ReferenceTable.Prices), checks.FindPrice("C-001", "b", "CNY")?.UnitPrice);
    });

    private Task<ReferenceLoad> LoadAsync(ReferenceMode mode, params (string Item, decimal Price)[] rows) =>
        _hub.Reference.LoadAsync([.. rows.Select(row => new PriceReference(null, row.Item, "CNY", row.Price, 0))], mode);
}

/// <summary>On the file of a data folder.</summary>
public sealed class Reference_data_in_a_file() : Reference_data(Engine.Sqlite);

/// <summary>On a server.</summary>
public sealed class Reference_data_on_a_server() : Reference_data(Engine.Postgres);
