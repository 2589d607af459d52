using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Core.Messaging;

/// <summary>Why work was parked: bounded code, place in the pipeline, a sentence for people and a detail for an engineer.</summary>
public sealed record Fault
{
    /// <summary>Bounded kebab-case code.</summary>
    public required string Code { get; init; }

    /// <summary>What happens next.</summary>
    public FaultClass Class { get; init; }

    /// <summary>Least wait before anything is sent to that side again; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Step that met it: <c>fetch understand map check commit publish submit</c> …</summary>
    public required string Stage { get; init; }

    /// <summary>Mapping in use with its version.</summary>
    public string? MappingVersion { get; init; }

    /// <summary>Path of the order/v1 member concerned.</summary>
    public string? FieldPath { get; init; }

    /// <summary>Sentence for people, English.</summary>
    public required string Message { get; init; }

    /// <summary>Sentence for people, Chinese.</summary>
    public required string MessageZh { get; init; }

    /// <summary>For an engineer: exception type and stack, without data.</summary>
    public string? Detail { get; init; }

    /// <summary>Document concerned.</summary>
    public string? Document { get; init; }

    /// <summary>Order concerned.</summary>
    public Guid? Order { get; init; }

    /// <summary>Same for like cases: 16 hex digits over code, stage, mapping version and field path, never over message text.</summary>
    public string Fingerprint => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Code}\n{Stage}\n{MappingVersion}\n{FieldPath}")).AsSpan(0, 8));

    /// <summary>The fault for an exception that no step expected.</summary>
    public static Fault Unexpected(string stage, Exception exception, string? document = null, Guid? order = null) => new()
    {
        Code = "bug-" + Kebab(exception.GetType().Name),
        Stage = stage,
        Message = $"An unexpected fault stopped this step ({stage}); the work is kept and can be replayed.",
        MessageZh = $"此步骤（{stage}）遇到意外故障；工作已保留，可以重放。",
        Detail = exception.ToString(),
        Document = document,
        Order = order,
    };

    /// <summary>The fault that a finding describes.</summary>
    public static Fault Of(string stage, Findings.Finding finding, string? detail = null) => new()
    {
        Code = finding.Code, Stage = stage, Message = finding.Message, MessageZh = finding.MessageZh, Detail = detail,
    };

    private static string Kebab(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var c in name.EndsWith("Exception", StringComparison.Ordinal) ? name.AsSpan(0, name.Length - 9) : name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
