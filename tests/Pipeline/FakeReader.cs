using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Tests.Pipeline;

/// <summary>Yields what the test wrote, without looking at the file.</summary>
internal sealed class FakeReader : IDocumentReader, IWorkbookOpener
{
    private static readonly Dictionary<string, FieldSource> Columns = new()
    {
        ["orderNumber"] = new("Sheet1!A{row}", 0.99m),
        ["lines[].quantity"] = new("Sheet1!D{row}", 0.97m),
    };

    public Func<UnderstandingContext, IEnumerable<UnderstoodOrder>> Script { get; set; } = _ => [];

    public Finding? Refusal { get; set; }

    public UnderstoodDocument Read(Func<WorkbookCursor> open, UnderstandingContext context) => new Document(this, context);

    public WorkbookCursor Open(string path, string name, ReadLimits limits, CancellationToken cancellation) =>
        throw new UnreadableWorkbookException(new Finding("not-a-table", Severity.Error, "Not a table.", "不是表格。"));

    public static UnderstoodOrder Order(string number, int row = 2, string customer = "C1", decimal quantity = 1, string item = "A-1") => new(
        new CanonicalOrder
        {
            OrderNumber = number,
            Customer = new Party { Code = customer, Name = "华东机械" },
            Lines = [new OrderLine { LineNumber = row - 1, ItemCode = item, Quantity = quantity, UnitPrice = 2.50m }],
            Provenance = new Provenance { Fields = Columns, Rows = [row] },
        },
        0.97m,
        []);

    /// <summary>So many one-line orders.</summary>
    public static IEnumerable<UnderstoodOrder> Orders(int count) => Enumerable.Range(1, count).Select(i => Order($"PO-{i}", i + 1, quantity: i));

    private sealed class Document(FakeReader reader, UnderstandingContext context) : UnderstoodDocument
    {
        private bool _ended;

        public override IReadOnlyList<Finding> Findings => [];

        public override decimal Confidence => 0.97m;

        public override Finding? Refusal => _ended ? reader.Refusal : null;

        public override IEnumerable<UnderstoodOrder> Orders(CancellationToken cancellation)
        {
            foreach (var order in reader.Script(context))
            {
                cancellation.ThrowIfCancellationRequested();
                yield return order with
                {
                    Order = order.Order with { Provenance = order.Order.Provenance! with { Document = context.DocumentId } },
                };
            }

            _ended = true;
        }
    }
}

/// <summary>A hub with the pipeline on it.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    public TestHub(Storage.TempFolder folder, FakeReader? reader = null, FakeChecks? checks = null, Func<IHubStore, IHubStore>? around = null, Core.Messaging.BusTopology? topology = null)
    {
        Reader = reader ?? new FakeReader();
        Checks = checks ?? new FakeChecks();
        Clock = new Storage.TestClock();
        Store = folder.Open(Clock, topology);
        var seen = around?.Invoke(Store) ?? Store;
        Importer = new Importer(
            seen, Reader, () => new Knowledge(new NoMappings(), Reader, Checks),
            new PipelineOptions { OrdersPerCommit = 10, NumbersInMemory = 10, WorkFolder = Path.Combine(folder.Data, "work") }, Clock);
    }

    public FakeReader Reader { get; }

    public FakeChecks Checks { get; }

    public Storage.TestClock Clock { get; }

    public Adapters.Store.StoreHub Store { get; }

    public Importer Importer { get; }

    public OrderDesk Desk => new(Store, () => Checks);

    public static RawDocument File(string name = "orders.xlsx", string content = "bytes") => new()
    {
        Name = name, Content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), Sender = "buyer@example.com",
    };

    public static RawDocument Json(string content, string? key = null) => new()
    {
        Name = "orders.json", Kind = DocumentKind.Orders, Channel = "api", IdempotencyKey = key,
        Content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)),
    };

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
