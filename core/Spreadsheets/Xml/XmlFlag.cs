namespace IntegrationHub.Core.Spreadsheets.Xml;

/// <summary>Boolean attribute values as generators write them.</summary>
internal static class XmlFlag
{
    public static bool IsOn(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("1"u8) || value.SequenceEqual("true"u8) || value.SequenceEqual("on"u8) || value.SequenceEqual("t"u8) || value.SequenceEqual("True"u8);
}
