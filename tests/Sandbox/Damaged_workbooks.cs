using Xunit;
using System.Globalization;
using IntegrationHub.Sandbox.Mutations;
using IntegrationHub.Sandbox.Orders;
using IntegrationHub.Sandbox.Scoring;
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

    [Fact]
    public void The_understanding_answers_or_refuses_each_of_them()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("HUB_MUTATIONS") ?? "150", CultureInfo.InvariantCulture);
        var engine = EngineAnswers.Shipped();
        var folder = Directory.CreateTempSubdirectory("damaged-");
        var surprises = new List<string>();
        try
        {
            foreach (var (name, content) in new Mutator(9).Make(count))
            {
                var path = Path.Combine(folder.FullName, name);
                File.WriteAllBytes(path, content);
                if (Record.Exception(() => engine.Read(path, OrderWorkbooks.DefaultToday)) is { } surprise)
                {
                    surprises.Add($"{name}: {surprise.GetType().Name} {surprise.Message}\n{surprise.StackTrace}");
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        surprises.ShouldBeEmpty();
    }
}
