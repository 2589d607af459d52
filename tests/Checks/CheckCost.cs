using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Rules;
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
        var facts = new KnownFacts();
        var order = Sample.Order().WithLines(Sample.Line("A-100", 10, 2.5m));
        checks.Check(order, 1m, [], null, null, facts);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            checks.Check(order, 1m, [], null, null, facts).Outcome.ShouldBe(Outcome.Accepted);
        }

        ((GC.GetAllocatedBytesForCurrentThread() - before) / 1000).ShouldBeLessThan(1500);
    }
}
