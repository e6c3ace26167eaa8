import { Migration } from '@mikro-orm/migrations';

/** Clients, who works with them, what they released, and the head whose version rises with every change of those. */
export class Clients extends Migration {
  override name = '01-clients';

  override up(): void {
    this.addSql(`
      create table client (
        id uuid primary key,
        created_at timestamptz(3) not null default now()
      );

      create table client_head (
        client_id uuid primary key references client,
        version bigint not null default 1
      );

      create table relation (
        id uuid primary key default gen_random_uuid(),
        client_id uuid not null references client,
        unit text not null,
        from_at timestamptz(3) not null,
        to_at timestamptz(3),
        persons text[] not null default '{}',
        responsible text,
        -- Lists are sorted by this: an order of the unit's own, so that two units cannot line their lists up (promise P7).
        place uuid not null generated always as (md5(unit || ':' || client_id::text)::uuid) stored
      );
      create index relation_client on relation (client_id);
      create index relation_unit_place on relation (unit, place);

      -- Codes are not checked here: a record that the rules do not understand grants nothing, but its exclusions count.
      create table consent (
        id uuid primary key,
        client_id uuid not null references client,
        state text not null,
        releasing_units text[],
        releasing_persons jsonb,
        receiving_units text[],
        receiving_persons jsonb,
        categories text[],
        explicit_categories text[],
        exclusions text[],
        purposes text[],
        form text,
        from_at timestamptz(3),
        to_at timestamptz(3),
        language text,
        interpreter text,
        signature_reference text,
        recorded_at timestamptz(3) not null default now()
      );
      create index consent_client on consent (client_id);

      create table emergency_release (
        id uuid primary key,
        client_id uuid not null references client,
        releasing_unit text not null,
        receiving_unit text not null,
        categories text[] not null,
        from_at timestamptz(3) not null,
        to_at timestamptz(3) not null
      );
      create index emergency_release_client on emergency_release (client_id);

      -- Append only. One event per consent touched; the key makes a repeated change do nothing.
      create table consent_event (
        id bigint generated always as identity primary key,
        consent_id uuid not null references consent,
        client_id uuid not null references client,
        kind text not null,
        unit text not null,
        person text not null,
        idempotency_key text not null,
        fingerprint text not null,
        at timestamptz(3) not null default clock_timestamp(),
        unique (unit, person, idempotency_key, consent_id)
      );

      -- Whoever changes a record, by whatever way, raises the client's head: no decision outlives it (promise P5).
      create function raise_head() returns trigger language plpgsql as $$
      begin
        update client_head set version = version + 1 where client_id = coalesce(new.client_id, old.client_id);
        if tg_op = 'UPDATE' and new.client_id <> old.client_id then
          update client_head set version = version + 1 where client_id = old.client_id;
        end if;
        return null;
      end $$;
      create trigger raise_head after insert or update or delete on relation for each row execute function raise_head();
      create trigger raise_head after insert or update or delete on consent for each row execute function raise_head();
      create trigger raise_head after insert or update or delete on emergency_release for each row execute function raise_head();

      create function tell_change() returns trigger language plpgsql as $$
      begin
        perform pg_notify('client_changed', new.client_id::text);
        return null;
      end $$;
      create trigger tell_change after insert or update on client_head for each row execute function tell_change();

      grant select, insert on client, client_head, relation, consent, consent_event, emergency_release to freigabe_consent_app;
      grant update (version) on client_head to freigabe_consent_app;
      grant update (state) on consent to freigabe_consent_app;
      grant update (to_at, persons, responsible) on relation to freigabe_consent_app;
    `);
  }
}
