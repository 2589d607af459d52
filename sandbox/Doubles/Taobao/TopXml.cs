using System.Text;
using System.Text.Json.Nodes;
using System.Xml;

namespace IntegrationHub.Sandbox.Doubles.Taobao;

/// <summary>The platform's default format: the same answer as XML, lists as repeated elements.</summary>
internal static class TopXml
{
    public static byte[] Write(JsonObject body)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            var (name, value) = body.First();
            Write(xml, name, value);
        }

        return stream.ToArray();
    }

    private static void Write(XmlWriter xml, string name, JsonNode? value)
    {
        if (value is JsonArray list)
        {
            foreach (var item in list)
            {
                Write(xml, name, item);
            }

            return;
        }

        xml.WriteStartElement(name);
        if (value is JsonObject members)
        {
            foreach (var (member, inner) in members)
            {
                Write(xml, member, inner);
            }
        }
        else
        {
            xml.WriteString(value?.ToString() ?? "");
        }

        xml.WriteEndElement();
    }
}
