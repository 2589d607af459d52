using IntegrationHub.Core.Spreadsheets.Containers;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.Ooxml;

/// <summary>One relationship of a part.</summary>
/// <param name="Id">The id that the part uses.</param>
/// <param name="Kind">Last segment of the type, which is the same in the strict and the transitional standard.</param>
/// <param name="Target">Absolute part name.</param>
internal sealed record Relationship(string Id, string Kind, string Target);

/// <summary>Parts of an Office Open XML package, found by relationships wherever the generator put them.</summary>
internal sealed class Package(ZipContainer zip, ReadBudget budget) : IDisposable
{
    private const int MaxRelationships = 100_000;

    public ZipContainer Zip => zip;

    public ReadBudget Budget => budget;

    /// <summary>The name of the main part, by relationship, else by its usual place; null when there is none.</summary>
    public string? MainPart()
    {
        var main = Relationships(string.Empty).FirstOrDefault(r => r.Kind == "officeDocument" && zip.Find(r.Target) is not null)?.Target;
        return main ?? zip.Entries.FirstOrDefault(e =>
            e.Name.EndsWith("workbook.xml", StringComparison.OrdinalIgnoreCase) || e.Name.EndsWith("workbook.bin", StringComparison.OrdinalIgnoreCase))?.Name;
    }

    public Stream? Open(string? name) => name is not null && zip.Find(name) is { } entry ? zip.Open(entry) : null;

    public XmlScanner? Scan(string? name) => Open(name) is { } stream ? new XmlScanner(stream, budget) : null;

    /// <summary>Relationships of a part; of the package for the empty name.</summary>
    public IReadOnlyList<Relationship> Relationships(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        var folder = part[..slash];
        using var scanner = Scan($"{folder}_rels/{part[slash..]}.rels");
        var found = new List<Relationship>();
        while (scanner is not null && scanner.Read() != XmlToken.Eof && found.Count < MaxRelationships)
        {
            if (scanner.Token != XmlToken.Start || !scanner.Is("Relationship"u8))
            {
                continue;
            }

            var target = scanner.AttributeText("Target"u8);
            var type = scanner.AttributeText("Type"u8) ?? string.Empty;
            if (target is not null && !scanner.Attribute("TargetMode"u8).SequenceEqual("External"u8))
            {
                target = target.Replace('\\', '/');
                found.Add(new Relationship(
                    scanner.AttributeText("Id"u8) ?? string.Empty,
                    type[(type.LastIndexOf('/') + 1)..],
                    ZipContainer.Normalise(target.StartsWith('/') ? target : $"/{folder}{target}")));
            }
        }

        return found;
    }

    public void Dispose() => zip.Dispose();
}
