using Xunit;
using IntegrationHub.Sandbox.Mutations;
using Shouldly;

namespace IntegrationHub.Tests.Sandbox;

public sealed class Damaged_workbooks
{
    [Fact]
    public void The_same_seed_does_the_same_damage()
    {
        var first = new Mutator(5).Make(80).ToList();
        var again = new Mutator(5).Make(80).ToList();

        again.Select(one => Convert.ToHexString(one.Content)).ShouldBe(first.Select(one => Convert.ToHexString(one.Content)));
        first.Select(one => Convert.ToHexString(one.Content)).Distinct().Count().ShouldBeGreaterThan(75);
    }
}
