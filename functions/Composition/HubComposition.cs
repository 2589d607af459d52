using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Functions.Client;
namespace IntegrationHub.Functions.Composition;
internal static class HubComposition
{
    public static HubServices Open(HubOptions options, HubAccess access) => throw new InvalidOperationException(options.Data + access);
    public static IWorkbookOpener Opener() => new WorkbookReader();
}
internal static class StoreRestore
{
    public static void Run(HubOptions options, string path, bool force) => throw new InvalidOperationException(options.Data + path + force);
}
