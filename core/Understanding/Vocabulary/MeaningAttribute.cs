namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>What a key of a vocabulary file means, for people; goes into the JSON Schema that editors show while typing.</summary>
/// <param name="zh">Chinese, a few words.</param>
/// <param name="en">English, a few words.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class MeaningAttribute(string zh, string en) : Attribute
{
    /// <summary>Chinese, a few words.</summary>
    public string Zh { get; } = zh;

    /// <summary>English, a few words.</summary>
    public string En { get; } = en;
}
