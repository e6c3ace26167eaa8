import { Migration } from '@mikro-orm/migrations';

/**
 * The access log as a Merkle tree (docs/access-log.md): release commits put entries into an inbox in one order; the log
 * keeper, a program and role of its own, integrates them.
 */
export class Log extends Migration {
  override name = '07-log';

  override up(): void {
    this.addSql(`
      -- The last number given out and its time; one row.
      create table log_state (
        id smallint primary key check (id = 1),
        seq bigint not null,
        at bigint not null
      );

      -- Entries that are durable and not yet integrated.
      create table log_inbox (
        seq bigint primary key,
        at bigint not null,
        payload text not null
      );

      alter table access_log rename to access_log_chain;
      insert into log_inbox (seq, at, payload) select seq, at, '{' || substr(payload, position(',' in payload) + 1) from access_log_chain;
      insert into log_state (id, seq, at) select 1, coalesce(max(seq), 0), coalesce(max(at), 0) from log_inbox;

      create table access_log (
        seq bigint primary key,
        at bigint not null,
        -- Among the entries about the client, from 1 without gaps; 0: about nobody.
        number bigint not null,
        commitment bytea not null check (length(commitment) = 32),
        client uuid,
        -- null: deleted after its period.
        sealed bytea
      );
      create unique index access_log_client on access_log (client, number) where client is not null;
      create index access_log_time on access_log (at);

      -- Without its key nobody opens what is sealed: deleting it is how a client is erased. client null: entries about nobody.
      create table log_key (
        client uuid unique nulls not distinct,
        key bytea not null check (length(key) = 32)
      );

      -- Hashes of the tree by level and place, up to 256 of 32 bytes each (C2SP tlog-tiles).
      create table log_tile (
        level int not null,
        index bigint not null,
        hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
        primary key (level, index)
      );

      -- Signed notes; the same stand in a file outside the database.
      create table log_checkpoint (
        size bigint primary key,
        at bigint not null,
        note text not null
      );

      -- Signed notes that say which payloads were deleted, and why.
      create table deletion_receipt (
        id uuid primary key,
        at bigint not null,
        first_seq bigint not null,
        last_seq bigint not null,
        kind text not null check (kind in ('RETENTION', 'ERASURE')),
        note text not null
      );

      -- The gateway's role reaches log and numbers through this function only. Holds the log until the end of the
      -- transaction: call it last, after lock_log() and all locks on heads. Entries are JSON objects as text.
      create or replace function append_log(entries text[], at_ms bigint) returns void
        language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        before bigint;
        moment bigint;
      begin
        -- A clock set back must not make an honest log look backdated.
        update log_state set seq = seq + cardinality(entries), at = greatest(at, at_ms)
          returning seq - cardinality(entries), at into before, moment;
        insert into log_inbox (seq, at, payload)
          select before + place, moment, entry from unnest(entries) with ordinality as one (entry, place);
      end $$;

      create function append_chain() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        head access_log_chain := (select l from access_log_chain l order by l.seq desc limit 1);
        number bigint := coalesce(head.seq, 0) + 1;
        link bytea := coalesce(head.hash, decode(repeat('00', 32), 'hex'));
        entry text := '{"at":' || greatest(new.at, head.at) || ',' || substr(new.payload, 2);
      begin
        insert into access_log_chain (seq, prev_hash, hash, payload) values (number, link, sha256(link || int8send(number) || convert_to(entry, 'UTF8')), entry);
        return null;
      end $$;
      create trigger append_chain after insert on log_inbox for each row execute function append_chain();

      revoke insert on access_log_chain from freigabe_consent_app;
      grant select on log_state, log_inbox, access_log, log_key, log_tile, log_checkpoint, deletion_receipt to freigabe_consent_app, freigabe_consent_keeper;
      grant usage on schema public to freigabe_consent_keeper;
      grant delete on log_inbox to freigabe_consent_keeper;
      grant insert, update (client, sealed) on access_log to freigabe_consent_keeper;
      grant insert, delete on log_key to freigabe_consent_keeper;
      grant insert, update (hashes) on log_tile to freigabe_consent_keeper;
      grant insert, update (note) on log_checkpoint to freigabe_consent_keeper;
      grant insert on deletion_receipt to freigabe_consent_keeper;
      grant execute on function clock_ms() to freigabe_consent_keeper;
    `);
  }
}
