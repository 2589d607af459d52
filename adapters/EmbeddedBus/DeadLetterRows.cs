using System.Globalization;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Telemetry;

namespace IntegrationHub.Adapters.EmbeddedBus;

/// <summary>Rows of parked work. They are closed, never removed.</summary>
internal sealed class DeadLetterRows(StoreDatabase database)
{
    private const string Columns =
        """
        d.id, e.name, d.message_id, d.parked_at, d.fault_code, d.stage, d.mapping_version, d.field_path, d.fingerprint, d.message, d.message_zh,
        d.detail, d.document, d.order_id, d.body, d.delivery_count, d.state, d.closed_by, d.reason, d.subject, d.key, d.extras
        """;

    private const string Where =
        """
        from dead_letters d join bus_entities e on e.id = d.entity
        where (?2 is null or e.name = ?2) and (?3 is null or d.fault_code = ?3)
        and (?4 is null or d.fingerprint = ?4) and (?5 is null or d.document = ?5) and (?6 is null or d.state = ?6)
        """;

    public void Park(long entity, BusMessage message, Fault fault, int deliveryCount, DateTimeOffset now, string? origin = null)
    {
        using var insert = database.Query(
            """
            insert into dead_letters (entity, message_id, subject, key, body, parked_at, fault_code, stage, mapping_version, field_path, fingerprint,
              message, message_zh, detail, document, order_id, delivery_count, state, extras, origin)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, 'open', ?18, ?19)
            """);
        insert.Bind(1, entity).Bind(2, message.MessageId).Bind(3, message.Subject).Bind(4, message.Key).Bind(5, message.Body.Span)
            .Bind(6, now.ToUnixTimeMilliseconds()).Bind(7, fault.Code).Bind(8, fault.Stage).Bind(9, fault.MappingVersion).Bind(10, fault.FieldPath)
            .Bind(11, fault.Fingerprint).Bind(12, fault.Message).Bind(13, fault.MessageZh).Bind(14, fault.Detail)
            .Bind(15, DocumentKey.TryParse(fault.Document, out var key) ? key.Id : null).Bind(16, fault.Order).Bind(17, (long)deliveryCount)
            .Bind(18, MessageExtras.Write(message)).Bind(19, origin).Run();
    }

    /// <summary>True where a letter from this place on the bus was filed before.</summary>
    public bool Knows(string origin)
    {
        using var find = database.Query("select exists (select 1 from dead_letters where origin = ?1)");
        find.Bind(1, origin).Step();
        return find.Long(0) == 1;
    }

    public List<(DeadLetter Letter, BusMessage Message)> List(DeadLetterQuery query)
    {
        using var statement = Bound($"select {Columns} {Where} {Among(query)} order by d.id limit ?7", query);
        statement.Bind(7, (long)query.Limit);
        var letters = new List<(DeadLetter, BusMessage)>();
        while (statement.Step())
        {
            letters.Add(Row(statement));
        }

        return letters;
    }

    public List<DeadLetterGroup> Summary(DeadLetterQuery query)
    {
        using var statement = Bound(
            $"""
             select g.fingerprint, l.fault_code, l.stage, l.mapping_version, l.field_path, g.letters, g.earliest, g.latest, l.message, l.message_zh
             from (select d.fingerprint, count(*) as letters, min(d.parked_at) as earliest, max(d.parked_at) as latest, max(d.id) as newest
               {Where} {Among(query)} group by d.fingerprint) g
             join dead_letters l on l.id = g.newest order by g.letters desc, g.fingerprint limit ?7
             """, query);
        statement.Bind(7, (long)query.Limit);
        var groups = new List<DeadLetterGroup>();
        while (statement.Step())
        {
            groups.Add(new DeadLetterGroup(
                statement.Text(0)!, statement.Text(1)!, statement.Text(2)!, statement.Text(3), statement.Text(4), statement.Long(5),
                DateTimeOffset.FromUnixTimeMilliseconds(statement.Long(6)), DateTimeOffset.FromUnixTimeMilliseconds(statement.Long(7)),
                statement.Text(8)!, statement.Text(9)!));
        }

        return groups;
    }

    /// <summary>Closes an open letter; false where someone else was faster.</summary>
    public bool Claim(long id, string state, string actor, string? reason, string? successor, DateTimeOffset now)
    {
        using var update = database.Query(
            "update dead_letters set state = ?2, closed_by = ?3, closed_at = ?4, reason = ?5, successor = ?6 where id = ?1 and state = 'open'");
        return update.Bind(1, id).Bind(2, state).Bind(3, actor).Bind(4, now.ToUnixTimeMilliseconds()).Bind(5, reason).Bind(6, successor)
            .RunCounted() == 1;
    }

    // Numbers need no parameters.
    private static string Among(DeadLetterQuery query) => query.Ids switch
    {
        null => "",
        [] => "and false",
        _ => string.Create(CultureInfo.InvariantCulture, $"and d.id in ({string.Join(',', query.Ids)})"),
    };

    private StoreStatement Bound(string sql, DeadLetterQuery query)
    {
        Guid? document = query.Document is null ? null : DocumentKey.TryParse(query.Document, out var key) ? key.Id : Guid.Empty;
        return database.Query(sql).Bind(2, query.Queue).Bind(3, query.FaultCode).Bind(4, query.Fingerprint)
            .Bind(5, document).Bind(6, query.State);
    }

    private static (DeadLetter Letter, BusMessage Message) Row(StoreStatement row)
    {
        var letter = new DeadLetter
        {
            Id = row.Long(0),
            Queue = row.Text(1)!,
            MessageId = row.Text(2)!,
            ParkedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.Long(3)),
            FaultCode = row.Text(4)!,
            Stage = row.Text(5)!,
            MappingVersion = row.Text(6),
            FieldPath = row.Text(7),
            Fingerprint = row.Text(8)!,
            Message = row.Text(9)!,
            MessageZh = row.Text(10)!,
            Detail = row.Text(11),
            Document = row.GuidOrNull(12)?.ToString(),
            Order = row.GuidOrNull(13),
            Body = row.Bytes(14)!,
            DeliveryCount = row.Int(15),
            State = row.Text(16)!,
            ClosedBy = row.Text(17),
            Reason = row.Text(18),
        };
        var message = MessageExtras.Read(
            row.Text(21), new BusMessage { MessageId = letter.MessageId, Subject = row.Text(19), Key = row.Text(20), Body = letter.Body });
        return (letter with { TraceId = HubTracing.TraceId(message.TraceParent) }, message);
    }
}
