/**
 * Tables and functions by which a catalogue's places are given away. All that happens to an entry's places passes
 * `act_on_place`: one statement, under a lock on that entry, so that no two acts see the same free place. What counts
 * (`taken`, `waiting`) follows the rows by trigger, whoever changes them, and the generated column `free_places >= 0` of
 * the catalogue refuses an overbooking even if a function were wrong.
 */
export const placeTables = (app: string, catalogue: string): string => `
  create table reservation (
    id text primary key default gen_random_uuid(),
    client text not null,
    owner text not null,
    recorded_on date not null default current_date,
    item text not null references ${catalogue} (id),
    -- The unit that asked for the place: to every other one it is as if there were no reservation.
    by_unit text not null,
    state text not null check (state in ('RESERVIERT', 'BESTAETIGT', 'WARTELISTE', 'STORNIERT', 'VERFALLEN')),
    -- Place in the waiting list: the order of arrival, never given twice.
    arrived bigint not null generated always as identity,
    -- When an unconfirmed reservation lapses, by the database's clock.
    lapses_at timestamptz,
    check ((state = 'RESERVIERT') = (lapses_at is not null))
  );
  create unique index reservation_once on reservation (item, client) where state in ('RESERVIERT', 'BESTAETIGT', 'WARTELISTE');
  create index reservation_queue on reservation (item, arrived) where state = 'WARTELISTE';
  create index reservation_lapsing on reservation (lapses_at) where state = 'RESERVIERT';
  create index reservation_of_client on reservation (client, owner, recorded_on desc);

  -- What was answered under a key: the same act under it again gets the same answer and does nothing.
  create table place_act (
    unit text not null,
    key text not null,
    fingerprint text not null,
    answer jsonb not null,
    at timestamptz not null default clock_timestamp(),
    primary key (unit, key)
  );

  create function holds_place(state text) returns integer language sql immutable as $$
    select (state in ('RESERVIERT', 'BESTAETIGT'))::integer
  $$;
  create function waits(state text) returns integer language sql immutable as $$
    select (state is not distinct from 'WARTELISTE')::integer
  $$;
  create function count_places() returns trigger language plpgsql as $$
  declare
    before text := case when tg_op = 'UPDATE' then old.state end;
  begin
    update ${catalogue}
      set taken = taken + holds_place(new.state) - coalesce(holds_place(before), 0), waiting = waiting + waits(new.state) - waits(before)
      where id = new.item and (coalesce(holds_place(before), 0), waits(before)) is distinct from (holds_place(new.state), waits(new.state));
    return null;
  end $$;
  create trigger count_places after insert or update of state on reservation for each row execute function count_places();

  -- How many places of an entry can be given away now: none of a withdrawn one. Its row is locked.
  create function places_left(wanted text) returns integer language sql as $$
    select case when withdrawn_on is null then greatest(capacity - taken, 0) else 0 end from ${catalogue} where id = wanted
  $$;
  -- Whether somebody has a place otherwise than by a reservation made here.
  create function placed_elsewhere(wanted text, whose text) returns boolean language sql as $$
    select false
  $$;

  ${placeActs(catalogue)}

  -- The running program may do this and nothing else to places.
  revoke execute on function settle_places, act_on_place, settle_due_places from public;
  grant execute on function act_on_place, settle_due_places to ${app};
  grant select on reservation to ${app};`;

/** What happens to places; a later migration puts it in place of what an earlier one made. `noPlace` says in SQL why the entry `wanted` has none. */
export const placeActs = (catalogue: string, noPlace = `'KEIN_PLATZ'`): string => `
  -- Who waits and could be given a place, each person once. Who has one there by another unit stays in the list, so that
  -- joining it is answered the same for everybody, and is passed over.
  create or replace function next_in_line(wanted text) returns table (id text, arrived bigint) language sql as $$
    select distinct on (client) id, arrived from reservation waiting
      where item = wanted and state = 'WARTELISTE' and not placed_elsewhere(wanted, client)
        and not exists (select from reservation placed where placed.item = wanted and placed.client = waiting.client and holds_place(placed.state) = 1)
      order by client, arrived
  $$;

  -- Lets unconfirmed reservations lapse and gives what is free to those who wait, first come first served. The entry's row
  -- is locked by whoever calls.
  create or replace function settle_places(wanted text, notice interval) returns void language plpgsql as $$
  begin
    update reservation set state = 'VERFALLEN', lapses_at = null
      where item = wanted and state = 'RESERVIERT' and lapses_at <= clock_timestamp();
    update reservation set state = 'RESERVIERT', lapses_at = clock_timestamp() + notice
      where id in (select id from next_in_line(wanted) order by arrived limit places_left(wanted));
  end $$;

  -- One act of one unit, once per key. Answers { outcome, lapsesAt (ms), position } where outcome is the state of the
  -- client's reservation after it, or KEIN_PLATZ, OHNE_COACH, PLAETZE_FREI, OHNE_PLATZ, UNBEKANNT, KEY_REUSED. A place that another unit
  -- has asked for is not told from a full course, of which one may join the waiting list: that somebody attends one is
  -- theirs to release.
  create or replace function act_on_place(act text, wanted text, whose text, giver text, asking text, by_key text, hold interval, notice interval)
  returns jsonb language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    meant constant text := jsonb_build_array(act, wanted, whose)::text;
    done place_act;
    mine reservation;
    placed boolean;
    outcome text;
    answer jsonb;
  begin
    perform from ${catalogue} where id = wanted and kept_by = giver for update;
    if not found then
      return '{"outcome": "UNBEKANNT"}';
    end if;
    select * into done from place_act where unit = asking and key = by_key;
    if found then
      return case when done.fingerprint = meant then done.answer else '{"outcome": "KEY_REUSED"}' end;
    end if;
    if act in ('RESERVE', 'WAIT') and exists (select from ${catalogue} where id = wanted and withdrawn_on is not null) then
      return '{"outcome": "UNBEKANNT"}';
    end if;
    perform settle_places(wanted, notice);
    select * into mine from reservation where item = wanted and client = whose and by_unit = asking and state in ('RESERVIERT', 'BESTAETIGT', 'WARTELISTE');
    placed := mine.id is null and (placed_elsewhere(wanted, whose)
      or exists (select from reservation where item = wanted and client = whose and holds_place(state) = 1));

    if act in ('RESERVE', 'WAIT') and mine.id is not null then
      outcome := mine.state;
    elsif act = 'WAIT' and places_left(wanted) > 0 then
      outcome := 'PLAETZE_FREI';
    elsif act = 'RESERVE' and not placed and places_left(wanted) > 0 then
      insert into reservation (client, owner, item, by_unit, state, lapses_at)
        values (whose, giver, wanted, asking, 'RESERVIERT', clock_timestamp() + hold) returning * into mine;
    elsif act = 'WAIT' then
      insert into reservation (client, owner, item, by_unit, state) values (whose, giver, wanted, asking, 'WARTELISTE') returning * into mine;
    elsif act = 'RESERVE' then
      outcome := ${noPlace};
    elsif mine.id is null then
      outcome := 'OHNE_PLATZ';
    elsif act = 'CONFIRM' and mine.state = 'RESERVIERT' then
      update reservation set state = 'BESTAETIGT', lapses_at = null where id = mine.id returning * into mine;
    elsif act = 'CANCEL' then
      update reservation set state = 'STORNIERT', lapses_at = null where id = mine.id returning * into mine;
      perform settle_places(wanted, notice);
    end if;

    answer := jsonb_build_object('outcome', coalesce(outcome, mine.state), 'lapsesAt', floor(extract(epoch from mine.lapses_at) * 1000),
      'position', case mine.state when 'WARTELISTE' then
        (select count(*) from reservation where item = wanted and state = 'WARTELISTE' and arrived <= mine.arrived) end);
    insert into place_act (unit, key, fingerprint, answer) values (asking, by_key, meant, answer);
    return answer;
  end $$;

  -- Settles up to so many entries with lapsed reservations or with free places and people who wait; others at work on one
  -- are not waited for. Gives how many it settled.
  create or replace function settle_due_places(notice interval, most integer) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    due text;
    settled integer := 0;
  begin
    for due in
      select id from ${catalogue} c
      where exists (select from reservation r where r.item = c.id and r.state = 'RESERVIERT' and r.lapses_at <= clock_timestamp())
        or (waiting > 0 and places_left(id) > 0 and exists (select from next_in_line(c.id)))
      order by id limit most for update skip locked
    loop
      perform settle_places(due, notice);
      settled := settled + 1;
    end loop;
    return settled;
  end $$;`;
