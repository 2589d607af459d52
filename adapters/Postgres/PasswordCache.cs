namespace IntegrationHub.Adapters.Postgres;

/// <summary>Keeps a password until shortly before it expires, so that not every new connection costs a token.</summary>
internal sealed class PasswordCache(Func<CancellationToken, Task<PostgresPassword>> ask, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _one = new(1, 1);
    private PostgresPassword? _known;

    public async ValueTask<string> GetAsync(CancellationToken cancellation)
    {
        if (Usable() is { } at)
        {
            return at;
        }

        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Usable() is { } meanwhile)
            {
                return meanwhile;
            }

            var fresh = await ask(cancellation).ConfigureAwait(false);
            Volatile.Write(ref _known, fresh);
            return fresh.Text;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The server refused it.</summary>
    public void Forget() => Volatile.Write(ref _known, null);

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private string? Usable() =>
        Volatile.Read(ref _known) is { ExpiresAt: { } until } known && clock.GetUtcNow() + Early < until ? known.Text : null;
}
