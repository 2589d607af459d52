using IntegrationHub.Core.Mapping.Catalogue;

namespace IntegrationHub.Functions.Composition;

/// <summary>What the YAML files of a folder say, read anew once one of them changes. Whoever took it keeps it whole. Thread-safe.</summary>
/// <param name="folder">The folder; may be absent.</param>
/// <param name="read">Reads the files, told what they said before.</param>
/// <param name="clock">Decides when to look again.</param>
internal sealed class WatchedFolder<T>(string folder, Func<T?, T> read, TimeProvider clock)
    where T : class
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    // A file that was written a moment ago may not be written to its end.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private Reading? _reading;
    private long _looked;

    /// <summary>The files as they are, at most a second late. While one caller reads them anew the others go on with what they said before.</summary>
    public T Current
    {
        get
        {
            if (Volatile.Read(ref _reading) is not { } known)
            {
                lock (_gate)
                {
                    return (_reading ?? Keep(Stamps() ?? [], null)).Value;
                }
            }

            if (clock.GetElapsedTime(Volatile.Read(ref _looked)) < LookAgain || !_gate.TryEnter())
            {
                return known.Value;
            }

            try
            {
                return Look(_reading!).Value;
            }
            finally
            {
                _gate.Exit();
            }
        }
    }

    private Reading Look(Reading known)
    {
        if (Stamps() is not { } stamps || (known.Stamps.SequenceEqual(stamps) && !known.Closed.Any(CanBeOpened)))
        {
            Volatile.Write(ref _looked, clock.GetTimestamp());
            return known;
        }

        return stamps.Any(stamp => stamp.File?.IsYoungerThan(Settling, clock) == true) ? known : Keep(stamps, known.Value);
    }

    // Stamped before it is read: what changes meanwhile differs from the stamp at the next look.
    private Reading Keep(Stamp[] stamps, T? before)
    {
        var reading = new Reading(stamps, [.. stamps.Where(stamp => stamp.File is not null).Select(stamp => Path.Combine(folder, stamp.Name)).Where(file => !CanBeOpened(file))], read(before));
        Volatile.Write(ref _looked, clock.GetTimestamp());
        Volatile.Write(ref _reading, reading);
        return reading;
    }

    private static bool CanBeOpened(string file)
    {
        try
        {
            using var opened = File.OpenRead(file);
            return true;
        }
        catch (Exception still) when (still is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Null where the folder cannot be looked at now.</summary>
    private Stamp[]? Stamps()
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. new DirectoryInfo(folder).EnumerateFiles("*.y*ml").Select(file => new Stamp(file.Name, FileStamp.Of(file))).OrderBy(stamp => stamp.Name, StringComparer.Ordinal)]
                : [];
        }
        catch (Exception moment) when (moment is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private readonly record struct Stamp(string Name, FileStamp? File);

    // What could not be opened is read once it can be, though nothing else of it changes.
    private sealed record Reading(Stamp[] Stamps, string[] Closed, T Value);
}
