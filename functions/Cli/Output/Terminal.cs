namespace IntegrationHub.Functions.Cli.Output;

/// <summary>Where the command line speaks, and in which language.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Complaints and progress.</param>
/// <param name="English">English instead of Chinese.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool English)
{
    /// <summary>Columns of the screen; null where the output goes to a file or a program.</summary>
    public int? Width { get; init; }

    /// <summary>The sentence in the reader's language.</summary>
    public string Say(string zh, string en) => English ? en : zh;

    /// <summary>Writes a complaint, Chinese first, English behind it.</summary>
    public void Complain(string zh, string en) => Error.WriteLine(English ? en : $"{zh} / {en}");

    /// <summary>English where <c>--lang en</c> or the environment says so; else Chinese.</summary>
    public static bool IsEnglish(string? option, Func<string, string?> environment)
    {
        var language = option ?? FirstOf(environment("LC_ALL"), environment("LC_MESSAGES"), environment("LANG"));
        return language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) ?? false;
    }

    private static string? FirstOf(params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrEmpty(value))
            {
                return value;
            }
        }

        return null;
    }
}
