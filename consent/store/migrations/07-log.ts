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

      -- Entries of the hash chain that came before are integrated like new ones, from the first on.
      insert into log_inbox (seq, at, payload) select seq, at, '{' || substr(payload, position(',' in payload) + 1) from access_log;
      drop table access_log;
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

      -- How long, in ms, the oldest entry has waited that no checkpoint covers yet; 0 if there is none. What was acknowledged
      -- and is nowhere to be found has waited forever.
      create function log_lag(moment bigint) returns bigint language sql stable as $$
        select case when log.seq = signed.size then 0 else moment - coalesce(
          (select at from log_inbox where seq = signed.size + 1), (select at from access_log where seq = signed.size + 1), 0) end
        from log_state log, (select coalesce(max(size), 0) as size from log_checkpoint) signed
      $$;

      -- Fails if nobody keeps the log, or the clock was set back: neither may release anything (promise P4).
      create function expect_kept_log(most_lag bigint, at_ms bigint) returns void language plpgsql as $$
      declare
        moment bigint := coalesce(at_ms, clock_ms());
      begin
        if log_lag(moment) > most_lag then
          raise exception 'the access log is not kept: its oldest entry waits for % ms', log_lag(moment);
        end if;
        if moment < (select at from log_state) - 1000 then
          raise exception 'the clock is behind the access log';
        end if;
      end $$;

      revoke execute on function log_lag(bigint), expect_kept_log(bigint, bigint) from public;
      grant execute on function log_lag(bigint), expect_kept_log(bigint, bigint) to freigabe_consent_app;
      grant execute on function log_lag(bigint) to freigabe_consent_keeper;
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
