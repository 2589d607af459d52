namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>In which order people of a language write day, month and year; a first guess, the column's values decide.</summary>
public enum DateOrder
{
    /// <summary>Year, month, day.</summary>
    YMD,

    /// <summary>Day, month, year.</summary>
    DMY,

    /// <summary>Month, day, year.</summary>
    MDY,
}
