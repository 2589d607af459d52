using IntegrationHub.Core.Findings;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Checks.Fingerprints;

namespace IntegrationHub.Core.Checks.Reference;

/// <summary>Reads reference tables from JSON: an object of tables, or one array and the table's name.</summary>
internal sealed class ReferenceJson(ReferenceTables tables, ReferenceReport report)
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public void Read(Stream json, string name, ReferenceTable? stated)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            Root(document.RootElement, name, stated);
        }
        catch (JsonException bad)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"{(bad.LineNumber ?? 0) + 1}:{(bad.BytePositionInLine ?? 0) + 1}");
            report.Add(ReferenceFindings.BadJson, where, null, bad.Message.Split(" Path:")[0].Split(" LineNumber:")[0]);
        }
    }

    private void Root(JsonElement root, string name, ReferenceTable? stated)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            var table = stated ?? ReferenceNames.Find(Path.GetFileNameWithoutExtension(name)) ?? Recognise(root);
            if (table is { } known)
            {
                Table(known, root, "");
            }
            else
            {
                report.Add(ReferenceFindings.TableUnknown, null, null, name);
            }

            return;
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            report.Add(ReferenceFindings.BadJson, "", null, new Said("an object or an array is expected", "应为对象或数组"));
            return;
        }

        foreach (var member in root.EnumerateObject())
        {
            var pointer = "/" + Escape(member.Name);
            if (ReferenceNames.Find(member.Name) is not { } table)
            {
                report.Add(ReferenceFindings.TableUnknown, pointer, null, member.Name);
            }
            else if (member.Value.ValueKind != JsonValueKind.Array)
            {
                report.Add(ReferenceFindings.BadJson, pointer, null, new Said("an array is expected", "应为数组"));
            }
            else
            {
                Table(table, member.Value, pointer);
            }
        }
    }

    private static ReferenceTable? Recognise(JsonElement rows)
    {
        foreach (var row in rows.EnumerateArray())
        {
            return row.ValueKind == JsonValueKind.Object
                ? ReferenceColumns.Recognise([.. row.EnumerateObject().Select(m => KeyText.OfName(m.Name))])
                : null;
        }

        return null;
    }

    private void Table(ReferenceTable table, JsonElement rows, string pointer)
    {
        tables.Open(table);
        var ignored = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var row in rows.EnumerateArray())
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index++}");
            if (row.ValueKind != JsonValueKind.Object)
            {
                report.Add(ReferenceFindings.BadJson, where, null, new Said("an object is expected", "应为对象"));
                report.Dropped++;
                continue;
            }

            var values = new Dictionary<string, ReferenceValue>(StringComparer.Ordinal);
            foreach (var member in row.EnumerateObject())
            {
                var key = KeyText.OfName(member.Name);
                if (ReferenceColumns.All[(int)table].FirstOrDefault(c => c.IsNamed(key)) is { } column)
                {
                    values.TryAdd(column.Name, Value(member.Value, $"{where}/{Escape(member.Name)}", member.Name));
                }
                else if (ignored.Add(key))
                {
                    report.Add(ReferenceFindings.ColumnIgnored, $"{where}/{Escape(member.Name)}", null, member.Name, ReferenceNames.Said(table));
                }
            }

            tables.Add(table, new ReferenceRow(where, values));
        }
    }

    private static ReferenceValue Value(JsonElement value, string where, string caption) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? new(where, caption) { Number = number } : new(where, caption) { Text = value.GetRawText() },
        JsonValueKind.Array => new(where, caption) { List = [.. value.EnumerateArray().Select(item => item.ToString())] },
        JsonValueKind.Null => new(where, caption),
        _ => new(where, caption) { Text = value.ToString() },
    };

    private static string Escape(string member) =>
        member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
