import { Migration } from '@mikro-orm/migrations';

/** The access log as a hash chain, and the release commit (promises P4, P5, P10). */
export class AccessLog extends Migration {
  override name = '02-access-log';

  override up(): void {
    this.addSql(`
      -- The text is what is hashed; the columns to search by are generated from it and so cannot disagree with it.
      create table access_log (
        seq bigint primary key,
        prev_hash bytea not null,
        hash bytea not null,
        payload text not null,
        at bigint not null generated always as (((payload::jsonb) ->> 'at')::bigint) stored,
        asking text not null generated always as (payload::jsonb #>> '{requester,unit}') stored,
        asked jsonb not null generated always as (payload::jsonb -> 'owners') stored
      );
      create index access_log_at on access_log (at);
      create index access_log_asking on access_log (asking, seq);
      create index access_log_asked on access_log using gin (asked);

      -- Links entries to the chain and inserts them. Entries are JSON objects without "at". Holds the chain until the end
      -- of the transaction: call it last, after all locks on heads.
      create function append_log(entries text[], at_ms bigint) returns void language plpgsql as $$
      declare
        last_seq bigint;
        last_hash bytea;
        last_at bigint;
        stamp text;
        seqs bigint[] := '{}';
        prevs bytea[] := '{}';
        hashes bytea[] := '{}';
        payloads text[] := '{}';
        entry text;
        payload text;
      begin
        select l.seq, l.hash, l.at into last_seq, last_hash, last_at from access_log l order by l.seq desc limit 1;
        last_seq := coalesce(last_seq, 0);
        last_hash := coalesce(last_hash, decode(repeat('00', 32), 'hex'));
        -- A clock set back must not make an honest log look backdated.
        stamp := '{"at":' || greatest(at_ms, last_at) || ',';
        foreach entry in array entries loop
          payload := stamp || substr(entry, 2);
          last_seq := last_seq + 1;
          seqs := seqs || last_seq;
          prevs := prevs || last_hash;
          last_hash := sha256(last_hash || int8send(last_seq) || convert_to(payload, 'UTF8'));
          hashes := hashes || last_hash;
          payloads := payloads || payload;
        end loop;
        insert into access_log (seq, prev_hash, hash, payload) select * from unnest(seqs, prevs, hashes, payloads);
      end $$;

      create function lock_log() returns void language sql as $$
        select pg_advisory_xact_lock(hashtext('freigabe access log'))
      $$;

      create function clock_ms() returns bigint language sql volatile as $$
        select floor(extract(epoch from clock_timestamp()) * 1000)::bigint
      $$;

      -- Settles a group of release commits, each { heads: {client id: version}, until: ms or null, entries: [text] }, and
      -- says for each whether it was committed. Locks are taken in one order everywhere: heads by id, then the log.
      create function release_commit(commits jsonb, at_ms bigint) returns boolean[] language plpgsql as $$
      declare
        held jsonb;
        moment bigint;
        item jsonb;
        accepted boolean;
        results boolean[] := '{}';
        entries text[] := '{}';
      begin
        select coalesce(jsonb_object_agg(client_id, version), '{}') into held from (
          select client_id, version from client_head
          where client_id in (select distinct key::uuid from jsonb_array_elements(commits) c, jsonb_each(c -> 'heads'))
          order by client_id for share
        ) locked;
        perform lock_log();
        -- Read after the last wait: a consent that ended while waiting has ended.
        moment := coalesce(at_ms, clock_ms());
        for item in select value from jsonb_array_elements(commits) loop
          accepted := held @> (item -> 'heads') and moment < coalesce((item ->> 'until')::bigint, moment + 1);
          results := results || accepted;
          if accepted then
            entries := entries || array(select jsonb_array_elements_text(item -> 'entries'));
          end if;
        end loop;
        if cardinality(entries) > 0 then
          perform append_log(entries, moment);
        end if;
        return results;
      end $$;

      revoke execute on all functions in schema public from public;
      grant execute on all functions in schema public to freigabe_consent_app;
      grant select, insert on access_log to freigabe_consent_app;
    `);
  }
}
