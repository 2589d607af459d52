using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Connectors;

/// <summary>One line of a fault table.</summary>
/// <param name="Match">Vendor code, or <c>code/sub-code</c>; a trailing <c>*</c> stands for any rest (<c>15/isp.*</c>, <c>*/isp.*</c>).</param>
/// <param name="Class">What happens next.</param>
/// <param name="Code">The hub's own bounded kebab-case code.</param>
/// <param name="En">Sentence for people with what to do, English.</param>
/// <param name="Zh">The same, Chinese.</param>
public sealed record FaultRule(string Match, FaultClass Class, string Code, string En, string Zh)
{
    /// <summary>What else helps.</summary>
    public FaultRemedy Remedy { get; init; }

    /// <summary>Finds the wait in the error, e.g. in its sentence; null leaves it to <c>Retry-After</c> and <see cref="DefaultWait"/>.</summary>
    public Func<VendorError, TimeSpan?>? Wait { get; init; }

    /// <summary>The wait where the error names none.</summary>
    public TimeSpan? DefaultWait { get; init; }

    /// <summary>Whether the rule is about this error.</summary>
    public bool Fits(VendorError error)
    {
        var slash = Match.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? Fits(Match, error.Code)
            : Fits(Match.AsSpan(0, slash), error.Code) && Fits(Match.AsSpan(slash + 1), error.SubCode ?? "");
    }

    /// <summary>The fault for an error; the other side's own words stand in the detail alone.</summary>
    public Fault Fault(VendorError error, string stage) => new()
    {
        Code = Code,
        Class = Class,
        Stage = stage,
        Message = En,
        MessageZh = Zh,
        RetryAfter = Wait?.Invoke(error) ?? error.RetryAfter ?? DefaultWait,
        Detail = $"HTTP {(int)error.Status}, code '{error.Code}', sub-code '{error.SubCode}': {error.Text}",
    };

    private static bool Fits(ReadOnlySpan<char> pattern, string text) => pattern is [.., '*']
        ? text.AsSpan().StartsWith(pattern[..^1], StringComparison.Ordinal)
        : pattern.SequenceEqual(text);
}
