using System.Text;
using IntegrationHub.Core.Spreadsheets.Binary;
using IntegrationHub.Core.Spreadsheets.Containers;
using IntegrationHub.Core.Spreadsheets.Detection;
using IntegrationHub.Core.Spreadsheets.Markup;
using IntegrationHub.Core.Spreadsheets.Ooxml;
using IntegrationHub.Core.Spreadsheets.OpenDocument;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Text;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets;

/// <summary>Reads in this process. Hosts that take files from outside read in a child process instead, with the same cursor in front.</summary>
public sealed class WorkbookReader : IWorkbookOpener
{
    /// <summary>The stream is held in memory; Excel 2003 cannot write one nearly as large.</summary>
    private const int MaxWorkbookStream = 256 << 20;
    private const int MaxSylkBytes = 128 << 20;
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
            throw ReadBudget.Damaged(error);
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
            if (kind is FileKind.Compound or FileKind.OldBinary)
            {
                return OpenBinary(file, path, kind, budget);
            }
        }

        return kind switch
        {
            FileKind.Zip => OpenZip(path, budget),
            FileKind.Xml2003 => new Xml2003Cursor(new XmlScanner(OpenFile(path), budget), budget),
            FileKind.FlatOds => new OpenDocumentCursor(new XmlScanner(OpenFile(path), budget), null, budget),
            FileKind.Html => new HtmlCursor([new HtmlPage(Path.GetFileNameWithoutExtension(name), OpenFile(path), null)], "html", budget),
            FileKind.Mhtml => new HtmlCursor(WebArchive.Pages(path, name, budget), "html", budget),
            FileKind.Sylk => OpenSylk(path, name, budget),
            _ => TextCursor.Open(path, name, budget),
        };
    }

    /// <summary>A BIFF stream, in an OLE container or bare. What is encrypted or of an older version is left to the library.</summary>
    private static WorkbookCursor OpenBinary(FileStream file, string path, FileKind kind, ReadBudget budget)
    {
        var isPackage = false;
        var stream = kind == FileKind.Compound ? Contained(file, out isPackage) : Bare(file);
        var records = new BiffRecords(stream, budget);
        var globals = BiffGlobals.Read(records);
        return globals is { IsKnown: true, IsEncrypted: false }
            ? new BiffCursor(records, globals, budget)
            : new XlsCursor(path, isPackage, budget);
    }

    private static byte[] Contained(FileStream file, out bool isPackage)
    {
        var container = new CompoundFile(file);
        if (PackageKind.Refuse(container.Names) is { } refused)
        {
            throw refused;
        }

        isPackage = PackageKind.IsEncryptedPackage(container.Names);
        return container.Read("Workbook", MaxWorkbookStream) ?? container.Read("Book", MaxWorkbookStream) ?? [];
    }

    private static byte[] Bare(FileStream file)
    {
        if (file.Length > MaxWorkbookStream)
        {
            throw ReadBudget.TooLarge("a workbook stream", "工作簿数据流", $"{MaxWorkbookStream >> 20} MB");
        }

        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);

    private static SylkCursor OpenSylk(string path, string name, ReadBudget budget)
    {
        var file = OpenFile(path);
        if (file.Length > MaxSylkBytes)
        {
            file.Dispose();
            throw ReadBudget.TooLarge("a SYLK file", "SYLK 文件", $"{MaxSylkBytes >> 20} MB");
        }

        var encoding = EncodingDetector.Detect(file);
        file.Position = encoding.Preamble;
        return new SylkCursor(new StreamReader(file, encoding.Encoding), name, encoding.Name, budget);
    }

    private static WorkbookCursor OpenZip(string path, ReadBudget budget)
    {
        var zip = new ZipContainer(path, budget);
        try
        {
            var package = new Package(zip, budget);
            var main = package.MainPart();
            return main switch
            {
                not null when main.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) => new XlsbCursor(package, main),
                not null when IsWorkbook(package, main) => new XlsxCursor(package, main),
                _ => OpenOds(zip, budget) ?? throw PackageKind.Refuse(zip),
            };
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    /// <summary>The main part's root element tells a workbook from a document or a presentation.</summary>
    private static bool IsWorkbook(Package package, string main)
    {
        using var scanner = package.Scan(main);
        while (scanner is not null && scanner.Read() is not (XmlToken.Eof or XmlToken.Start))
        {
        }

        return scanner is { Token: XmlToken.Start } && scanner.Is("workbook"u8);
    }

    private static OpenDocumentCursor? OpenOds(ZipContainer zip, ReadBudget budget)
    {
        using (var manifest = zip.Find("META-INF/manifest.xml") is { } entry ? new XmlScanner(zip.Open(entry), budget) : null)
        {
            while (manifest is not null && manifest.Read() != XmlToken.Eof)
            {
                if (manifest.Is("encryption-data"u8))
                {
                    throw ReadBudget.Stop(WorkbookFindings.Password, "OpenDocument");
                }
            }
        }

        if (zip.Find("content.xml") is not { } content)
        {
            return null;
        }

        using (var body = new XmlScanner(zip.Open(content), budget))
        {
            var inBody = false;
            while (body.Read() != XmlToken.Eof)
            {
                inBody |= body.Token == XmlToken.Start && body.Is("body"u8);
                if (inBody && body.Token == XmlToken.Start && (body.Is("spreadsheet"u8) || body.Is("text"u8) || body.Is("presentation"u8) || body.Is("drawing"u8)))
                {
                    return body.Is("spreadsheet"u8)
                        ? new OpenDocumentCursor(new XmlScanner(zip.Open(content), budget), zip, budget)
                        : throw KnownFormat.Other("an OpenDocument text or presentation", "OpenDocument 文本或演示文稿").Refuse();
                }
            }
        }

        return null;
    }
}
