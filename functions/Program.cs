using IntegrationHub.Adapters.Isolation;
using IntegrationHub.Functions.Cli;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Reading;

// First of all: a reading process must start fast and load nothing else.
if (args is [ReadingProcess.Verb])
{
    return ReaderEntry.Run();
}

// Nor may the version wait for libraries that it does not use.
if (args is ["--version"])
{
    return ProductVersion.Print();
}

// A function app may name the program without a verb.
if (args is [] && FunctionsSettings.Port(Environment.GetEnvironmentVariable) is not null)
{
    args = [FunctionsCommand.Verb];
}

return await CommandLine.RunAsync(args).ConfigureAwait(false);
