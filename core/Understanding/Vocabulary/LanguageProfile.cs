namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>What people of a language normally write; a first guess that a column's values overrule.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="DecimalSeparator">Point or comma.</param>
/// <param name="DateOrder">Order of day, month and year.</param>
public sealed record LanguageProfile(string Language, char DecimalSeparator, DateOrder DateOrder);
