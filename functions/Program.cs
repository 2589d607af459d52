using IntegrationHub.Adapters.Isolation;
using IntegrationHub.Functions.Cli;
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

return await CommandLine.RunAsync(args).ConfigureAwait(false);
