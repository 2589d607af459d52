using IntegrationHub.Functions.Cli;

// Answers that need nothing of the program come first: they must not wait for libraries that they do not use.
if (args is ["--version"])
{
    return ProductVersion.Print();
}

return await CommandLine.RunAsync(args).ConfigureAwait(false);
