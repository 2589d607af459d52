using IntegrationHub.Adapters.Isolation;

namespace IntegrationHub.Functions.Composition;

/// <summary>What reading a document takes and the store has no part in, so that it can get ready while the store is being opened.</summary>
internal sealed class ReadingParts(HubOptions options) : IDisposable
{
    private int _warm;

    /// <summary>Opens files in reading processes.</summary>
    public IsolatedWorkbookOpener Opener { get; } = HubComposition.Opener();

    /// <summary>Rules, mappings and vocabularies.</summary>
    public FilesInForce Files { get; } = new(options, TimeProvider.System);

    /// <summary>Starts a reading process, once.</summary>
    public void Warm()
    {
        if (Interlocked.Exchange(ref _warm, 1) == 0)
        {
            Opener.Warm(options.Reading);
        }
    }

    /// <summary>Gets ready for a document beside whatever else goes on; what fails in it fails again where it is used.</summary>
    public void Hurry()
    {
        Warm();
        _ = Task.Run(() => Files.Lexicon);
    }

    public void Dispose() => Opener.Dispose();
}
