namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>Message ids seen within a time; with a session, the id within the session.</summary>
internal sealed class DuplicateWindow(TimeSpan window)
{
    private readonly Dictionary<(string, string?), DateTimeOffset> _seen = [];

    /// <summary>True where the id was not seen within the window; it is then.</summary>
    public bool Fresh(SentMessage message, DateTimeOffset now)
    {
        foreach (var (known, until) in _seen.ToList())
        {
            if (until <= now)
            {
                _seen.Remove(known);
            }
        }

        return _seen.TryAdd((message.MessageId, message.SessionId), now + window);
    }
}
