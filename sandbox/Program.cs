using IntegrationHub.Sandbox.CommandLine;

try
{
    return args switch
    {
        ["flat", .. var rest] => FlatCommand.Run(new Arguments(rest)),
        ["orders", .. var rest] => OrdersCommand.Run(new Arguments(rest)),
        ["score", .. var rest] => ScoreCommand.Run(new Arguments(rest)),
        ["hostile", .. var rest] => HostileCommand.Run(new Arguments(rest)),
        ["mutate", .. var rest] => MutateCommand.Run(new Arguments(rest)),
        ["demo", .. var rest] => DemoCommand.Run(new Arguments(rest)),
        ["shops", .. var rest] => await ShopsCommand.RunAsync(new Arguments(rest)),
        _ => throw new UsageException("say what to make"),
    };
}
catch (UsageException usage)
{
    Console.Error.WriteLine($"{usage.Message}\n\n{Usage.Text}");
    return 2;
}
