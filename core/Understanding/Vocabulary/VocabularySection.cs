namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>The parts of a vocabulary file that hold words.</summary>
public enum VocabularySection
{
    /// <summary>Words for headers and labels, by <see cref="Concept"/>.</summary>
    [Meaning("表头与标签的词，按概念", "words for headers and labels, by concept")]
    Fields,

    /// <summary>Words of titles, by <see cref="DocumentKind"/>.</summary>
    [Meaning("标题中的词，按单据种类", "title words, by kind of document")]
    Documents,

    /// <summary>First words of rows that are not lines, by <see cref="RowKind"/>.</summary>
    [Meaning("非明细行的开头词，按行的种类", "first words of rows that are not lines, by kind of row")]
    Rows,

    /// <summary>Units as written, by UN/ECE Recommendation 20 code.</summary>
    [Meaning("单位的写法，按 UN/ECE Rec 20 代码", "units as written, by UN/ECE Rec 20 code")]
    Units,

    /// <summary>Currencies as written, by ISO 4217 code.</summary>
    [Meaning("币种的写法，按 ISO 4217 代码", "currencies as written, by ISO 4217 code")]
    Currencies,

    /// <summary>Months as written, by number 1 to 12.</summary>
    [Meaning("月份的写法，1 至 12", "months as written, 1 to 12")]
    Months,

    /// <summary>Hints and instructions typed into unused slots of forms.</summary>
    [Meaning("表单空位里的提示语", "hints and instructions typed into unused slots of forms")]
    Placeholders,

    /// <summary>Words around names that do not belong to them.</summary>
    [Meaning("名称前后的敬称", "words around names that do not belong to them")]
    Honorifics,

    /// <summary>Words for yes.</summary>
    [Meaning("表示“是”的词", "words for yes")]
    Yes,

    /// <summary>Words for no.</summary>
    [Meaning("表示“否”的词", "words for no")]
    No,

    /// <summary>Words for urgent.</summary>
    [Meaning("表示加急的词", "words for urgent")]
    Urgent,
}
