namespace IntegrationHub.Core.Spreadsheets.Detection;

/// <summary>Which reader a file's content calls for.</summary>
internal enum FileKind
{
    Text,
    Zip,
    Compound,
    OldBinary,
    Html,
    Mhtml,
    Xml2003,
    FlatOds,
    Sylk,
}
