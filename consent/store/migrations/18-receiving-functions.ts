import { Migration } from '@mikro-orm/migrations';

/** What a program may set of a consent that is filed; `only_narrow` says which way. */
const SETTABLE = [
  'state', 'categories', 'explicit_categories', 'exclusions', 'receiving_units', 'receiving_persons', 'receiving_functions', 'purposes', 'from_at', 'to_at', 'special_circumstances',
  'language', 'interpreter', 'form_version', 'informed_about', 'confirmation_talk_at', 'of_age_at', 'given_by', 'able_to_understand', 'second_parent_reason',
  'signature_reference', 'witness', 'bedenkzeit_until',
];

/** Functions as receivers of a consent; older consents have none (`null`). */
export class ReceivingFunctions extends Migration {
  override name = '18-receiving-functions';

  override up(): void {
    this.addSql(`
      alter table consent add column receiving_functions jsonb;
      grant update (receiving_functions) on consent to freigabe_consent_app;

      -- What the program may do to a consent that was given: narrow it and end it, never widen it.
      create or replace function only_narrow() returns trigger language plpgsql as $$
      begin
        if current_user <> 'freigabe_consent_app' or old.state in ('ENTWURF', 'BEDENKZEIT') then
          return new;
        end if;
        if new.state in ('ENTWURF', 'BEDENKZEIT', 'ERTEILT', 'TEILWIDERRUFEN') and new.state <> old.state
          and (old.state, new.state) <> ('ERTEILT', 'TEILWIDERRUFEN')
        then
          raise insufficient_privilege using message = 'a consent that has ended does not come back';
        end if;
        if not (
          new.categories <@ old.categories and new.explicit_categories <@ old.explicit_categories and new.exclusions @> old.exclusions
          and new.receiving_units <@ old.receiving_units and new.purposes <@ old.purposes and new.receiving_persons <@ old.receiving_persons
          and coalesce(new.receiving_functions, '[]') <@ coalesce(old.receiving_functions, '[]')
          and new.from_at >= old.from_at and new.to_at <= old.to_at
        ) then
          raise insufficient_privilege using message = 'a consent that was given is never widened';
        end if;
        return new;
      end $$;

      -- As before, with one more column; and an event revokes the codes of the units that it finds no longer competent. Locks are taken in one
      -- order everywhere: key, head, code, log.
      create or replace function lifecycle_change(change jsonb, entry text, at_ms bigint) returns jsonb language plpgsql as $$
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
        if change ? 'formerUnits' then
          update linking_code set revoked_at = to_timestamp(coalesce(at_ms, clock_ms()) / 1000.0)
            where client_id = client and unit in (select jsonb_array_elements_text(change -> 'formerUnits')) and redeemed_at is null and revoked_at is null;
        end if;

        perform lock_log();
        perform append_log(array[entry], coalesce(at_ms, clock_ms()));
        return jsonb_build_object('status', 'DONE', 'repeated', false, 'state', change #> '{consents,0,state}',
          'consentIds', array(select value ->> 'id' from jsonb_array_elements(change -> 'consents') with ordinality order by ordinality));
      end $$;
    `);
  }
}
