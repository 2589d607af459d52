namespace IntegrationHub.Adapters.Sqlite;

/// <summary>Numbered migrations; each runs once, in order, in one transaction. A shipped one is never edited, only followed.</summary>
internal static class Schema
{
    /// <summary>Marks the file as the hub's ('IHub').</summary>
    public const int ApplicationId = 0x49487562;

    public static IReadOnlyList<string> Migrations { get; } = [Initial, Sync, CardChannel, WithoutOrders, DocumentOutcomes];

    // No index is partial by "is not null": the engine then compiles every statement on that table anew for each value bound
    // (it must look whether the value implies the condition), which costs more than the statement.
    private const string Initial = """
        create table documents (
          id blob primary key, received_at integer not null, sha256 blob not null, size integer not null, name text not null,
          kind integer not null, sender text, channel text not null, account text, natural_key text, version text, mapping text,
          state integer not null, progress integer not null, orders integer not null, lines integer not null, answer blob,
          place integer
        ) without rowid;
        create unique index documents_natural on documents (channel, coalesce(account, ''), natural_key, coalesce(version, ''))
          where natural_key > '';
        create index documents_open on documents (sha256) where state < 2;
        -- Bytes as received, where they are too many for the journal. A rowid table, because rows of an index-organised one spill to an overflow page beyond 1,002 bytes.
        create table document_parts (document blob not null, part integer not null, bytes blob not null, unique (document, part));

        -- Documents whose bytes are being stored ahead of them; what a killed process leaves here is swept.
        create table staging (document blob primary key) without rowid;

        create table orders (
          id blob primary key, outcome integer not null, number text, customer_code text, customer_name text, order_date integer,
          stage integer not null, lines integer not null, confidence integer not null, duplicate_of blob, route text,
          content_hash integer not null, remarks integer not null, shared_remarks blob, length integer not null, head blob not null,
          unchecked integer not null, place integer not null
        ) without rowid;
        create index orders_number on orders (number);
        create index orders_waiting on orders (outcome) where outcome in (1, 2);

        -- Events and small documents as committed, many to a row; see JournalRows.
        create table journal (id integer primary key, bytes blob not null);
        create trigger journal_no_update before update on journal begin select raise(abort, 'the journal is append-only'); end;
        create trigger journal_no_delete before delete on journal begin select raise(abort, 'the journal is append-only'); end;
        create table checkpoints (
          id integer primary key, at integer not null, first integer not null, last integer not null, events integer not null,
          digest blob not null, signature blob not null
        );
        create trigger checkpoints_no_update before update on checkpoints begin select raise(abort, 'checkpoints are append-only'); end;
        create trigger checkpoints_no_delete before delete on checkpoints begin select raise(abort, 'checkpoints are append-only'); end;

        create table young_keys (id integer primary key autoincrement, entries blob not null);
        create table key_segments (
          id integer primary key autoincrement, level integer not null, newest integer not null, entries integer not null,
          fences blob not null, filter blob not null
        );
        create table key_pages (id integer primary key, entries blob not null);
        create table reservations (order_id blob primary key, customer text not null, currency text not null, amount text not null) without rowid;
        create table credit_used (customer text not null, currency text not null, amount text not null, primary key (customer, currency)) without rowid;
        create table contents (hash blob primary key, bytes blob not null);

        create table reference_tables (name integer primary key, version integer not null, loaded_at integer not null, rows integer not null);
        create table reference_rows (name integer not null, key text not null, data blob not null, primary key (name, key)) without rowid;

        create table bus_entities (id integer primary key, name text not null unique);
        create table bus_messages (
          sequence integer primary key autoincrement, entity integer not null, message_id text not null, subject text, key text,
          body blob not null, enqueued_at integer not null, visible_at integer not null, lock_token text, delivery_count integer not null,
          extras text
        );
        create index bus_ready on bus_messages (entity, visible_at, sequence);
        create index bus_by_id on bus_messages (entity, message_id);
        create index bus_in_flight on bus_messages (entity, key) where lock_token > '';
        create table bus_seen (entity integer not null, message_id text not null, until integer not null, primary key (entity, message_id));
        create index bus_seen_until on bus_seen (until);
        create table dead_letters (
          id integer primary key autoincrement, entity integer not null, message_id text not null, subject text, key text, body blob not null,
          parked_at integer not null, fault_code text not null, stage text not null, mapping_version text, field_path text,
          fingerprint text not null, message text not null, message_zh text not null, detail text, document blob, order_id blob,
          delivery_count integer not null, state text not null, closed_by text, closed_at integer, reason text, successor text,
          extras text, origin text
        );
        create index dead_letters_open on dead_letters (state, fingerprint);
        -- Names the message on a bus outside that the letter was collected from.
        create index dead_letters_origin on dead_letters (origin);

        create table outbox (
          id integer primary key, entity text, message_id text, subject text, key text, body blob, not_before integer,
          document blob, order_id blob, seq integer, extras text
        );
        create index outbox_by_id on outbox (entity, message_id);
        create table claim_checks (id text primary key, body blob not null, until integer not null);
        create index claim_checks_until on claim_checks (until);
        create table idempotency (key text primary key, sha256 blob not null, document blob not null, at integer not null) without rowid;
        create table leases (name text primary key, holder text not null, until integer not null) without rowid;
        """;

    private const string WithoutOrders = "create index documents_without_orders on documents (id) where orders = 0 and state = 2;";

    // The outcome of a finished document, as its answer says; of those that finished before only where it is asked for.
    private const string DocumentOutcomes = """
        alter table documents add column outcome integer;
        alter table documents add column dismissed integer not null default 0;
        alter table documents add column dismissed_by text;
        alter table documents add column dismissed_reason text;
        update documents set outcome = json_extract(cast(answer as text), '$.outcome') where orders = 0 and state = 2;
        create index documents_waiting on documents (outcome, id) where orders = 0 and state = 2 and dismissed = 0;
        """;

    /// <summary>What a reader of a store without those columns sees in their place.</summary>
    public const string DocumentsBefore = """
        create temp view documents as
        select *, json_extract(cast(answer as text), '$.outcome') as outcome, 0 as dismissed, null as dismissed_by, null as dismissed_reason from main.documents
        """;

    private const string CardChannel = "alter table orders add column channel text;";

    // Instants of the sync runtime are ticks of 100 ns: a watermark must come back exactly.
    private const string Sync = """
        create table sync_cursors (
          account text not null, stream text not null, job text not null, watermark integer not null, window_from integer, window_to integer,
          cursor_version integer, cursor text, narrowed integer, primary key (account, stream, job)
        ) without rowid;
        create table sync_runs (
          id blob primary key, account text not null, kind integer not null, started_at integer not null, ended_at integer, state integer not null,
          fetched integer not null, unchanged integer not null, emitted integer not null, rejected integer not null, dropped text not null,
          pending integer not null, calls integer not null, windows integer not null, fault_class integer, fault_code text, message text,
          message_zh text, detail text
        ) without rowid;
        create index sync_runs_account on sync_runs (account, id);
        create table sync_schedules (
          account text not null, kind integer not null, cron text not null, next_due integer not null, last_due integer, misfires integer not null,
          primary key (account, kind)
        ) without rowid;
        create table sync_credentials (
          account text primary key, access text not null, refresh text, expires_at integer, seed blob not null, rotated_at integer not null
        ) without rowid;
        create table sync_certificates (
          account text not null, stream text not null, hour integer not null, compared_at integer not null, expected integer not null,
          present integer not null, recovered integer not null, rejected integer not null, missing text not null, primary key (account, stream, hour)
        ) without rowid;
        create table sync_rejects (account text not null, stream text not null, sha256 blob not null, primary key (account, stream, sha256)) without rowid;
        """;
}
