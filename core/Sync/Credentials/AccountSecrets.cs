using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Core.Sync.Credentials;

/// <summary>Reads secrets where their references say, each time anew, so that a changed file counts at once.</summary>
internal sealed class AccountSecrets(SecretSources sources, SecretScrubber scrubber, TokenKeeper? token) : ISecrets
{
    /// <inheritdoc/>
    public Credential Credential => (token ?? throw new ConnectorException(ConnectorFaults.TokenMissing())).Current;

    /// <inheritdoc/>
    public string Read(SecretRef reference) => Read(reference, sources, scrubber);

    /// <summary>The value behind a reference.</summary>
    public static string Read(SecretRef reference, SecretSources sources, SecretScrubber scrubber)
    {
        var text = reference.Text ?? "";
        string? value = null;
        if (text.StartsWith("env:", StringComparison.Ordinal))
        {
            value = sources.Variable(text[4..]);
        }
        else if (text.StartsWith(VaultSecret.Scheme, StringComparison.Ordinal) && VaultSecret.TryParse(text[VaultSecret.Scheme.Length..], out var kept))
        {
            try
            {
                value = sources.Vault(kept);
            }
            catch (SecretUnavailableException refused)
            {
                throw new ConnectorException(ConnectorFaults.SecretUnavailable(refused), FaultRemedy.None, refused);
            }
        }
        else if (text.StartsWith("file:", StringComparison.Ordinal))
        {
            try
            {
                // Editors and echo leave a line end behind a secret that has none.
                value = File.ReadAllText(text[5..]).TrimEnd('\r', '\n');
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
            {
                throw new ConnectorException(ConnectorFaults.SecretMissing(reference) with { Detail = unreadable.GetType().Name }, FaultRemedy.None, unreadable);
            }
        }

        if (string.IsNullOrEmpty(value))
        {
            throw new ConnectorException(ConnectorFaults.SecretMissing(reference));
        }

        scrubber.Learn(value);
        return value;
    }
}
