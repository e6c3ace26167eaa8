import { Migration } from '@mikro-orm/migrations';

/** Acts that leave no row of their own under a key: settling, asking, approving, reading a name. After `20-erasure-requests`. */
export class KeyedActs extends Migration {
  override name = '17-keyed-acts';

  override up(): void {
    this.addSql(`
      create table keyed_act (
        unit text not null,
        person text not null,
        idempotency_key text not null,
        -- Hash of the act and what it said: the same key with something else is refused.
        fingerprint text not null,
        -- Id of what was settled or asked for; never a name.
        answer text not null,
        at bigint not null,
        primary key (unit, person, idempotency_key)
      );
      create index keyed_act_at on keyed_act (at);
      grant select, insert on keyed_act to freigabe_consent_app;

      -- As before, and keys.
      create or replace function forget_persons_before(before_at bigint) returns void language sql security definer set search_path = public, pg_temp as $$
        delete from keyed_act where at < before_at;
        delete from erasure_request where requested_at < before_at;
        delete from person_resolution where requested_at < before_at;
        delete from person_escrow e where kept_at < to_timestamp(before_at / 1000.0)
          and not exists (select from log_request where person = e.pseudonym) and not exists (select from person_resolution where pseudonym = e.pseudonym);
      $$;

      -- A name that was read stays for ten minutes, for whoever read it and lost the answer.
      alter table person_resolution
        add column reading_key text,
        drop constraint person_resolution_check4,
        add constraint read_once_approved check (read_at is null or approved_at is not null),
        add constraint read_under_a_key check (reading_key is null or read_at is not null);

      create or replace function one_step_at_a_time() returns trigger language plpgsql as $$
      begin
        if old.approved_by is not null and (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at) then
          raise exception 'approved once';
        end if;
        if old.read_at is not null and (to_jsonb(new) - 'answer' <> to_jsonb(old) - 'answer' or new.answer is not null) then
          raise exception 'read once';
        end if;
        return new;
      end $$;

      -- The only way to the name: for whoever asked, once, in time; again only under the same key, for ten minutes.
      drop function read_person_resolution(uuid, text, text, bigint);
      create function read_person_resolution(one uuid, asking_unit text, asking_person text, moment bigint, key text) returns text
        language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        asked person_resolution;
      begin
        select * into asked from person_resolution
          where id = one and unit = asking_unit and requested_by = asking_person and moment < ends_at and answer is not null for update;
        if asked.read_at is null then
          update person_resolution set read_at = moment, reading_key = key where id = asked.id;
          return asked.answer;
        end if;
        return case when asked.reading_key = key and moment < asked.read_at + 600000 then asked.answer end;
      end $$;
      revoke execute on function read_person_resolution(uuid, text, text, bigint, text) from public;
      grant execute on function read_person_resolution(uuid, text, text, bigint, text) to freigabe_consent_app;
    `);
  }
}
