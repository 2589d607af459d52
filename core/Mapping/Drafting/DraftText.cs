using System.Globalization;
using System.Text;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Drafting;

/// <summary>Writes the draft as YAML that a person goes on editing.</summary>
internal static class DraftText
{
    public static string Write(string name, UnderstandingContext context, DraftFacts facts, IReadOnlyList<DraftField> fields, DraftLocale locale, bool keepNew, string? until)
    {
        var text = new StringBuilder();
        text.Append("# yaml-language-server: $schema=schema/mapping.schema.json\n");
        text.Append("# 由单据草拟；核对后运行 hub mappings test 与 promote。 Drafted from a document: look it over, then test and promote.\n");
        text.Append(CultureInfo.InvariantCulture, $"mapping: {name}\nversion: 1\ntarget: order/v1\n");
        text.Append(Locale(locale));
        var words = facts.HeaderWords;
        if (context.Sender is not null || words.Count > 0)
        {
            text.Append("match:\n");
            if (context.Sender is { } sender)
            {
                text.Append(CultureInfo.InvariantCulture, $"  sender: {Yaml.Quoted(sender)}\n");
            }

            Words(text, "  headers", words);
        }

        if (!keepNew)
        {
            text.Append("contract:\n  fields: discard\n");
        }

        if (facts.NamesSheet || words.Count > 0 || facts.HeaderRow is not null || until is not null)
        {
            text.Append("table:\n");
        }

        if (facts.NamesSheet)
        {
            text.Append(CultureInfo.InvariantCulture, $"  sheet: {Yaml.Quoted(facts.Sheet)}\n");
        }

        if (words.Count > 0)
        {
            text.Append("  header:\n");
            Words(text, "    words", words);
        }
        else if (facts.HeaderRow is { } row)
        {
            text.Append(CultureInfo.InvariantCulture, $"  header:\n    row: {row}\n");
        }

        if (until is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"  until: [{Yaml.Quoted(until)}]\n");
        }

        text.Append("fields:\n");
        foreach (var field in fields)
        {
            Field(text, field);
        }

        Enums(text, fields);
        return text.ToString();
    }

    /// <summary>The line of the locale; nothing where none is proved.</summary>
    public static string Locale(DraftLocale locale) => locale.File is { } name ? $"locale: {name}\n" : "";

    private static void Words(StringBuilder text, string key, IReadOnlyList<string> words)
    {
        if (words.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{key}: [{string.Join(", ", words.Select(Yaml.Quoted))}]\n");
        }
    }

    private static void Field(StringBuilder text, DraftField field)
    {
        text.Append(CultureInfo.InvariantCulture, $"  - to: {Yaml.Quoted(field.Target.Path)}\n");
        if (field.From is { } from)
        {
            text.Append(CultureInfo.InvariantCulture, $"    from: {Yaml.Quoted(from)}\n");
        }

        if (field.Convert is { } convert)
        {
            text.Append(CultureInfo.InvariantCulture, $"    convert: {convert}\n");
        }

        if (field.Default is { } constant)
        {
            text.Append(CultureInfo.InvariantCulture, $"    default: {Yaml.Quoted(constant)}\n");
        }

        if (field.Required)
        {
            text.Append("    required: true\n");
        }

        if (field.FillDown)
        {
            text.Append("    fillDown: true\n");
        }
    }

    private static void Enums(StringBuilder text, IReadOnlyList<DraftField> fields)
    {
        var tables = fields.Where(f => f.Enum is not null).ToList();
        if (tables.Count > 0)
        {
            text.Append("enums:\n");
        }

        foreach (var field in tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {field.EnumName}:\n");
            foreach (var (from, to) in field.Enum!)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Yaml.Quoted(from)}: {Yaml.Quoted(to)}\n");
            }
        }
    }
}
