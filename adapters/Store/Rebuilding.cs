using System.Globalization;
using IntegrationHub.Adapters.Store.Journal;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>
/// Makes the projections equal to the log while other work goes on, in portions of a bounded size that each leave every card right or as it was:
/// first notes where each order's log ends, then goes through the orders by id and writes what differs, at last adds up the reservations. A run
/// that is cancelled or killed has mended a part; the next one begins again and finds that part in order.
/// </summary>
internal sealed class Rebuilding(StoreHub hub, IProgress<RebuildProgress>? progress)
{
    /// <summary>Whoever rebuilds has it.</summary>
    public const string Lease = "store-rebuild";

    private const int RowsPerPortion = 16;
    private const int OrdersPerPortion = 200;
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(15);
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly string _holder = Guid.CreateVersion7().ToString("N");
    private long _orders, _mended, _ends, _held;

    /// <returns>Orders whose cards are as their logs say.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be used, or another instance rebuilds it.</exception>
    public async Task<long> RunAsync(CancellationToken cancellation)
    {
        await HoldAsync(cancellation).ConfigureAwait(false);
        try
        {
            // What a killed run left here is of no use: the log may have grown.
            await WriteAsync(unit => Do(unit, "drop table if exists log_ends"), cancellation).ConfigureAwait(false);
            await WriteAsync(unit => Do(unit, unit.Database.TableOfEnds), cancellation).ConfigureAwait(false);
            await FindEndsAsync(cancellation).ConfigureAwait(false);
            hub.Ask(DemandLogs);
            try
            {
                await MendAsync(cancellation).ConfigureAwait(false);
            }
            catch (InvalidDataException)
            {
                // The keys cannot even be looked through: without them nothing gets worse.
                await WriteAsync(ClearKeys, cancellation).ConfigureAwait(false);
                _orders = 0;
                await MendAsync(cancellation).ConfigureAwait(false);
            }

            await WriteAsync(unit => unit.Reservations.AddUp(), cancellation).ConfigureAwait(false);
        }
        finally
        {
            await WriteAsync(unit => Do(unit, "drop table if exists log_ends"), CancellationToken.None).ConfigureAwait(false);
            await hub.Leases.ReleaseAsync(Lease, _holder, CancellationToken.None).ConfigureAwait(false);
        }

        return _orders;
    }

    private async Task FindEndsAsync(CancellationToken cancellation)
    {
        var last = hub.Ask(unit => unit.Database.Scalar("select coalesce(max(id), 0) from journal"));
        for (long row = 1; row <= last; row += RowsPerPortion)
        {
            var from = row;
            _ends += await WriteAsync(unit => Ends(unit, from, Math.Min(last, from + RowsPerPortion - 1)), cancellation).ConfigureAwait(false);
            await TellAsync(RebuildStep.Reading, Math.Min(last, row + RowsPerPortion - 1), last, cancellation).ConfigureAwait(false);
        }
    }

    private async Task MendAsync(CancellationToken cancellation)
    {
        Guid? after = null;
        do
        {
            var from = after;
            (after, var seen, var mended) = await WriteAsync(unit => Mend(unit, from), cancellation).ConfigureAwait(false);
            _orders += seen;
            _mended += mended;
            await TellAsync(RebuildStep.Comparing, _orders, Math.Max(_orders, _ends), cancellation).ConfigureAwait(false);
        }
        while (after is not null);
    }

    private static bool ClearKeys(StoreUnit unit)
    {
        unit.Keys.Clear();
        return true;
    }

    // The later event of an order overwrites the place of the earlier one.
    private static long Ends(StoreUnit unit, long first, long last)
    {
        using var put = unit.Database.Query(
            "insert into log_ends (id, place, length) values (?1, ?2, ?3) on conflict (id) do update set place = excluded.place, length = excluded.length");
        long begun = 0;
        foreach (var (place, record) in JournalRows.Walk(unit.Database, first, last))
        {
            if (record.IsEmpty)
            {
                throw Lost(unit, FormattableString.Invariant($"row {place >> JournalRows.OffsetBits} of the journal cannot be read to its end; nothing was changed"));
            }

            if (JournalRecord.Kind(record.Span) == RecordKind.Event)
            {
                put.Bind(1, JournalRecord.Id(record.Span)).Bind(2, place).Bind(3, (long)JournalRecord.Sequence(record.Span)).Run();
                begun += JournalRecord.Sequence(record.Span) == 1 ? 1 : 0;
            }
        }

        return begun;
    }

    // What is gone from the log cannot be made again: the cards that still know of it are all that is left, and stay as they are.
    private static bool DemandLogs(StoreUnit unit)
    {
        if (JournalRows.Gone(unit.Database) is not 0 and var gone)
        {
            throw Lost(unit, FormattableString.Invariant($"{gone} rows of the journal are gone; nothing was changed"));
        }

        var lost = unit.Database.Scalar(string.Create(CultureInfo.InvariantCulture, $"""
            select count(*) from orders left join log_ends on log_ends.id = orders.id
            where (log_ends.id is null or orders.length > log_ends.length)
                and not exists (select 1 from journal where journal.id = (orders.place >> {JournalRows.OffsetBits}))
            """));
        return lost == 0 ? true : throw Lost(unit, FormattableString.Invariant($"the journal has no longer what {lost} cards were made from; nothing was changed"));
    }

    private static StoreUnavailableException Lost(StoreUnit unit, string what) =>
        StoreFaults.Unavailable(StoreFault.Corrupt, StoreFaults.Corrupt, $"{unit.Database.Place}: {what}");

    private static (Guid? Last, int Seen, int Mended) Mend(StoreUnit unit, Guid? after)
    {
        var ends = Page(unit, "select id, place from log_ends", after);
        var cards = Page(unit, "select id, place from orders", after);

        // Of two full pages only what lies before the end of both is whole.
        var all = ends.Keys.Union(cards.Keys).Order().Take(OrdersPerPortion).ToList();
        var (seen, mended) = (0, 0);
        foreach (var id in all)
        {
            var end = ends.TryGetValue(id, out var place) ? place : (long?)null;
            var known = cards.TryGetValue(id, out var filed) ? filed : (long?)null;
            var isMended = MendOne(unit, id, end, known, out var isThere);
            seen += isThere ? 1 : 0;
            mended += isMended ? 1 : 0;
        }

        return (all.Count == OrdersPerPortion ? all[^1] : null, seen, mended);
    }

    private static bool MendOne(StoreUnit unit, Guid id, long? end, long? filed, out bool isThere)
    {
        var (events, place) = Latest(unit, id, end, filed);
        isThere = events is not null;
        if (events is null)
        {
            // Nothing in the log is of this order: the card is of nobody. A log that does not hold is for verify to name, and its card stays.
            if (end is null)
            {
                unit.Reservations.Set(id, null);
                unit.Orders.Remove(id);
            }

            return end is null;
        }

        var fold = new OrderFold();
        events.ForEach(fold.Apply);
        var card = fold.Card!;
        var isSame = filed == place && unit.Orders.FindReadable(id) is { } known
            && known.Channel == unit.Database.Kept(card.Channel) && CardComparison.Same(unit.Database, known, card);
        if (!isSame)
        {
            unit.Orders.Mend(card, place);
        }

        if (unit.Reservations.Find(id) != fold.Reserved)
        {
            unit.Reservations.Set(id, fold.Reserved);
            isSame = false;
        }

        return unit.Keys.Complete(id, OrderLog.Filed(fold.Keys, card.Outcome, fold.HasVersions)) || !isSame;
    }

    // The card may be ahead of what was noted: work goes on meanwhile.
    private static (List<OrderEvent>? Events, long Place) Latest(StoreUnit unit, Guid id, long? end, long? filed)
    {
        var current = Log(unit, id, filed);
        if (end is not { } noted || noted == filed)
        {
            return (current, filed ?? 0);
        }

        return Log(unit, id, noted) is { } log && log.Count > (current?.Count ?? 0) ? (log, noted) : (current, filed ?? 0);
    }

    /// <summary>The log that ends at a place, where it is whole and holds; else null.</summary>
    private static List<OrderEvent>? Log(StoreUnit unit, Guid id, long? place)
    {
        if (place is not { } at)
        {
            return null;
        }

        var events = unit.Orders.EventsUpTo(at);
        return events.Count == 0 || EventChain.Broken(id, events) is not null ? null : [.. events];
    }

    private static Dictionary<Guid, long> Page(StoreUnit unit, string select, Guid? after)
    {
        using var rows = unit.Database.Query($"{select} where id >= ?1 order by id limit ?2");
        rows.Bind(1, after is { } last ? OrderRows.Next(last) : Guid.Empty).Bind(2, (long)OrdersPerPortion);
        var page = new Dictionary<Guid, long>(OrdersPerPortion);
        while (rows.Step())
        {
            page.Add(rows.Guid(0), rows.Long(1));
        }

        return page;
    }

    private async Task TellAsync(RebuildStep step, long done, long all, CancellationToken cancellation)
    {
        progress?.Report(new RebuildProgress(step, done, all, _mended));
        if (_clock.GetElapsedTime(_held) > Renewal)
        {
            await HoldAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task HoldAsync(CancellationToken cancellation)
    {
        _held = _clock.GetTimestamp();
        if (!await hub.Leases.TryTakeAsync(Lease, _holder, LeaseTime, cancellation).ConfigureAwait(false))
        {
            throw StoreFaults.Unavailable(StoreFault.Locked, StoreFaults.Rebuilding);
        }
    }

    private Task<T> WriteAsync<T>(Func<StoreUnit, T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return hub.RunAsync(work, cancellation);
    }

    private static bool Do(StoreUnit unit, string sql)
    {
        unit.Database.Execute(sql);
        return true;
    }
}
