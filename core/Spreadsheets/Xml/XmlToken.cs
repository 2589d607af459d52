namespace IntegrationHub.Core.Spreadsheets.Xml;

/// <summary>What <see cref="XmlScanner.Read"/> stopped at.</summary>
internal enum XmlToken : byte
{
    /// <summary>Nothing read yet.</summary>
    None,

    /// <summary>A start tag; an empty element is followed by its <see cref="End"/>.</summary>
    Start,

    /// <summary>An end tag, written or implied by an empty element.</summary>
    End,

    /// <summary>A run of character data; one text may come in several runs.</summary>
    Text,

    /// <summary>The end of the input.</summary>
    Eof,
}
