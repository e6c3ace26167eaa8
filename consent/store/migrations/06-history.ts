import { Migration } from '@mikro-orm/migrations';

/** What was known when: every version of what decisions rest on, and the rules that were in force (domain B.7). Append only. */
export class History extends Migration {
  override name = '06-history';

  override up(): void {
    this.addSql(`
      create table record_version (
        id bigint generated always as identity primary key,
        client_id uuid not null,
        source text not null,
        record_id uuid not null,
        -- The row as it stood; null: it was removed.
        version jsonb,
        -- The client's head after the change.
        head bigint not null,
        known_from timestamptz(3) not null,
        -- The change belongs to one transaction, which is known at one instant.
        change xid8 not null default pg_current_xact_id()
      );
      create index record_version_client on record_version (client_id, known_from);
      create index record_version_change on record_version (change);

      -- Runs at the end of the transaction (or before it locks the log), when it holds the locks on the heads of all its
      -- clients: what was released on the old version has been logged before, what is released on the new one will be after.
      -- The log counts milliseconds, so a change is known from the next one on, and nobody sees it earlier: whoever knows
      -- when, knows which version.
      create function keep_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        owner uuid := coalesce(new.client_id, old.client_id);
        since timestamptz(3);
      begin
        select known_from into since from record_version where change = pg_current_xact_id() limit 1;
        if since is null then
          since := date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond';
          perform pg_sleep(greatest(0, extract(epoch from since - clock_timestamp())));
        end if;
        insert into record_version (client_id, source, record_id, version, head, known_from)
        values (owner, tg_table_name, coalesce(new.id, old.id), case when tg_op <> 'DELETE' then to_jsonb(new) end,
          (select version from client_head where client_id = owner), since);
        if tg_op = 'UPDATE' and new.client_id <> old.client_id then
          insert into record_version (client_id, source, record_id, version, head, known_from)
          values (old.client_id, tg_table_name, old.id, null, (select version from client_head where client_id = old.client_id), since);
        end if;
        return null;
      end $$;
      create constraint trigger keep_version after insert or update or delete on relation
        deferrable initially deferred for each row execute function keep_version();
      create constraint trigger keep_version after insert or update or delete on consent
        deferrable initially deferred for each row execute function keep_version();
      create constraint trigger keep_version after insert or update or delete on emergency_release
        deferrable initially deferred for each row execute function keep_version();

      -- Versions are kept, and their instant waited for, before the log is locked: nobody else's release waits with them.
      create or replace function lock_log() returns void language plpgsql as $$
      begin
        set constraints all immediate;
        perform pg_advisory_xact_lock(hashtext('freigabe access log'));
      end $$;

      -- What there is already is known from now on; nothing is told of the time before.
      insert into record_version (client_id, source, record_id, version, head, known_from)
        select client_id, 'relation', id, to_jsonb(r), h.version, now() from relation r join client_head h using (client_id)
        union all
        select client_id, 'consent', id, to_jsonb(c), h.version, now() from consent c join client_head h using (client_id)
        union all
        select client_id, 'emergency_release', id, to_jsonb(e), h.version, now() from emergency_release e join client_head h using (client_id);

      -- The rules a gateway has started with: version of the rules, and the statutory flows that were switched on.
      create table policy_version (
        id bigint generated always as identity primary key,
        version text not null,
        rules_version text not null,
        flows text[] not null,
        known_from timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp())
      );

      revoke execute on function keep_version() from public;
      grant select on record_version, policy_version to freigabe_consent_app;
      grant insert (version, rules_version, flows) on policy_version to freigabe_consent_app;
    `);
  }
}
