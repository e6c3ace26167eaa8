import { list } from '../ddl.js';
import { PLACES } from './places.js';

/**
 * Columns that every catalogue has beside its own. `keptBy` is the unit that keeps entries which name no other.
 * `taken` and `waiting` count reservations and the waiting list; whoever reserves keeps them (never above `capacity`).
 */
export const catalogueColumns = (table: string, keptBy: string): string => `
  alter table ${table}
    add kept_by text not null default ${list([keptBy])},
    add provider_key text,
    add version integer not null default 1,
    add description text,
    add formats text[] not null default '{}',
    add women_only boolean not null default false,
    add taken integer not null default 0 check (taken >= 0),
    add waiting integer not null default 0 check (waiting >= 0),
    add waiting_days integer check (waiting_days >= 0),
    add withdrawn_on date,
    add updated_at timestamptz not null default now(),
    add changed xid8 not null default pg_current_xact_id();
  create unique index ${table}_of_provider on ${table} (kept_by, provider_key);
  create index ${table}_changed on ${table} (changed);`;

/**
 * Makes free places a consequence of places and reservations, and the entries searchable: German words without accents
 * (`search`), the vocabulary that typing errors are compared with (`<table>_word`), and the mark by which a server
 * finds what has changed (`changed`). `labels` are the words for each kind.
 */
export const searchableCatalogue = (app: string, table: string, labels: Readonly<Record<string, string>>): string => `
  alter table ${table} drop free_places;
  alter table ${table} add free_places integer generated always as (capacity - taken) stored check (free_places >= 0);

  create extension if not exists unaccent;
  create extension if not exists pg_trgm;
  create text search configuration catalogue (copy = german);
  create text search dictionary stop_words (template = simple, stopwords = german, accept = false);
  alter text search configuration catalogue alter mapping for hword, hword_part, word with stop_words, unaccent, german_stem;

  create function ${table}_label(kind text, municipality text) returns text language sql immutable parallel safe as $$
    select concat_ws(' ', case kind ${cases(labels)} end, case municipality ${cases(placeNames)} end)
  $$;
  alter table ${table} add search tsvector generated always as (
    setweight(to_tsvector('catalogue', title), 'A') ||
    setweight(to_tsvector('catalogue', coalesce(${table}_label(kind, municipality), '')), 'B') ||
    setweight(to_tsvector('catalogue', provider), 'C') ||
    setweight(to_tsvector('catalogue', coalesce(description, '')), 'D')
  ) stored;

  create table ${table}_word (word text primary key);
  create index ${table}_word_like on ${table}_word using gin (word gin_trgm_ops);
  create function ${table}_learn_words() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into ${table}_word select distinct lexeme from fresh, unnest(search) order by lexeme on conflict do nothing;
      return null;
    end $$;
  create function ${table}_note_change() returns trigger language plpgsql as $$
    begin
      new.changed := pg_current_xact_id();
      return new;
    end $$;
  create trigger ${table}_learns_words after insert on ${table} referencing new table as fresh
    for each statement execute function ${table}_learn_words();
  create function ${table}_learn_new_words() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into ${table}_word select distinct lexeme from fresh join former using (id), unnest(fresh.search)
        where fresh.search is distinct from former.search order by lexeme on conflict do nothing;
      return null;
    end $$;
  create trigger ${table}_learns_new_words after update on ${table} referencing new table as fresh old table as former
    for each statement execute function ${table}_learn_new_words();
  create trigger ${table}_notes_change before update on ${table} for each row execute function ${table}_note_change();
  insert into ${table}_word select distinct lexeme from ${table}, unnest(search);
  ${meanings(table)}
  grant insert, update on ${table} to ${app};
  grant select on ${table}_word to ${app};`;

/**
 * `<table>_meanings(text, most)`: for each of the first words of a text the words of the vocabulary that stand for it:
 * itself, compounds with it (Sprachkurs for Kurs), and if there is neither the most similar ones, for typing errors. A
 * compound's head stands at its end, so three letters are enough there.
 */
const meanings = (table: string): string => `
  create function literal(part text) returns text language sql immutable as $$
    select regexp_replace(part, '([%_\\\\])', '\\\\\\1', 'g')
  $$;
  create function ${table}_compounds(part text) returns setof text language sql stable as $$
    select word from ${table}_word
    where word = part or (length(part) > 2 and word like '%' || literal(part)) or (length(part) > 3 and word like '%' || literal(part) || '%')
  $$;
  create function ${table}_meanings(text, most integer) returns table (asked text, words text[]) language sql stable as $$
    select asked, case when exists (select ${table}_compounds(asked)) then array(select ${table}_compounds(asked)) else array(
      select distinct compound from (
        select word from ${table}_word where word % asked order by similarity(word, asked) desc, word limit 3
      ) nearest, ${table}_compounds(nearest.word) compound
    ) end
    from unnest(tsvector_to_array(to_tsvector('catalogue', $1))) asked limit most
  $$;`;

const cases = (words: Readonly<Record<string, string>>): string =>
  Object.entries(words).map(([code, text]) => `when ${list([code])} then ${list([text])}`).join(' ');

const placeNames = Object.fromEntries(Object.entries(PLACES).map(([code, { name }]) => [code, name]));
