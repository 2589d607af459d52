using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Tests.Mapping;

/// <summary>Opens nothing: the test needs no file.</summary>
internal sealed class NoOpener : IWorkbookOpener
{
    public WorkbookCursor Open(string path, string name, ReadLimits limits, CancellationToken cancellation) =>
        throw new InvalidOperationException($"{path} was opened");
}

/// <summary>Opens one workbook under any name.</summary>
internal sealed class ExampleOpener(ExampleWorkbook workbook) : IWorkbookOpener
{
    public WorkbookCursor Open(string path, string name, ReadLimits limits, CancellationToken cancellation) => workbook.Open();
}
