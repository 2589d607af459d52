using System.IO.Compression;

namespace IntegrationHub.Tests.Spreadsheets;

/// <summary>Builds small .ods files from the XML of their tables.</summary>
internal static class OdsFile
{
    public static string Content(string tables, string styles = "") =>
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:t\" xmlns:text=\"urn:x\">"
        + $"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>";

    public static byte[] Of(string tables, string styles = "")
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, true))
        {
            using (var mimetype = new StreamWriter(zip.CreateEntry("mimetype").Open()))
            {
                mimetype.Write("application/vnd.oasis.opendocument.spreadsheet");
            }

            using var content = new StreamWriter(zip.CreateEntry("content.xml").Open());
            content.Write(Content(tables, styles));
        }

        return target.ToArray();
    }
}
