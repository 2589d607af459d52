using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Core.Sync.Credentials;

/// <summary>Where references of accounts lead.</summary>
/// <param name="Variable">Reads an environment variable.</param>
/// <param name="Vault">Reads a secret of a vault; throws <see cref="SecretUnavailableException"/>.</param>
internal sealed record SecretSources(Func<string, string?> Variable, Func<VaultSecret, string> Vault);
