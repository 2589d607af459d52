using Microsoft.Extensions.Logging;

namespace IntegrationHub.Core.Sync.Credentials;

/// <summary>A log that secrets do not get into.</summary>
internal sealed class ScrubbedLog(ILogger log, SecretScrubber scrubber) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.BeginScope(scrubber.Scrub(state.ToString() ?? ""));

    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception) + (exception is null ? "" : Environment.NewLine + exception);
        log.Log(logLevel, eventId, scrubber.Scrub(text), null, (line, _) => line);
    }
}
