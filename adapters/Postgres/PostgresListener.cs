using Npgsql;

namespace IntegrationHub.Adapters.Postgres;

/// <summary>
/// Hears from the server that another instance sent something. It only saves waiting: who missed a call looks by itself after a while, so a
/// connection that breaks is replaced at leisure.
/// </summary>
internal sealed class PostgresListener : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    public PostgresListener(NpgsqlDataSource source, TimeProvider clock, Action heard) =>
        _running = Task.Run(() => RunAsync(source, clock, heard, _stopping.Token));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static async Task RunAsync(NpgsqlDataSource source, TimeProvider clock, Action heard, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(source, heard, stopping).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is OperationCanceledException || PostgresFaults.From(fault) != fault)
            {
                await Task.Delay(Pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task ListenAsync(NpgsqlDataSource source, Action heard, CancellationToken stopping)
    {
        var connection = await source.OpenConnectionAsync(stopping).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        connection.Notification += (_, _) => heard();
        var listen = new NpgsqlCommand($"listen {PostgresSchema.Channel}", connection);
        await using (listen.ConfigureAwait(false))
        {
            await listen.ExecuteNonQueryAsync(stopping).ConfigureAwait(false);
        }

        // What was sent while nobody listened.
        heard();
        try
        {
            while (true)
            {
                await connection.WaitAsync(stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            // The pool keeps connections as they are: one that still listens must not go back to it.
            NpgsqlConnection.ClearPool(connection);
        }
    }
}
