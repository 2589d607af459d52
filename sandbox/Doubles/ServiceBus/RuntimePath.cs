namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>A path of the runtime: <c>entity/messages</c>, <c>entity/messages/head</c> or <c>entity/messages/id/lock</c>; names have no case.</summary>
internal sealed record RuntimePath(string Entity)
{
    private const string Messages = "/messages";

    public bool IsHead { get; private init; }

    public string? Id { get; private init; }

    public Guid Lock { get; private init; }

    public static RuntimePath? TryParse(string path)
    {
        var text = path.Trim('/');
        var at = text.LastIndexOf(Messages, StringComparison.OrdinalIgnoreCase);
        if (at <= 0)
        {
            return null;
        }

        var entity = new RuntimePath(text[..at]);
        return text[(at + Messages.Length)..].Split('/') switch
        {
            [""] => entity,
            ["", var head] when head.Equals("head", StringComparison.OrdinalIgnoreCase) => entity with { IsHead = true },
            ["", var id, var token] when Guid.TryParse(token, out var key) => entity with { Id = id, Lock = key },
            _ => null,
        };
    }
}
