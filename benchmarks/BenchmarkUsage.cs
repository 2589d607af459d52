namespace IntegrationHub.Benchmarks;

internal static class BenchmarkUsage
{
    public const string Text =
        """
        hub-benchmarks import-100k --hub PATH [--rows N] [--rounds N]
        hub-benchmarks intake      --hub PATH [--rounds N] [--seconds N] [--connections N]
        hub-benchmarks growth      --hub PATH [--small N] [--large N] [--rounds N] [--orders N]
        hub-benchmarks kill        --hub PATH [--kills N] [--seed S]
        hub-benchmarks hostile     --hub PATH [--mutations N] [--seed S]
        hub-benchmarks cold-start  --hub PATH [--rounds N]
        hub-benchmarks bus         [--rounds N] [--messages N] [--portion N]
        hub-benchmarks scale       --hub PATH [--rounds N] [--seconds N] [--documents N] [--connections N]
        hub-benchmarks mapping     [--rounds N] [--milliseconds N]
        """;
}
