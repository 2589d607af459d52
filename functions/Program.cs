using IntegrationHub.Adapters.Isolation;
using IntegrationHub.Functions.Cli;
using IntegrationHub.Functions.Reading;

// First of all: a reading process must start fast and load nothing else.
if (args is [ReadingProcess.Verb])
{
    return ReaderEntry.Run();
}

if (args is ["inspect", .. var inputs])
{
    return InspectCommand.Run(inputs);
}

Console.WriteLine("hub");
return 0;
