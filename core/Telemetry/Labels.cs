using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Pipeline;

namespace IntegrationHub.Core.Telemetry;

/// <summary>Labels of measurements; none of them makes text anew.</summary>
internal static class Labels
{
    public static KeyValuePair<string, object?> Of(Outcome outcome) => new("outcome", outcome switch
    {
        Outcome.Accepted => "accepted",
        Outcome.Held => "held",
        Outcome.Rejected => "rejected",
        Outcome.Duplicate => "duplicate",
        _ => "failed",
    });

    public static KeyValuePair<string, object?> Of(IntakeStatus status) => new("result", status switch
    {
        IntakeStatus.Archived => "archived",
        IntakeStatus.Known => "known",
        _ => "refused",
    });

    public static KeyValuePair<string, object?> Of(string name, string? value) => new(name, value);
}
