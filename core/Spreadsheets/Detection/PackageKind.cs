using IntegrationHub.Core.Spreadsheets.Containers;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Detection;

/// <summary>What a zip or an OLE container holds, by the names in it.</summary>
internal static class PackageKind
{
    /// <summary>Names what a zip is that holds no workbook.</summary>
    public static UnreadableWorkbookException Refuse(ZipContainer zip)
    {
        bool Has(string part) => zip.Find(part) is not null;
        bool Any(string ending) => zip.Entries.Any(e => e.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        if (zip.Entries.Any(e => e.IsEncrypted))
        {
            return ReadBudget.Stop(WorkbookFindings.Password, "zip");
        }

        var format = 0 switch
        {
            _ when Has("word/document.xml") => KnownFormat.Other("a Word document", "Word 文档"),
            _ when Has("ppt/presentation.xml") => KnownFormat.Other("a PowerPoint presentation", "PowerPoint 演示文稿"),
            _ when Has("Index/Document.iwa") || Has("Index.zip") || Any(".iwa") => KnownFormat.Sheet("an Apple Numbers document", "Apple Numbers 文档"),
            _ when Has("index.apxl") || Has("index.xml") && Has("buildVersionHistory.plist") => KnownFormat.Sheet("an Apple iWork document", "Apple iWork 文档"),
            _ when Has("META-INF/MANIFEST.MF") => KnownFormat.Other("a Java program", "Java 程序"),
            _ when Has("AndroidManifest.xml") => KnownFormat.Other("an Android program", "Android 程序"),
            _ when Has("visio/document.xml") => KnownFormat.Other("a Visio drawing", "Visio 图"),
            _ when Has("FixedDocSeq.fdseq") || Any(".fdseq") => KnownFormat.Other("an XPS document", "XPS 文档"),
            _ when Any("OFD.xml") => KnownFormat.Other("an OFD document", "OFD 版式文档"),
            _ when Any("section0.xml") && Has("mimetype") => KnownFormat.Other("a Hangul word document (HWPX)", "韩文 HWPX 文档"),
            _ when zip.Entries.Count == 0 => KnownFormat.Other("an empty zip archive", "空的 zip 压缩包"),
            _ when Has("[Content_Types].xml") => null,
            _ => KnownFormat.Other("a zip archive of other files", "包含其他文件的 zip 压缩包"),
        };
        return format?.Refuse() ?? ReadBudget.Damaged("the workbook part is missing", "缺少工作簿部件");
    }

    /// <summary>True where an OLE file wraps an encrypted Office Open XML package.</summary>
    public static bool IsEncryptedPackage(IReadOnlyList<string> names) => names.Contains("EncryptedPackage", StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks the streams of an OLE file: null where it holds an Excel workbook.</summary>
    public static UnreadableWorkbookException? Refuse(IReadOnlyList<string> names)
    {
        bool Has(string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (Has("\tDRMContent") || Has("DRMEncryptedTransform") || Has("DRMEncryptedDataSpace"))
        {
            return KnownFormat.Drm("Microsoft RMS/IRM").Refuse();
        }

        if (IsEncryptedPackage(names) || Has("Workbook") || Has("Book"))
        {
            return null;
        }

        var format = 0 switch
        {
            _ when Has("WordDocument") => KnownFormat.Other("a Word document", "Word 文档"),
            _ when Has("PowerPoint Document") || Has("PP40") => KnownFormat.Other("a PowerPoint presentation", "PowerPoint 演示文稿"),
            _ when Has("__properties_version1.0") => KnownFormat.Other("an Outlook message (MSG)", "Outlook 邮件（MSG）"),
            _ when Has("VisioDocument") => KnownFormat.Other("a Visio drawing", "Visio 图"),
            _ when Has("FileHeader") && Has("BodyText") => KnownFormat.Other("a Hangul word document (HWP)", "韩文 HWP 文档"),
            _ when Has("NativeContent_MAIN") || Has("PerfectOffice_MAIN") => KnownFormat.Sheet("a Quattro Pro workbook (QPW)", "Quattro Pro 工作簿（QPW）"),
            _ when Has("MatOST") => KnownFormat.Sheet("a Microsoft Works document", "Microsoft Works 文档"),
            _ when Has("Quill") => KnownFormat.Other("a Publisher document", "Publisher 文档"),
            _ when names.Any(n => n.StartsWith("Props9", StringComparison.Ordinal)) || Has("   114") => KnownFormat.Other("a Project plan", "Project 计划"),
            _ => null,
        };
        return format?.Refuse() ?? ReadBudget.Damaged("the container holds no workbook stream", "容器中没有工作簿数据流");
    }
}
