using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Orders;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks;

public sealed class CheckCost
{
    [Fact]
    public void A_clean_one_line_order_on_an_empty_store_allocates_next_to_nothing()
    {
        // Memory is what can be asserted on a busy machine; 100,000 such orders of one file share a budget of seconds.
        var checks = new OrderChecks(RuleFiles.Load(null).Book);
        var facts = new Nothing();
        var order = Sample.Order().WithLines(Sample.Line("A-100", 10, 2.5m));
        checks.Check(order, 1m, [], null, null, facts);

        var held = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            held += checks.Check(order, 1m, [], null, null, facts).Outcome == Outcome.Accepted ? 0 : 1;
        }

        held.ShouldBe(0);
        ((GC.GetAllocatedBytesForCurrentThread() - before) / 1000).ShouldBeLessThan(700);
    }

    /// <summary>An empty store that costs nothing itself.</summary>
    private sealed class Nothing : ICheckContext
    {
        public DateTimeOffset Now { get; } = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

        public DateOnly Today { get; } = new(2026, 3, 2);

        public bool IsLoaded(ReferenceTable table) => false;

        public CustomerReference? FindCustomer(Party? customer, string? sender) => null;

        public PriceReference? FindPrice(string? customerCode, string itemCode, string? currency) => null;

        public MaterialReference? FindMaterial(string? customerCode, string itemCode) => null;

        public StockReference? FindStock(string itemCode) => null;

        public CreditPosition? FindCredit(string customerCode) => null;

        public void Reserve(string customerCode, string currency, decimal amount) => throw new InvalidOperationException("nothing to reserve");

        public KnownOrder? FindBySource(OrderFingerprint fingerprint) => null;

        public IReadOnlyList<KnownOrder> FindByNumber(OrderFingerprint fingerprint) => [];

        public IReadOnlyList<KnownOrder> FindSimilar(OrderFingerprint fingerprint, DateTimeOffset since, int limit) => [];
    }
}
