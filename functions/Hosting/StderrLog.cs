using System.Globalization;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Hosting;

/// <summary>Logs one line each to standard error; standard output belongs to results.</summary>
internal sealed class StderrLog(TextWriter error, TimeProvider clock, LogLevel least) : ILoggerProvider
{
    private readonly Lock _lock = new();

    public ILogger CreateLogger(string categoryName) => new Log(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var time = clock.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var word = level switch { LogLevel.Warning => "warn ", LogLevel.Error or LogLevel.Critical => "error", _ => "info " };
        lock (_lock)
        {
            error.WriteLine($"{time} {word} {category}: {message.ReplaceLineEndings(" ")}");
            if (exception is not null)
            {
                error.WriteLine(exception.ToString());
            }
        }
    }

    private sealed class Log(StderrLog owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= owner.Least;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                owner.Write(logLevel, category, formatter(state, exception), exception);
            }
        }
    }

    private LogLevel Least => least;
}
