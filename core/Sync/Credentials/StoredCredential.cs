using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Core.Sync.Credentials;

/// <summary>A rotated token with the seed that it came from: a person who puts a new token behind the reference begins anew.</summary>
/// <param name="Credential">The token.</param>
/// <param name="Seed">SHA-256 of the configured token at the time.</param>
/// <param name="RotatedAt">When, UTC.</param>
public sealed record StoredCredential(Credential Credential, byte[] Seed, DateTimeOffset RotatedAt);
