using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Spreadsheets.Detection;

/// <summary>A format that is recognised in order to say what it is.</summary>
/// <param name="Code">The finding to raise.</param>
/// <param name="En">Name with article, for the English sentence.</param>
/// <param name="Zh">Name for the Chinese sentence.</param>
internal sealed record KnownFormat(FindingCode Code, string En, string Zh)
{
    public UnreadableWorkbookException Refuse() => new(Code.At(null, null, En, Zh));

    public static KnownFormat Other(string en, string zh) => new(WorkbookFindings.NotATable, en, zh);

    public static KnownFormat Sheet(string en, string zh) => new(WorkbookFindings.NotSupported, en, zh);

    public static KnownFormat Drm(string name) => new(WorkbookFindings.Drm, name, name);
}
