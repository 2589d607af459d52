using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        // Ctrl+C at a terminal reaches every process of it; the hub still wants the rest of the file that it is finishing.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        return ReadingProcess.Run(input, output, new WorkbookReader());
    }
}
