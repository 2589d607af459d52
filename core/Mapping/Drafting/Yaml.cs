using System.Text.Encodings.Web;
using System.Text.Json;

namespace IntegrationHub.Core.Mapping.Drafting;

/// <summary>Writes scalars that YAML reads back unchanged: a JSON string is a YAML double-quoted scalar.</summary>
internal static class Yaml
{
    public static string Quoted(string text) => "\"" + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";
}
