using System.Globalization;
using System.Text.Json;
using IntegrationHub.Adapters.Store.Journal;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>The archive: documents, their bytes, idempotency keys.</summary>
internal sealed class DocumentRows(StoreDatabase database, JournalRows journal)
{
    private const string Columns =
        "id, received_at, sha256, size, name, kind, sender, channel, account, natural_key, version, mapping, state, progress, orders, lines, answer";

    private const string Read = Columns + ", dismissed, dismissed_by, dismissed_reason";

    // Constants, so that the engines see that a partial index holds all of it.
    private const string Waiting = "orders = 0 and state = 2 and dismissed = 0";

    private static readonly Outcome[] AllOutcomes = Enum.GetValues<Outcome>();

    // Grouped by outcome, the engine would sort the orders of a document in memory: one entry each.
    private static readonly string Counts = string.Join(", ", AllOutcomes.Select(outcome => $"count(case when outcome = {(int)outcome} then 1 end)"));

    private StoreStatement? _insert, _part, _find, _natural, _open, _progress, _idempotent, _remember, _outcomes, _staged;

    public bool TryAdd(ArchivedDocument document, ReadOnlySpan<byte> content)
    {
        var mark = journal.Mark();
        long? place = content.IsEmpty || content.Length > JournalRows.MostDocumentBytes ? null : journal.Append(document.Key.Id, content);
        var added = (_insert ??= database.Prepare(
                $"insert into documents ({Columns}, place, outcome) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19) on conflict (id) do nothing"))
            .Bind(1, document.Key.Id).Bind(2, document.ReceivedAt.ToUnixTimeMilliseconds()).Bind(3, document.Sha256).Bind(4, document.Size)
            .Bind(5, document.Name).Bind(6, (long)document.Kind).Bind(7, document.Sender).Bind(8, document.Channel).Bind(9, document.Account)
            .Bind(10, document.NaturalKey).Bind(11, document.Version).Bind(12, document.Mapping).Bind(13, (long)document.State)
            .Bind(14, document.Progress).Bind(15, (long)document.Tally.Orders).Bind(16, document.Tally.Lines).Bind(17, Json(document.Answer)).Bind(18, place)
            .Bind(19, (long?)document.Answer?.Outcome).RunCounted() == 1;
        if (!added)
        {
            journal.RollBack(mark);
            return false;
        }

        if (content.IsEmpty)
        {
            (_staged ??= database.Prepare("delete from staging where document = ?1")).Bind(1, document.Key.Id).Run();
        }
        else if (place is null)
        {
            AddPart(document.Key, 0, content);
        }

        return true;
    }

    public void Stage(DocumentKey key, int part, ReadOnlySpan<byte> bytes)
    {
        if (part == 0)
        {
            using var mark = database.Query("insert into staging (document) values (?1) on conflict (document) do nothing");
            mark.Bind(1, key.Id).Run();
        }

        AddPart(key, part, bytes);
    }

    /// <summary>Drops the bytes of documents that were never archived and whose ids are older than this.</summary>
    public static void Sweep(StoreDatabase database, Guid before)
    {
        using var parts = database.Query(
            "delete from document_parts where document in (select document from staging where document < ?1 and document not in (select id from documents))");
        parts.Bind(1, before).Run();
        using var marks = database.Query("delete from staging where document < ?1");
        marks.Bind(1, before).Run();
    }

    public void AddPart(DocumentKey key, int part, ReadOnlySpan<byte> bytes) =>
        (_part ??= database.Prepare(
            "insert into document_parts (document, part, bytes) values (?1, ?2, ?3) on conflict (document, part) do update set bytes = excluded.bytes"))
            .Bind(1, key.Id).Bind(2, (long)part).Bind(3, bytes).Run();

    public ArchivedDocument? Find(DocumentKey key) =>
        One((_find ??= database.Prepare($"select {Read} from documents where id = ?1")).Bind(1, key.Id));

    public ArchivedDocument? Find(string channel, string? account, string naturalKey, string? version) => One((_natural ??= database.Prepare(
            $"""
             select {Read} from documents where channel = ?1 and coalesce(account, '') = ?2 and natural_key = ?3
             and coalesce(version, '') = ?4 and natural_key > ''
             """))
        .Bind(1, channel).Bind(2, account ?? "").Bind(3, naturalKey).Bind(4, version ?? ""));

    public ArchivedDocument? FindUnfinished(ReadOnlySpan<byte> sha256, string name, string? sender) => One((_open ??= database.Prepare(
            $"select {Read} from documents where sha256 = ?1 and state < 2 and name = ?2 and sender is not distinct from ?3 order by id limit 1"))
        .Bind(1, sha256).Bind(2, name).Bind(3, sender));

    public void SaveProgress(DocumentKey key, DocumentState state, long progress, DocumentTally tally, DocumentAnswer? answer) =>
        (_progress ??= database.Prepare(
            "update documents set state = ?2, progress = ?3, orders = ?4, lines = ?5, answer = ?6, outcome = ?7 where id = ?1"))
            .Bind(1, key.Id).Bind(2, (long)state).Bind(3, progress).Bind(4, (long)tally.Orders).Bind(5, tally.Lines).Bind(6, Json(answer)).Bind(7, (long?)answer?.Outcome).Run();

    public bool TryDismiss(DocumentKey key, string actor, string? reason, DateTimeOffset now)
    {
        using var update = database.Query($"update documents set dismissed = ?2, dismissed_by = ?3, dismissed_reason = ?4 where id = ?1 and {Waiting}");
        return update.Bind(1, key.Id).Bind(2, now.ToUnixTimeMilliseconds()).Bind(3, actor).Bind(4, reason).RunCounted() == 1;
    }

    public IReadOnlyList<ArchivedDocument> List(int limit, DocumentState? state)
    {
        using var query = database.Query($"select {Read} from documents where ?1 is null or state = ?1 order by id desc limit ?2");
        query.Bind(1, (long?)state).Bind(2, (long)limit);
        var found = new List<ArchivedDocument>();
        while (query.Step())
        {
            found.Add(Row(query));
        }

        return found;
    }

    public IReadOnlyList<ArchivedDocument> WithoutOrders(int limit, Outcome? outcome)
    {
        var among = outcome is { } one ? string.Create(CultureInfo.InvariantCulture, $" and outcome = {(int)one}") : "";
        using var query = database.Query($"select {Read} from documents where {Waiting}{among} order by id desc limit ?1");
        query.Bind(1, (long)limit);
        var found = new List<ArchivedDocument>();
        while (query.Step())
        {
            found.Add(Row(query));
        }

        return found;
    }

    public IReadOnlyDictionary<Outcome, long> CountWithoutOrders()
    {
        using var query = database.Query($"select outcome, count(*) from documents where {Waiting} group by outcome");
        var counts = new Dictionary<Outcome, long>();
        while (query.Step())
        {
            counts[(Outcome)query.Int(0)] = query.Long(1);
        }

        return counts;
    }

    public IReadOnlyDictionary<Outcome, int> Outcomes(DocumentKey key)
    {
        var query = _outcomes ??= database.Prepare($"select {Counts} from orders where id >= ?1 and id < ?2");
        query.Bind(1, key.Order(0)).Bind(2, key.Id);
        var counts = new Dictionary<Outcome, int>();
        query.Step();
        for (var i = 0; i < AllOutcomes.Length; i++)
        {
            if (query.Int(i) is var count and > 0)
            {
                counts[AllOutcomes[i]] = count;
            }
        }

        query.Reset();
        return counts;
    }

    /// <summary>One part of the bytes; null behind the last.</summary>
    public byte[]? ReadPart(DocumentKey key, int part)
    {
        if (part == 0 && Place(key) is { } place)
        {
            var record = journal.Read(place);
            return record.IsEmpty
                ? throw new InvalidDataException($"the bytes of document {key} are missing from the journal")
                : JournalRecord.DocumentBytes(record).ToArray();
        }

        using var query = database.Query("select bytes from document_parts where document = ?1 and part = ?2");
        return query.Bind(1, key.Id).Bind(2, (long)part).Step() ? query.Blob(0).ToArray() : null;
    }

    public IdempotentRequest? FindIdempotent(string key)
    {
        var query = (_idempotent ??= database.Prepare("select sha256, document from idempotency where key = ?1")).Bind(1, key);
        if (!query.Step())
        {
            return null;
        }

        var request = new IdempotentRequest(query.Bytes(0)!, DocumentKey.OfOrder(query.Guid(1)));
        query.Reset();
        return request;
    }

    public void SaveIdempotent(string key, IdempotentRequest request, DateTimeOffset now) =>
        (_remember ??= database.Prepare("insert into idempotency (key, sha256, document, at) values (?1, ?2, ?3, ?4)"))
            .Bind(1, key).Bind(2, request.Sha256).Bind(3, request.Document.Id).Bind(4, now.ToUnixTimeMilliseconds()).Run();

    private long? Place(DocumentKey key)
    {
        using var query = database.Query("select place from documents where id = ?1");
        return query.Bind(1, key.Id).Step() && !query.IsNull(0) ? query.Long(0) : null;
    }

    private static ArchivedDocument? One(StoreStatement query)
    {
        if (!query.Step())
        {
            return null;
        }

        var document = Row(query);
        query.Reset();
        return document;
    }

    private static ArchivedDocument Row(StoreStatement row) => new()
    {
        Key = DocumentKey.OfOrder(row.Guid(0)),
        ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.Long(1)),
        Sha256 = row.Bytes(2)!,
        Size = row.Long(3),
        Name = row.Text(4)!,
        Kind = (DocumentKind)row.Int(5),
        Sender = row.Text(6),
        Channel = row.Text(7)!,
        Account = row.Text(8),
        NaturalKey = row.Text(9),
        Version = row.Text(10),
        Mapping = row.Text(11),
        State = (DocumentState)row.Int(12),
        Progress = row.Long(13),
        Tally = new DocumentTally { Orders = row.Int(14), Lines = row.Long(15) },
        Answer = row.IsNull(16) ? null : JsonSerializer.Deserialize(row.Blob(16), StoreJson.Default.DocumentAnswer),
        Dismissal = row.Long(17) is var at and not 0 ? new DocumentDismissal(DateTimeOffset.FromUnixTimeMilliseconds(at), row.Text(18)!, row.Text(19)) : null,
    };

    private static byte[]? Json(DocumentAnswer? answer) =>
        answer is null ? null : JsonSerializer.SerializeToUtf8Bytes(answer, StoreJson.Default.DocumentAnswer);
}
