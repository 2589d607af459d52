namespace IntegrationHub.Core.Findings;

/// <summary>A particular of a finding that reads differently in each language, e.g. the name of a field.</summary>
/// <param name="En">In the English sentence.</param>
/// <param name="Zh">In the Chinese one.</param>
public sealed record Said(string En, string Zh);
