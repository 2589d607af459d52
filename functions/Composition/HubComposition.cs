using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Functions.Client;

namespace IntegrationHub.Functions.Composition;

internal static class HubComposition
{
    public static HubServices Open(HubOptions options, HubAccess access) => throw new InvalidOperationException(options.Data + access);

    public static IWorkbookOpener Opener() => new WorkbookReader();
}
