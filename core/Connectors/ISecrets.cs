namespace IntegrationHub.Core.Connectors;

/// <summary>Values of the account's secret references.</summary>
public interface ISecrets
{
    /// <summary>The value behind the reference, as it is now.</summary>
    /// <exception cref="ConnectorException"><see cref="Messaging.FaultClass.Config"/> <c>secret-missing</c>.</exception>
    string Read(SecretRef reference);

    /// <summary>The account's token as it is now: the newest rotated one, else what the account's <c>token</c> section refers to.</summary>
    /// <exception cref="ConnectorException"><see cref="Messaging.FaultClass.Config"/> <c>token-missing</c>.</exception>
    Credential Credential { get; }
}

/// <summary>Says where a secret is, never what it is: <c>env:NAME</c>, <c>file:PATH</c> or <c>keyvault:HOST/NAME</c>.</summary>
/// <param name="Text">The reference as written.</param>
public readonly record struct SecretRef(string Text)
{
    /// <summary>Reads a reference; false for anything else, a plain value above all.</summary>
    public static bool TryParse(string? text, out SecretRef reference)
    {
        reference = new SecretRef(text ?? "");
        return text is not null
            && ((text.StartsWith("env:", StringComparison.Ordinal) && text.Length > 4
                    && text.AsSpan(4).IndexOfAnyExcept(EnvironmentName) < 0 && !char.IsAsciiDigit(text[4]))
                || (text.StartsWith("file:", StringComparison.Ordinal) && text.Length > 5)
                || (text.StartsWith(VaultSecret.Scheme, StringComparison.Ordinal) && VaultSecret.TryParse(text[VaultSecret.Scheme.Length..], out _)));
    }

    /// <summary>The reference.</summary>
    public override string ToString() => Text ?? "";

    private static System.Buffers.SearchValues<char> EnvironmentName { get; } =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
}

/// <summary>A token that can be renewed.</summary>
public sealed record Credential
{
    /// <summary>What goes into a call.</summary>
    public required string AccessToken { get; init; }

    /// <summary>What renews it; null where the platform gives none.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>When it ends, UTC; null where unknown.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Shows nothing of it.</summary>
    public override string ToString() => $"Credential {{ expires {ExpiresAt:u} }}";
}
