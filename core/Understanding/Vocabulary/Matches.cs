namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>A header or label may mean this.</summary>
/// <param name="Concept">What it means.</param>
/// <param name="Language">In which language.</param>
/// <param name="Strength">Whether the word is enough by itself.</param>
/// <param name="Score">0 to 1: how close the text is to the word of the vocabulary; 1 is the word itself.</param>
public readonly record struct ConceptMatch(Concept Concept, string Language, WordStrength Strength, double Score)
{
    /// <summary>One number to compare candidates by: a weak word counts for six tenths.</summary>
    public double Weight => Strength == WordStrength.Strong ? Score : Score * 0.6;
}

/// <summary>A title may say this.</summary>
/// <param name="Kind">What kind of document it names.</param>
/// <param name="Language">In which language.</param>
/// <param name="Score">0 to 1: share of the title that the words cover; 1 is the words alone.</param>
/// <param name="Length">Letters of the words found: the longer, the more specific (采购订单 over 订单).</param>
public readonly record struct DocumentMatch(DocumentKind Kind, string Language, double Score, int Length);

/// <summary>A row that begins with this text may be no line.</summary>
/// <param name="Kind">What kind of row it is.</param>
/// <param name="Language">In which language.</param>
/// <param name="Score">0 to 1: 1 is the word alone, less where more text follows ("Total Quartz 9000 oil" scores low).</param>
public readonly record struct RowMatch(RowKind Kind, string Language, double Score);

/// <summary>A word names this code (UN/ECE Rec 20 unit or ISO 4217 currency).</summary>
/// <param name="Code">The code.</param>
/// <param name="Language">In which language.</param>
public readonly record struct CodeMatch(string Code, string Language);
