namespace IntegrationHub.Core.Sync.Accounts;

/// <summary>One thing wrong with an account file.</summary>
/// <param name="Path">File, line, column and setting: <c>accounts/shop.yaml:3:7 options.url</c>.</param>
/// <param name="En">What is wrong and what is allowed.</param>
/// <param name="Zh">The same in Chinese.</param>
public sealed record AccountViolation(string Path, string En, string Zh);
