using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Hosting;

/// <summary>Logs one line each, with what it belongs to in brackets at its end: document, account, trace … Standard output belongs to results, so all of it goes to standard error, but under a host that takes every line there for an error.</summary>
/// <param name="ordinary">For what is no error.</param>
/// <param name="errors">For errors.</param>
/// <param name="clock">Source of time.</param>
/// <param name="least">Level below which nothing is logged.</param>
internal sealed class LineLog(TextWriter ordinary, TextWriter errors, TimeProvider clock, LogLevel least) : ILoggerProvider
{
    private readonly Lock _lock = new();

    private readonly AsyncLocal<LogScope?> _scope = new();

    public ILogger CreateLogger(string categoryName) => new Log(
        this, categoryName[(categoryName.LastIndexOf('.') + 1)..], categoryName.StartsWith("Microsoft.", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var time = clock.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var word = level switch { LogLevel.Warning => "warn ", LogLevel.Error or LogLevel.Critical => "error", _ => "info " };
        var writer = level >= LogLevel.Error ? errors : ordinary;
        lock (_lock)
        {
            writer.WriteLine($"{time} {word} {category}: {message.ReplaceLineEndings(" ")}{LogScope.Text(_scope.Value, Activity.Current)}");
            if (exception is not null)
            {
                writer.WriteLine(exception.ToString());
            }

            writer.Flush();
        }
    }

    private LogScope Enter(object state) => _scope.Value = new LogScope(_scope.Value, state, around => _scope.Value = around);

    // The web server opens a scope for each request, of which the trace's id says all that is needed.
    private sealed class Log(LineLog owner, string category, bool isFramework) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => isFramework ? null : owner.Enter(state);

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
