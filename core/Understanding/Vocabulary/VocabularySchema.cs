using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>JSON Schema (2020-12) of the vocabulary files for editors, generated from the enumerations that reader and lints use.</summary>
public static class VocabularySchema
{
    /// <summary>File name below <c>mappings/schema</c>.</summary>
    public const string FileName = "vocabulary.schema.json";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as indented text with a final line break; the same text on every machine.</summary>
    public static string Generate()
    {
        var properties = new JsonObject
        {
            [VocabularyKeys.Language] = Described("string", "语言标签，例如 de、zh-Hans", "BCP 47 tag such as de or zh-Hans"),
            [VocabularyKeys.DecimalSeparator] = OneOf("习惯的小数点；以列数据为准", "the usual decimal sign; the column decides", ".", ","),
            [VocabularyKeys.DateOrderKey] = OneOf("习惯的日期顺序；以列数据为准", "the usual order of dates; the column decides", Enum.GetNames<DateOrder>()),
            [VocabularyKeys.Head] = OneOf("中心词在词组的开头或结尾", "a phrase begins or ends with what it is about", "first", "last"),
            [VocabularyKeys.Replace] = Described("boolean", "取代同语言的出厂词汇", "stands in the place of the shipped vocabulary of the language"),
            [VocabularyKeys.Remove] = Words("从出厂词汇中去掉的词", "words to take out of the shipped vocabulary"),
        };
        foreach (var section in Enum.GetValues<VocabularySection>())
        {
            properties[VocabularyKeys.NameOf(section)] = Section(section);
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "urn:integrationhub:schema:vocabulary",
            ["title"] = "IntegrationHub vocabulary / 词汇文件",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray(VocabularyKeys.Language),
            ["properties"] = properties,
            ["$defs"] = new JsonObject
            {
                ["words"] = new JsonObject
                {
                    ["anyOf"] = new JsonArray(
                        new JsonObject { ["type"] = "string", ["minLength"] = 1 },
                        new JsonObject
                        {
                            ["type"] = "array",
                            ["minItems"] = 1,
                            ["items"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
                        }),
                },
                ["graded"] = new JsonObject
                {
                    ["anyOf"] = new JsonArray(
                        new JsonObject { ["$ref"] = "#/$defs/words" },
                        new JsonObject
                        {
                            ["type"] = "object",
                            ["additionalProperties"] = false,
                            ["properties"] = new JsonObject
                            {
                                [VocabularyKeys.Words] = Words("确定的词", "sure words"),
                                [VocabularyKeys.Weak] = Words("须由数据确认的词", "words that the values must confirm"),
                            },
                        }),
                },
            },
        }.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Section(VocabularySection section)
    {
        var (zh, en) = MeaningOf(section);
        if (!VocabularyKeys.HasKeys(section))
        {
            return Words(zh, en);
        }

        var keys = new JsonObject();
        foreach (var (name, keyZh, keyEn) in KeysOf(section))
        {
            keys[name] = Reference(section == VocabularySection.Fields ? "graded" : "words", keyZh, keyEn);
        }

        return new JsonObject
        {
            ["description"] = $"{zh} / {en}",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = keys,
        };
    }

    private static IEnumerable<(string Name, string Zh, string En)> KeysOf(VocabularySection section) => section switch
    {
        VocabularySection.Fields => Names<Concept>(),
        VocabularySection.Documents => Names<DocumentKind>(),
        VocabularySection.Rows => Names<RowKind>(),
        VocabularySection.Units => Rec20.All.Select(c => (c, string.Empty, string.Empty)),
        VocabularySection.Currencies => Iso4217.All.Append(Iso4217.Open).Select(c => (c, string.Empty, string.Empty)),
        _ => Enumerable.Range(1, 12).Select(m => ($"{m}", string.Empty, string.Empty)),
    };

    private static IEnumerable<(string Name, string Zh, string En)> Names<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(v => (VocabularyKeys.NameOf(v), MeaningOf(v).Zh, MeaningOf(v).En));

    private static (string Zh, string En) MeaningOf<T>(T value)
        where T : struct, Enum
    {
        var meaning = typeof(T).GetField(value.ToString())!.GetCustomAttribute<MeaningAttribute>()!;
        return (meaning.Zh, meaning.En);
    }

    private static JsonObject Words(string zh, string en) => Reference("words", zh, en);

    private static JsonObject Reference(string name, string zh, string en)
    {
        var reference = new JsonObject();
        if (zh.Length > 0)
        {
            reference["description"] = $"{zh} / {en}";
        }

        reference["$ref"] = "#/$defs/" + name;
        return reference;
    }

    private static JsonObject Described(string type, string zh, string en) => new() { ["description"] = $"{zh} / {en}", ["type"] = type };

    private static JsonObject OneOf(string zh, string en, params string[] values) =>
        new() { ["description"] = $"{zh} / {en}", ["enum"] = new JsonArray([.. values.Select(v => (JsonNode?)v)]) };
}
