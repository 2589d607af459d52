namespace IntegrationHub.Functions.Cli;

/// <summary>What the command line ends with. Where several apply, the highest wins.</summary>
internal static class ExitCode
{
    /// <summary>Every input was processed, whatever its outcome.</summary>
    public const int Ok = 0;

    /// <summary>A check, lint or test did not hold.</summary>
    public const int CheckFailed = 1;

    /// <summary>Wrong usage, also a path that does not exist.</summary>
    public const int Usage = 2;

    /// <summary>At least one input <c>failed</c>.</summary>
    public const int InputFailed = 3;

    /// <summary>Configuration.</summary>
    public const int Configuration = 4;

    /// <summary>The store cannot be used: locked, full, corrupt.</summary>
    public const int Store = 5;

    /// <summary>Cancelled by the user.</summary>
    public const int Cancelled = 130;
}
