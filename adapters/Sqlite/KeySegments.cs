using System.Collections.Concurrent;
using IntegrationHub.Adapters.Sqlite.Native;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>The segments that connections of one store have looked into; a segment never changes, so that one copy serves all.</summary>
internal sealed class KeySegmentCache
{
    private readonly ConcurrentDictionary<long, KeySegment> _known = new();

    public KeySegment Get(long id, Func<long, KeySegment> load) => _known.GetOrAdd(id, load);

    /// <summary>The segment was joined into another one; who still sees it reads it again.</summary>
    public void Drop(long id) => _known.TryRemove(id, out _);

    /// <summary>After a rollback of the writer a number may be given again to another segment.</summary>
    public void Clear() => _known.Clear();
}

/// <summary>
/// Keys in sorted runs. A tree of random keys costs one written page per insert once it has outgrown a few thousand pages; here the few newest
/// keys live in such a tree and are written out in order when they are many. Eight runs become one.
/// </summary>
internal sealed class KeySegments(SqliteDatabase database, KeySegmentCache cache)
{
    private const int Fan = 8;
    private const int TopLevel = 1;

    private SqliteStatement? _list, _page, _put;
    private List<KeySegment>? _present;

    /// <summary>A transaction began: other segments may be there.</summary>
    public void Refresh() => _present = null;

    /// <summary>Orders under a key between two entries of it but not in the gap between two others, newest first.</summary>
    public void Find(
        ReadOnlySpan<byte> from, ReadOnlySpan<byte> gapFrom, ReadOnlySpan<byte> gapTo, ReadOnlySpan<byte> to, int limit, List<Guid> into)
    {
        foreach (var segment in Present())
        {
            // The filters are most of the price of a lookup that finds nothing: one look serves both sides of the gap.
            if (segment.MayHold(to))
            {
                limit -= FindIn(segment, gapTo, to, limit, into);
                limit -= FindIn(segment, from, gapFrom, limit, into);
                if (limit <= 0)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Writes sorted entries as a new segment, then joins segments where there are many of one size.</summary>
    public void Add(IEnumerable<ReadOnlyMemory<byte>> sorted, long count)
    {
        Write(0, sorted, count);
        for (var level = 0; level < TopLevel; level++)
        {
            Refresh();
            var alike = Present().FindAll(segment => segment.Level == level);
            if (alike.Count >= Fan)
            {
                Join(alike, level + 1);
            }
        }

        Refresh();
    }

    private List<KeySegment> Present()
    {
        if (_present is { } known)
        {
            return known;
        }

        _present = [];
        var query = _list ??= database.Prepare("select id from key_segments order by newest desc");
        while (query.Step())
        {
            _present.Add(cache.Get(query.Long(0), Load));
        }

        return _present;
    }

    private int FindIn(KeySegment segment, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, int limit, List<Guid> into)
    {
        var found = 0;
        for (var page = segment.LastPageBefore(to); page >= 0; page--)
        {
            var query = Page(segment.Id, page);
            var entries = query.Blob(0);
            for (var at = KeySegment.CountBefore(entries, to) - 1; at >= 0; at--)
            {
                var entry = entries.Slice(at * KeySegment.EntryBytes, KeySegment.EntryBytes);
                if (found == limit || entry.SequenceCompareTo(from) < 0)
                {
                    query.Reset();
                    return found;
                }

                into.Add(new Guid(entry[16..], bigEndian: true));
                found++;
            }

            query.Reset();
        }

        return found;
    }

    private void Join(List<KeySegment> all, int level)
    {
        Write(level, Merged(all), all.Sum(segment => segment.Entries));
        foreach (var segment in all)
        {
            using var pages = database.Query("delete from key_pages where id between ?1 and ?2");
            pages.Bind(1, KeySegment.PageId(segment.Id, 0)).Bind(2, KeySegment.PageId(segment.Id, int.MaxValue)).Run();
            using var head = database.Query("delete from key_segments where id = ?1");
            head.Bind(1, segment.Id).Run();
            cache.Drop(segment.Id);
        }
    }

    private IEnumerable<ReadOnlyMemory<byte>> Merged(List<KeySegment> segments)
    {
        var runs = segments.ConvertAll(segment => Entries(segment).GetEnumerator());
        runs.RemoveAll(run => !run.MoveNext());
        while (runs.Count > 0)
        {
            var least = 0;
            for (var i = 1; i < runs.Count; i++)
            {
                least = runs[i].Current.Span.SequenceCompareTo(runs[least].Current.Span) < 0 ? i : least;
            }

            yield return runs[least].Current;
            if (!runs[least].MoveNext())
            {
                runs.RemoveAt(least);
            }
        }
    }

    private IEnumerable<ReadOnlyMemory<byte>> Entries(KeySegment segment)
    {
        for (var page = 0; page < segment.Pages; page++)
        {
            var query = Page(segment.Id, page);
            var entries = query.Bytes(0)!;
            query.Reset();
            for (var at = 0; at < entries.Length; at += KeySegment.EntryBytes)
            {
                yield return entries.AsMemory(at, KeySegment.EntryBytes);
            }
        }
    }

    private void Write(int level, IEnumerable<ReadOnlyMemory<byte>> sorted, long count)
    {
        long id;

        // Numbered from the sequence table: a segment that replaces a deleted one does not get its number.
        using (var head = database.Query(
            """
            insert into key_segments (level, newest, entries, fences, filter)
            values (?1, (select coalesce(max(newest), 0) + 1 from key_segments), ?2, x'', x'') returning id
            """))
        {
            head.Bind(1, (long)level).Bind(2, count).Step();
            id = head.Long(0);
        }

        var filter = KeySegment.NewFilter(count);
        var fences = new MemoryStream();
        var page = new byte[KeySegment.PageEntries * KeySegment.EntryBytes];
        var (filled, pages) = (0, 0);
        foreach (var entry in sorted)
        {
            KeySegment.Add(filter, entry.Span);
            entry.Span.CopyTo(page.AsSpan(filled));
            filled += KeySegment.EntryBytes;
            if (filled == page.Length)
            {
                Put(id, pages++, page, fences);
                filled = 0;
            }
        }

        if (filled > 0)
        {
            Put(id, pages, page.AsSpan(0, filled), fences);
        }

        using var done = database.Query("update key_segments set fences = ?2, filter = ?3 where id = ?1");
        done.Bind(1, id).Bind(2, fences.ToArray()).Bind(3, filter).Run();
    }

    private void Put(long segment, int page, ReadOnlySpan<byte> entries, MemoryStream fences)
    {
        fences.Write(entries[..KeySegment.EntryBytes]);
        (_put ??= database.Prepare("insert into key_pages (id, entries) values (?1, ?2)"))
            .Bind(1, KeySegment.PageId(segment, page)).Bind(2, entries).Run();
    }

    private SqliteStatement Page(long segment, int page)
    {
        var query = (_page ??= database.Prepare("select entries from key_pages where id = ?1")).Bind(1, KeySegment.PageId(segment, page));
        return query.Step() ? query : throw new InvalidDataException($"page {page} of key segment {segment} is missing");
    }

    private KeySegment Load(long id)
    {
        using var query = database.Query("select level, entries, fences, filter from key_segments where id = ?1");
        return query.Bind(1, id).Step()
            ? new KeySegment(id, query.Int(0), query.Long(1), query.Bytes(2)!, query.Bytes(3)!)
            : throw new InvalidDataException($"key segment {id} is missing");
    }
}
