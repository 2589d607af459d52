using System.Runtime.CompilerServices;
using IntegrationHub.Adapters.Isolation;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Functions.Reading;

/// <summary>Entry of the hub's executable when the hub starts itself as a reading process.</summary>
internal static class ReaderEntry
{
    /// <summary>Serves until the hub closes the pipe; kept out of line so that nothing else is loaded for it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Run()
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        return ReadingProcess.Run(input, output, new WorkbookReader());
    }
}
