namespace IntegrationHub.Adapters.Store;

/// <summary>What opens connections to the rows, wherever they are.</summary>
internal abstract class StoreEngine : IDisposable
{
    /// <summary>Where the store is, for people; no secrets.</summary>
    public abstract string Place { get; }

    /// <summary>The writing connection of this process; creates and migrates what is absent. Null where the store is opened for reading.</summary>
    public abstract StoreUnit? OpenWriter();

    /// <summary>A reading connection.</summary>
    public abstract StoreUnit OpenReader();

    /// <summary>The key that signs checkpoints.</summary>
    /// <param name="create">True to make one where there is none.</param>
    public abstract CheckpointSigner Signer(bool create);

    /// <summary>Writes a consistent copy of the store to a file.</summary>
    public abstract Task BackupAsync(string path, CancellationToken cancellation);

    /// <summary>Starts to tell when another process sent something; what it says may come late, or for nothing.</summary>
    public virtual void Listen(Action sent)
    {
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
