import { Migration } from '@mikro-orm/migrations';

/** What supervision reads (docs/supervision.md): search by bits, proof of transmission, findings of rules, names under four eyes. */
export class LogSearch extends Migration {
  override name = '08-log-search';

  override up(): void {
    this.addSql(`
      -- Which entries a unit may read, and what they say to it: a row has one bit for each of 8,192 entries. Any combination
      -- of filters is the AND of their rows. Derived from the log; can be built anew. Bits are few: they are compressed, in place.
      create table log_facet (
        -- Empty: what an entry says to every unit that may read it.
        unit text not null,
        facet text not null,
        -- Number of the entry, divided by 8,192; the rest is the place of its bit.
        block int not null,
        hits bit(8192) not null,
        primary key (unit, facet, block)
      ) with (fillfactor = 80, toast_tuple_target = 128);
      alter table log_facet alter hits set storage main;

      -- Who did what when: to find the entries of a client, a person or a time, and for the rules that look for the unusual.
      create table log_request (
        seq bigint primary key,
        at bigint not null,
        unit text not null,
        person text not null,
        kind text not null,
        client uuid,
        -- Whether data of other units left, the caller named an occasion, a Jugendamt was notified.
        foreign_data boolean not null,
        has_occasion boolean not null,
        notified boolean not null,
        hints text[] not null
      );
      create index log_request_time on log_request (at, seq);
      create index log_request_person on log_request (person, seq);
      create index log_request_client on log_request (client, seq) where client is not null;

      -- The entries in which a consent, flow or emergency is a basis that the unit may see.
      create table log_basis (
        unit text not null,
        basis_id text not null,
        seq bigint not null,
        primary key (unit, basis_id, seq)
      );

      -- Proof of transmission (Art. 15, 19 GDPR; § 67d SGB X): what went from whom to whom. No staff. It stays with the case when
      -- the log is deleted.
      create table disclosure (
        seq bigint not null,
        from_unit text not null,
        basis text not null,
        to_unit text not null,
        client uuid not null,
        at bigint not null,
        categories text[] not null,
        purpose text,
        occasion text,
        primary key (seq, from_unit, basis)
      );
      create index disclosure_client on disclosure (client, at);

      -- That a rule has fired. One finding per person, client (where the rule is about one) and day.
      create table anomaly (
        id uuid primary key default gen_random_uuid(),
        rule text not null,
        unit text not null,
        person text not null,
        client uuid,
        day date not null,
        first_seq bigint not null,
        last_seq bigint not null,
        first_at bigint not null,
        last_at bigint not null,
        -- What the rule counted and compared, by name.
        figures jsonb not null,
        unique nulls not distinct (rule, unit, person, client, day)
      );
      create index anomaly_of_unit on anomaly (unit, last_at desc, id);

      -- Deletes what search keeps of the entries before a number; the proofs of transmission stay.
      create function forget_log_before(before_seq bigint) returns void language sql security definer set search_path = public, pg_temp as $$
        delete from log_facet where block < before_seq / 8192;
        update log_facet set hits = hits & (repeat('0', (before_seq % 8192)::int) || repeat('1', 8192 - (before_seq % 8192)::int))::bit(8192)
          where block = before_seq / 8192;
        delete from log_facet where block = before_seq / 8192 and bit_count(hits) = 0;
        delete from log_basis where seq < before_seq;
        delete from log_request where seq < before_seq;
        delete from anomaly where last_seq < before_seq;
      $$;

      -- The same for everything about one client.
      create function forget_log_of(one uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update log_facet f set hits = f.hits & ~gone.mask
        from (
          select (seq / 8192)::int as block, bit_or(set_bit(repeat('0', 8192)::bit(8192), (seq % 8192)::int, 1)) as mask
          from log_request where client = one group by 1
        ) gone
        where f.block = gone.block and bit_count(f.hits & gone.mask) > 0;
        delete from log_facet where bit_count(hits) = 0;
        delete from log_basis where seq in (select seq from log_request where client = one);
        delete from log_request where client = one;
        delete from anomaly where client = one;
      end $$;

      -- The keeper's public key, for which names are sealed.
      create table person_escrow_key (
        public_key bytea primary key,
        since timestamptz not null default now()
      );

      -- Whom a pseudonym stands for, sealed: no gateway can open it, nor can the database.
      create table person_escrow (
        pseudonym text primary key,
        unit text not null,
        public_key bytea not null references person_escrow_key,
        sealed bytea not null
      );

      -- A name asked for on cause, approved by a second person, opened by the keeper, read once by whoever asked.
      create table person_resolution (
        id uuid primary key default gen_random_uuid(),
        unit text not null,
        pseudonym text not null references person_escrow,
        cause text not null check (length(cause) between 10 and 500),
        requested_by text not null,
        requested_at bigint not null,
        ends_at bigint not null,
        approved_by text,
        approved_at bigint,
        answer text,
        read_at bigint,
        check (approved_by <> requested_by),
        check ((approved_by is null) = (approved_at is null)),
        check (approved_at < ends_at),
        check (answer is null or approved_at is not null),
        check (read_at is null or (approved_at is not null and answer is null))
      );
      create index person_resolution_of_unit on person_resolution (unit, requested_at desc);

      -- Each step once and in its order, whatever the program does.
      create function one_step_at_a_time() returns trigger language plpgsql as $$
      begin
        if old.approved_by is not null and (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at) then
          raise exception 'approved once';
        end if;
        if old.read_at is not null and new is distinct from old then
          raise exception 'read once';
        end if;
        return new;
      end $$;
      create trigger one_step_at_a_time before update on person_resolution for each row execute function one_step_at_a_time();

      -- The only way to the name: for whoever asked, once, in time.
      create function read_person_resolution(one uuid, asking_unit text, asking_person text, moment bigint) returns text
        language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        name text;
      begin
        select answer into name from person_resolution
          where id = one and unit = asking_unit and requested_by = asking_person and moment < ends_at for update;
        if name is not null then
          update person_resolution set answer = null, read_at = moment where id = one;
        end if;
        return name;
      end $$;

      revoke execute on function forget_log_before(bigint), forget_log_of(uuid), one_step_at_a_time(), read_person_resolution(uuid, text, text, bigint) from public;
      grant execute on function read_person_resolution(uuid, text, text, bigint) to freigabe_consent_app;
      grant execute on function forget_log_before(bigint), forget_log_of(uuid) to freigabe_consent_keeper;
      grant select on log_facet, log_request, log_basis, disclosure, anomaly, person_escrow_key to freigabe_consent_app;
      grant insert, select (pseudonym, unit) on person_escrow to freigabe_consent_app;
      grant insert (unit, pseudonym, cause, requested_by, requested_at, ends_at),
        select (id, unit, pseudonym, cause, requested_by, requested_at, ends_at, approved_by, approved_at, read_at),
        update (approved_by, approved_at) on person_resolution to freigabe_consent_app;
      grant select, insert, update, delete on log_facet, log_request, log_basis, anomaly to freigabe_consent_keeper;
      grant select, insert on disclosure, person_escrow_key to freigabe_consent_keeper;
      grant select on person_escrow, emergency_notification, consent, relation to freigabe_consent_keeper;
      grant select, update (answer) on person_resolution to freigabe_consent_keeper;
    `);
  }
}
