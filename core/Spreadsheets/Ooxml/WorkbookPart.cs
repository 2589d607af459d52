using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.Ooxml;

/// <summary>One listed sheet and the part that holds it; null where the package has none.</summary>
internal sealed record SheetEntry(string Name, bool Hidden, string? Part, bool IsWorksheet);

/// <summary>What the main part says: sheets in order, date system, and where strings and styles are.</summary>
internal sealed record WorkbookPart(IReadOnlyList<SheetEntry> Sheets, int DateShift, string? Strings, string? Styles)
{
    private const int MaxSheets = 10_000;

    public static WorkbookPart Read(Package package, string name)
    {
        var relationships = package.Relationships(name);
        var byId = new Dictionary<string, Relationship>(StringComparer.Ordinal);
        foreach (var relationship in relationships)
        {
            byId.TryAdd(relationship.Id, relationship);
        }

        var sheets = new List<SheetEntry>();
        var shift = 0;
        var inSheets = false;
        using var scanner = package.Scan(name) ?? throw ReadBudget.Damaged("the workbook part is missing", "缺少工作簿部件");
        while (scanner.Read() != XmlToken.Eof)
        {
            if (scanner.Is("sheets"u8))
            {
                inSheets = scanner.Token == XmlToken.Start;
            }

            if (scanner.Token != XmlToken.Start)
            {
                continue;
            }

            // Extension lists repeat the element for other settings.
            if (scanner.Is("workbookPr"u8) && scanner.HasAttribute("date1904"u8))
            {
                shift = XmlFlag.IsOn(scanner.Attribute("date1904"u8)) ? SerialDate.Offset1904 : 0;
            }
            else if (inSheets && scanner.Is("sheet"u8) && sheets.Count < MaxSheets)
            {
                var relationship = byId.GetValueOrDefault(scanner.AttributeText("id"u8) ?? string.Empty);
                var part = relationship?.Target;
                if (part is null || package.Zip.Find(part) is null)
                {
                    part = Usual(package, relationships, sheets.Count);
                }

                sheets.Add(new SheetEntry(
                    scanner.AttributeText("name"u8) ?? $"Sheet{sheets.Count + 1}",
                    scanner.HasAttribute("state"u8) && !scanner.Attribute("state"u8).SequenceEqual("visible"u8),
                    part,
                    relationship is null or { Kind: "worksheet" }));
            }
        }

        return new WorkbookPart(sheets, shift, Target(package, relationships, "sharedStrings", "sharedstrings.xml"), Target(package, relationships, "styles", "styles.xml"));
    }

    /// <summary>The part that a broken relationship most likely meant.</summary>
    private static string? Usual(Package package, IReadOnlyList<Relationship> relationships, int index)
    {
        var name = $"xl/worksheets/sheet{index + 1}.xml";
        return package.Zip.Find(name) is not null && !relationships.Any(r => string.Equals(r.Target, name, StringComparison.OrdinalIgnoreCase)) ? name : null;
    }

    private static string? Target(Package package, IReadOnlyList<Relationship> relationships, string kind, string ending) =>
        relationships.FirstOrDefault(r => r.Kind == kind && package.Zip.Find(r.Target) is not null)?.Target
        ?? package.Zip.Entries.FirstOrDefault(e => e.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))?.Name;
}
