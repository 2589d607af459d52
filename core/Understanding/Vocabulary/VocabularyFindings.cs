using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>What can be wrong with a vocabulary file. Places read <c>file:line:column</c>.</summary>
[FindingCodes]
public static class VocabularyFindings
{
    public static readonly FindingCode Unreadable = new(
        "vocabulary-unreadable", Severity.Error,
        "The vocabulary is not valid YAML: {0}", "词汇文件不是有效的 YAML：{0}",
        "Correct the line; the other vocabularies stay in use.", "改正该行；其他词汇文件照常使用。");

    public static readonly FindingCode UnknownField = new(
        "vocabulary-unknown-field", Severity.Error,
        "\"{0}\" is not a key known in {1}; did you mean \"{2}\"?", "“{0}”不是 {1} 中的有效键；是否想写“{2}”？",
        "Use a key listed in the schema; what stands under this one is ignored.", "请使用架构中列出的键；此键下的内容被忽略。");

    public static readonly FindingCode DuplicateWord = new(
        "vocabulary-duplicate-word", Severity.Warning,
        "\"{0}\" is listed twice under {1}; the first is at {2}.", "“{0}”在 {1} 下重复出现；第一次在 {2}。",
        "Delete one of the two.", "删去其中一个。");

    public static readonly FindingCode AmbiguousWord = new(
        "vocabulary-ambiguous-word", Severity.Error,
        "\"{0}\" is a sure word of {1} and of {2} ({3}); a sure word can mean only one thing.",
        "“{0}”同时是 {1} 和 {2}（{3}）的确定词；确定词只能有一个含义。",
        "Move it to `weak` where the values must confirm it.", "在需要由数据确认的概念下把它移到 weak。");

    public static readonly FindingCode Empty = new(
        "vocabulary-empty", Severity.Warning,
        "{0} has no words.", "{0} 没有任何词。",
        "Add words or delete the key.", "补充词语，或删除该键。");

    public static readonly FindingCode BadCode = new(
        "vocabulary-bad-code", Severity.Error,
        "\"{0}\" is not a code of {1}.", "“{0}”不是 {1} 中的代码。",
        "Use the code of the standard, e.g. C62 or KGM, EUR or CNY, a month from 1 to 12.", "请使用标准代码，例如 C62、KGM、EUR、CNY，月份为 1 至 12。");

    public static readonly FindingCode BadValue = new(
        "vocabulary-bad-value", Severity.Error,
        "{0} cannot be \"{1}\"; it is {2}.", "{0} 不能是“{1}”；应为 {2}。",
        "Correct the value.", "改正该值。");

    public static readonly FindingCode MissingLanguage = new(
        "vocabulary-missing-language", Severity.Error,
        "The vocabulary does not say which language it is for.", "词汇文件没有注明语言。",
        "Begin the file with `language: de` or the like.", "请在文件开头写明，例如 language: de。");
}
