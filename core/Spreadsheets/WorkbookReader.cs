using System.Text;
using IntegrationHub.Core.Spreadsheets.Binary;
using IntegrationHub.Core.Spreadsheets.Containers;
using IntegrationHub.Core.Spreadsheets.Detection;
using IntegrationHub.Core.Spreadsheets.Ooxml;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Text;

namespace IntegrationHub.Core.Spreadsheets;

/// <summary>Reads in this process. Hosts that take files from outside read in a child process instead, with the same cursor in front.</summary>
public sealed class WorkbookReader : IWorkbookOpener
{
    private readonly TimeProvider _clock;

    /// <summary>Opens files by the machine's clock.</summary>
    public WorkbookReader()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Opens files by a clock of the caller's.</summary>
    public WorkbookReader(TimeProvider clock)
    {
        _clock = clock;

        // The .xls library asks for its code pages by number; registering twice is harmless.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
    }

    /// <inheritdoc/>
    public WorkbookCursor Open(string path, string name, ReadLimits limits, CancellationToken cancellation)
    {
        var budget = new ReadBudget(limits, _clock, cancellation);
        budget.Resume();
        try
        {
            return Open(path, name, budget);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw ReadBudget.Damaged(error.Message, error);
        }
        finally
        {
            budget.Pause();
        }
    }

    private static WorkbookCursor Open(string path, string name, ReadBudget budget)
    {
        FileKind kind;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1))
        {
            kind = ContentSniffer.Detect(file);
            if (kind == FileKind.Compound && PackageKind.Refuse(CompoundFile.Names(file)) is { } refused)
            {
                throw refused;
            }
        }

        return kind switch
        {
            FileKind.Zip => OpenZip(path, budget),
            FileKind.Compound or FileKind.OldBinary => new XlsCursor(path, budget),
            _ => TextCursor.Open(path, name, budget),
        };
    }

    private static WorkbookCursor OpenZip(string path, ReadBudget budget)
    {
        var zip = new ZipContainer(path, budget);
        try
        {
            var package = new Package(zip, budget);
            return package.MainPart() is { } main && main.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !main.Contains("word/", StringComparison.OrdinalIgnoreCase)
                ? new XlsxCursor(package, main)
                : throw PackageKind.Refuse(zip);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }
}
