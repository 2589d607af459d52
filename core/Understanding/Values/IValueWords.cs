namespace IntegrationHub.Core.Understanding.Values;

/// <summary>What the vocabularies know about values, in all languages at once.</summary>
internal interface IValueWords
{
    /// <summary>Dates with month names.</summary>
    DateText Dates { get; }

    /// <summary>UN/ECE Rec 20 code for a unit as written; null when it is none.</summary>
    string? UnitCode(string text);

    /// <summary>ISO 4217 code for a currency as written; null when it is none or in doubt.</summary>
    string? CurrencyCode(string text);

    /// <summary>Whether the text names a currency.</summary>
    bool IsCurrency(string text) => text.Length > 0 && CurrencyCode(text) is not null;

    /// <summary>Whether the text is a hint typed into an unused slot, or a template's placeholder.</summary>
    bool IsPlaceholder(string text);
}
