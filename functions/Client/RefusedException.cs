namespace IntegrationHub.Functions.Client;

/// <summary>What was asked cannot be done; the sentence says why. The command line ends with <see cref="ExitCode"/>.</summary>
internal sealed class RefusedException(string code, string en, string zh, int exitCode = Cli.ExitCode.CheckFailed) : Exception(en)
{
    public string Code { get; } = code;

    public string En { get; } = en;

    public string Zh { get; } = zh;

    public int ExitCode { get; } = exitCode;
}
