using IntegrationHub.Benchmarks;
using IntegrationHub.Benchmarks.Bus;
using IntegrationHub.Benchmarks.ColdStart;
using IntegrationHub.Benchmarks.Growth;
using IntegrationHub.Benchmarks.Hostile;
using IntegrationHub.Benchmarks.Import;
using IntegrationHub.Benchmarks.Intake;
using IntegrationHub.Benchmarks.Kill;
using IntegrationHub.Benchmarks.Mapping;
using IntegrationHub.Benchmarks.Measuring;
using IntegrationHub.Benchmarks.Scale;
using IntegrationHub.Sandbox.CommandLine;

switch (args)
{
    // The references run as processes of their own, so that each side pays for its start-up.
    case ["raw-pass", var file]:
        return RawPass.Run(file);
    case ["bare-intake", var database, var port]:
        await new BareIntake(database).RunAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["bare-handler", var port]:
        await BareHandler.RunAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
}

try
{
    var verb = args.FirstOrDefault() ?? throw new UsageException("name a benchmark");
    var arguments = new Arguments(args[1..]);
    var hub = verb is "bus" or "mapping" ? "" : Path.GetFullPath(arguments.Text("--hub"));
    var self = Environment.ProcessPath!;
    var verdict = new Verdict(Console.Out);
    var rounds = arguments.Number("--rounds", 5);
    var seed = arguments.Number("--seed", 1);
    Func<Task> run;
    switch (verb)
    {
        case "import-100k":
            var rows = arguments.Number("--rows", 100_000);
            run = () => new ImportBenchmark(hub, self, verdict).RunAsync(rows, rounds);
            break;
        case "intake":
            var time = TimeSpan.FromSeconds(arguments.Number("--seconds", 4));
            var connections = arguments.Number("--connections", 24);
            run = () => new IntakeBenchmark(hub, self, verdict).RunAsync(rounds, time, connections);
            break;
        case "growth":
            var (small, large) = (arguments.Number("--small", 10_000), arguments.Number("--large", 3_000_000));
            var orders = arguments.Number("--orders", 5_000);
            run = () => new GrowthBenchmark(hub, verdict).RunAsync(small, large, rounds, orders);
            break;
        case "kill":
            var kills = arguments.Number("--kills", 300);
            run = () => new KillBenchmark(hub, verdict).RunAsync(kills, seed);
            break;
        case "hostile":
            var mutations = arguments.Number("--mutations", 20_000);
            run = () => new HostileBenchmark(hub, verdict).RunAsync(mutations, seed);
            break;
        case "bus":
            var (messages, portion) = (arguments.Number("--messages", 20_000), arguments.Number("--portion", 16));
            run = () => new BusBenchmark(verdict).RunAsync(rounds, messages, portion);
            break;
        case "scale":
            var (seconds, sheets, lanes) = (arguments.Number("--seconds", 10), arguments.Number("--documents", 400), arguments.Number("--connections", 16));
            run = () => new ScaleBenchmark(hub, verdict).RunAsync(rounds, TimeSpan.FromSeconds(seconds), sheets, lanes);
            break;
        case "cold-start":
            run = () => new ColdStartBenchmark(hub, self, verdict).RunAsync(rounds);
            break;
        case "mapping":
            var slice = TimeSpan.FromMilliseconds(arguments.Number("--milliseconds", 1_000));
            run = () => new MappingBenchmark(verdict).RunAsync(rounds, slice);
            break;
        default:
            throw new UsageException($"there is no benchmark {verb}");
    }

    arguments.NoMore();
    verdict.Say($"{verb} on {Machine.Line()}");
    await run();
    return verdict.Met ? 0 : 1;
}
catch (UsageException usage)
{
    Console.Error.WriteLine($"{usage.Message}\n\n{BenchmarkUsage.Text}");
    return 2;
}
