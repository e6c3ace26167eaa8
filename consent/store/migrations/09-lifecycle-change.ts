import { Migration } from '@mikro-orm/migrations';

/** What a program may set of a consent that is filed; `only_narrow` says which way. */
const SETTABLE = [
  'state', 'categories', 'explicit_categories', 'exclusions', 'receiving_units', 'receiving_persons', 'purposes', 'from_at', 'to_at', 'special_circumstances', 'language',
  'interpreter', 'form_version', 'informed_about', 'confirmation_talk_at', 'of_age_at', 'given_by', 'able_to_understand', 'second_parent_reason',
  'signature_reference', 'witness', 'bedenkzeit_until',
];

/** A step of a consent's life in one round trip, and releases and changes put into one order by the log alone. */
export class LifecycleChange extends Migration {
  override name = '09-lifecycle-change';

  override up(): void {
    this.addSql(`
      create or replace function lock_log() returns void language plpgsql as $$
      begin
        perform pg_advisory_xact_lock(hashtext('freigabe access log'));
        set constraints all immediate; -- versions are kept now, so that the entry of a change is not older than what it changed
      end $$;

      -- Whoever changes a record, by whatever way, commits while holding the log: a release, which reads heads while holding it,
      -- is either logged before the change or sees it (promise P5). Nobody waits for a head who only reads it, so that no
      -- change keeps a release waiting, and no stream of releases a change. The log counts milliseconds, so a change is known
      -- from the next one on: whoever knows when, knows which version.
      create or replace function keep_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        owner uuid := coalesce(new.client_id, old.client_id);
        since timestamptz(3);
        moment bigint;
        logged bigint;
      begin
        select known_from into since from record_version where change = pg_current_xact_id() limit 1;
        if since is null then
          perform pg_advisory_xact_lock(hashtext('freigabe access log'));
          select at into logged from log_state;
          moment := clock_ms() + 1;
          if moment <= logged then -- the clock was set back
            moment := logged + 1;
            perform append_log('{}', moment); -- nothing but the time: what is logged from here on is not older
          end if;
          since := to_timestamp(moment / 1000.0);
          perform pg_sleep(least(0.001, extract(epoch from since - clock_timestamp()))); -- nobody sees it earlier
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

      create or replace function release_commit(commits jsonb, at_ms bigint) returns boolean[] language plpgsql as $$
      declare
        held jsonb;
        moment bigint;
        item jsonb;
        accepted boolean;
        results boolean[] := '{}';
        entries text[] := '{}';
      begin
        perform lock_log();
        -- Both read after the wait: what was changed or ended while waiting has changed or ended.
        select coalesce(jsonb_object_agg(client_id, version), '{}') into held from client_head
          where client_id in (select key::uuid from jsonb_array_elements(commits) c, jsonb_each(c -> 'heads'));
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

      -- What an author's key has done already; null: nothing.
      create function change_done(author jsonb) returns jsonb language plpgsql stable as $$
      declare
        ids uuid[];
        kinds text[];
        prints text[];
      begin
        select array_agg(consent_id order by id) filter (where consent_id is not null), array_agg(kind order by id) filter (where consent_id is not null),
            array_agg(distinct fingerprint)
          into ids, kinds, prints from (
            select id, consent_id, kind, fingerprint from consent_event
            where unit = author ->> 'unit' and person = author ->> 'person' and idempotency_key = author ->> 'idempotencyKey'
            union all
            select 0, null, null, fingerprint from review_event
            where unit = author ->> 'unit' and person = author ->> 'person' and idempotency_key = author ->> 'idempotencyKey'
          ) event;
        if prints is null then
          return null;
        end if;
        if prints <> array[author ->> 'fingerprint'] then
          return '{"status": "KEY_REUSED"}';
        end if;
        return jsonb_build_object('status', 'DONE', 'repeated', true, 'consentIds', coalesce(ids, '{}'), 'state', kinds[1]);
      end $$;

      -- One step with all that follows from it. Locks are taken in one order everywhere: key, head, log.
      create function lifecycle_change(change jsonb, entry text, at_ms bigint) returns jsonb language plpgsql as $$
      declare
        client uuid := change #>> '{head,clientId}';
        author jsonb := change -> 'author';
        held bigint;
        done jsonb;
        item jsonb;
        filed consent;
      begin
        perform pg_advisory_xact_lock(hashtextextended(jsonb_build_array('freigabe key', author -> 'unit', author -> 'person', author -> 'idempotencyKey')::text, 0));
        select version into held from client_head where client_id = client for update;
        done := change_done(author);
        if done is not null then
          return done;
        end if;
        if held is distinct from (change #>> '{head,version}')::bigint then
          return '{"status": "CHANGED"}';
        end if;

        for item in select value from jsonb_array_elements(change -> 'consents') loop
          if item ? 'add' then
            insert into consent select (jsonb_populate_record(null::consent, item -> 'add' || jsonb_build_object('recorded_at', now()))).*;
          else
            select * into strict filed from consent where id = (item ->> 'id')::uuid and client_id = client;
            filed := jsonb_populate_record(filed, item -> 'set');
            update consent set (${SETTABLE.join(', ')}) = row(${SETTABLE.map((column) => `filed.${column}`).join(', ')}) where id = filed.id;
          end if;
        end loop;
        insert into consent_event (consent_id, client_id, kind, step, detail, unit, person, idempotency_key, fingerprint)
          select (value ->> 'id')::uuid, client, value ->> 'state', change ->> 'step', change -> 'detail',
            author ->> 'unit', author ->> 'person', author ->> 'idempotencyKey', author ->> 'fingerprint'
          from jsonb_array_elements(change -> 'consents') with ordinality order by ordinality;
        insert into consent_notice (id, consent_id, client_id, unit)
          select gen_random_uuid(), (value ->> 'consentId')::uuid, client, value ->> 'unit' from jsonb_array_elements(change -> 'notices');
        insert into review_task (id, consent_id, client_id, unit, kind, due_at)
          select gen_random_uuid(), (value ->> 'consentId')::uuid, client, value ->> 'unit', value ->> 'kind', (value ->> 'dueAt')::timestamptz
          from jsonb_array_elements(change -> 'tasks');
        insert into review_event (client_id, kind, unit, person, idempotency_key, fingerprint)
          select client, change ->> 'review', author ->> 'unit', author ->> 'person', author ->> 'idempotencyKey', author ->> 'fingerprint'
          where change ->> 'review' is not null;
        update relation r set to_at = (after ->> 'to')::timestamptz, persons = array(select jsonb_array_elements_text(after -> 'persons')), responsible = after ->> 'responsible'
          from (select value -> 'before' as before, value -> 'after' as after from jsonb_array_elements(change -> 'relations')) one
          where client_id = client and unit = before ->> 'unit' and from_at = (before ->> 'from')::timestamptz
            and to_at is not distinct from (before ->> 'to')::timestamptz;

        perform lock_log();
        perform append_log(array[entry], coalesce(at_ms, clock_ms()));
        return jsonb_build_object('status', 'DONE', 'repeated', false, 'state', change #> '{consents,0,state}',
          'consentIds', array(select value ->> 'id' from jsonb_array_elements(change -> 'consents') with ordinality order by ordinality));
      end $$;

      -- Only of what nobody has signed can an exclusion be taken out (only_narrow).
      grant update (exclusions) on consent to freigabe_consent_app;
      revoke execute on function change_done(jsonb), lifecycle_change(jsonb, text, bigint) from public;
      grant execute on function change_done(jsonb), lifecycle_change(jsonb, text, bigint) to freigabe_consent_app;
    `);
  }
}
