namespace IntegrationHub.Adapters.Postgres;

/// <summary>One step of the schema.</summary>
/// <param name="Sql">What it adds.</param>
/// <param name="Oldest">The oldest version of the schema whose program still works beside it.</param>
internal sealed record PostgresMigration(string Sql, int Oldest);

/// <summary>
/// Numbered migrations; each runs once, in order. A shipped one is never edited, only followed, and what follows adds: programs of two
/// versions run side by side while they are exchanged. One that cannot be borne says so by <see cref="PostgresMigration.Oldest"/>.
/// </summary>
internal static class PostgresSchema
{
    /// <summary>Class of the hub's advisory locks ('IHub').</summary>
    public const int LockClass = 0x49487562;

    /// <summary>Whoever writes has it.</summary>
    public const int WriteLock = 1;

    /// <summary>Whoever migrates has it.</summary>
    public const int MigrationLock = 2;

    /// <summary>Tells other instances that something went on the bus.</summary>
    public const string Channel = "hub_sent";

    public static IReadOnlyList<PostgresMigration> Migrations { get; } = [new(Initial, 1), new(CardChannel, 1), new(WithoutOrders, 1), new(DocumentOutcomes, 1)];

    public static int Version => Migrations.Count;

    // The outcome of a finished document, as its answer says; of those that finished before only where it is asked for. A program that does not
    // know the column writes beside this one while they are exchanged: for its documents the server fills it in.
    private const string DocumentOutcomes = """
        alter table documents add column if not exists outcome bigint, add column if not exists dismissed bigint not null default 0,
          add column if not exists dismissed_by text, add column if not exists dismissed_reason text;
        update documents set outcome = (convert_from(answer, 'UTF8')::json ->> 'outcome')::bigint where orders = 0 and state = 2;
        create index if not exists documents_waiting on documents (outcome, id) where orders = 0 and state = 2 and dismissed = 0;
        create or replace function hub_document_outcome() returns trigger language plpgsql as
          $$begin new.outcome := (convert_from(new.answer, 'UTF8')::json ->> 'outcome')::bigint; return new; end$$;
        create or replace trigger documents_outcome before insert or update of answer on documents
          for each row when (new.state = 2 and new.orders = 0 and new.outcome is null) execute function hub_document_outcome();
        """;

    private const string WithoutOrders = "create index if not exists documents_without_orders on documents (id) where orders = 0 and state = 2;";

    private const string CardChannel = "alter table orders add column if not exists channel text;";

    // Numbers are bigint throughout, as the rows bind them. Texts that are ordered or compared are by bytes, as in every other store.
    private const string Initial = """
        create table documents (
          id uuid primary key, received_at bigint not null, sha256 bytea not null, size bigint not null, name text not null,
          kind bigint not null, sender text, channel text not null, account text, natural_key text, version text, mapping text,
          state bigint not null, progress bigint not null, orders bigint not null, lines bigint not null, answer bytea,
          place bigint
        );
        create unique index documents_natural on documents (channel, coalesce(account, ''), natural_key, coalesce(version, ''))
          where natural_key > '';
        create index documents_open on documents (sha256) where state < 2;
        create table document_parts (document uuid not null, part bigint not null, bytes bytea not null, primary key (document, part));
        alter table document_parts alter column bytes set storage external;
        create table staging (document uuid primary key);

        create table orders (
          id uuid primary key, outcome bigint not null, number text, customer_code text, customer_name text, order_date bigint,
          stage bigint not null, lines bigint not null, confidence bigint not null, duplicate_of uuid, route text,
          content_hash bigint not null, remarks bigint not null, shared_remarks uuid, length bigint not null, head bytea not null,
          unchecked bigint not null, place bigint not null
        );
        create index orders_number on orders (number);
        create index orders_waiting on orders (outcome) where outcome in (1, 2);

        create table journal (id bigint primary key, bytes bytea not null);
        create table checkpoints (
          id bigint primary key, at bigint not null, first bigint not null, last bigint not null, events bigint not null,
          digest bytea not null, signature bytea not null
        );
        create function hub_append_only() returns trigger language plpgsql as
          $$begin raise exception '% is append-only', tg_table_name; end$$;
        create trigger journal_append_only before update or delete or truncate on journal for each statement execute function hub_append_only();
        create trigger checkpoints_append_only before update or delete or truncate on checkpoints
          for each statement execute function hub_append_only();

        create table order_keys (key uuid not null, order_id uuid not null, primary key (key, order_id));
        create table reservations (order_id uuid primary key, customer text not null, currency text not null, amount text not null);
        create table credit_used (customer text not null, currency text not null, amount text not null, primary key (customer, currency));
        create table contents (hash uuid primary key, bytes bytea not null);

        create table reference_tables (name bigint primary key, version bigint not null, loaded_at bigint not null, rows bigint not null);
        create table reference_rows (name bigint not null, key text collate "C" not null, data bytea not null, primary key (name, key));

        create table bus_entities (id bigint generated always as identity primary key, name text not null unique);
        create table bus_messages (
          sequence bigint generated always as identity primary key, entity bigint not null, message_id text not null, subject text, key text,
          body bytea not null, enqueued_at bigint not null, visible_at bigint not null, lock_token text, delivery_count bigint not null, extras text
        ) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
        create index bus_ready on bus_messages (entity, visible_at, sequence);
        create index bus_by_id on bus_messages (entity, message_id);
        create index bus_in_flight on bus_messages (entity, key) where lock_token > '';
        create table bus_seen (entity bigint not null, message_id text not null, until bigint not null, primary key (entity, message_id));
        create index bus_seen_until on bus_seen (until);
        create table dead_letters (
          id bigint generated always as identity primary key, entity bigint not null, message_id text not null, subject text, key text,
          body bytea not null, parked_at bigint not null, fault_code text not null, stage text not null, mapping_version text, field_path text,
          fingerprint text collate "C" not null, message text not null, message_zh text not null, detail text, document uuid, order_id uuid,
          delivery_count bigint not null, state text not null, closed_by text, closed_at bigint, reason text, successor text,
          extras text, origin text
        );
        create index dead_letters_open on dead_letters (state, fingerprint);
        create index dead_letters_origin on dead_letters (origin);

        create table outbox (
          id bigint generated always as identity primary key, entity text, message_id text, subject text, key text, body bytea, not_before bigint,
          document uuid, order_id uuid, seq bigint, extras text
        ) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
        create index outbox_by_id on outbox (entity, message_id);
        create table claim_checks (id text primary key, body bytea not null, until bigint not null);
        create index claim_checks_until on claim_checks (until);
        create table idempotency (key text primary key, sha256 bytea not null, document uuid not null, at bigint not null);
        create table leases (name text primary key, holder text not null, until bigint not null);

        create table sync_cursors (
          account text not null, stream text not null, job text not null, watermark bigint not null, window_from bigint, window_to bigint,
          cursor_version bigint, cursor text, narrowed bigint, primary key (account, stream, job)
        );
        create table sync_runs (
          id uuid primary key, account text not null, kind bigint not null, started_at bigint not null, ended_at bigint, state bigint not null,
          fetched bigint not null, unchanged bigint not null, emitted bigint not null, rejected bigint not null, dropped text not null,
          pending bigint not null, calls bigint not null, windows bigint not null, fault_class bigint, fault_code text, message text,
          message_zh text, detail text
        );
        create index sync_runs_account on sync_runs (account, id);
        create table sync_schedules (
          account text not null, kind bigint not null, cron text not null, next_due bigint not null, last_due bigint, misfires bigint not null,
          primary key (account, kind)
        );
        create table sync_credentials (
          account text primary key, access text not null, refresh text, expires_at bigint, seed bytea not null, rotated_at bigint not null
        );
        create table sync_certificates (
          account text not null, stream text not null, hour bigint not null, compared_at bigint not null, expected bigint not null,
          present bigint not null, recovered bigint not null, rejected bigint not null, missing text not null, primary key (account, stream, hour)
        );
        create table sync_rejects (account text not null, stream text not null, sha256 bytea not null, primary key (account, stream, sha256));
        """;
}
