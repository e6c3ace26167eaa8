import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { dayInLippe } from '../day-in-lippe.js';
import { Refusal } from '../errors.js';
import { Columns, dayNumber, type Searchable } from './columns.js';
import { positionOf } from './cursor.js';
import type { CatalogueSort } from './filter.js';
import type { Question } from './match.js';
import { everyMatch, search, type Found } from './search.js';

/** How a table of entries is read for searching. */
export interface CatalogueTable<Row = Record<string, unknown>> {
  readonly table: 'course' | 'offer';
  /** What an entry says to the search; beside its own columns a row has `title_words` and `other_words`. */
  readonly searchable: (row: Row & WordsOfRow) => Searchable;
}

export interface WordsOfRow {
  readonly title_words: readonly string[];
  readonly other_words: readonly string[];
}

export interface Ask {
  readonly filter?: Question['filter'] | null;
  readonly sort?: CatalogueSort | null;
  readonly first: number;
  readonly after?: string | null;
}

export interface Answered extends Found {
  readonly sort: CatalogueSort;
}

/** Searches an agency's published catalogue. */
export interface Catalogue {
  /** Sees everything that was committed before it was called. @throws Refusal for what cannot be asked. */
  search(ask: Ask): Promise<Answered>;
  /** The ids of everything that passes a filter, in order; `revision` differs whenever something has changed. */
  all(filter: Question['filter']): Promise<{ readonly ids: readonly string[]; readonly revision: string }>;
  /** Says that entries are gone from the database altogether. No program deletes any, but who owns the database may. */
  forget(ids: readonly string[]): void;
}

const LONGEST_TEXT = 200;
const MOST_WORDS = 16;

/**
 * PostgreSQL is the truth and knows the words (German stems, accents, typing errors); the sets are counted in memory.
 * Every search first reads what has been committed since the last one, which is nothing most of the time.
 */
export function openCatalogue<Row>({ table, searchable }: CatalogueTable<Row>, orm: MikroORM, now: () => number): Catalogue {
  const columns = new Columns();
  const execute = <T>(sql: string, parameters: readonly unknown[]): Promise<T[]> => orm.em.getConnection().execute<T[]>(sql, parameters);
  /** Tells this process from others, whose revisions count something else. */
  const instance = randomUUID();
  let revision = 0;
  let seen = '0';
  /** Which transaction wrote each row of the last reading: what comes again unchanged is nothing new. */
  let last: ReadonlyMap<string, string> = new Map();

  const read = async (): Promise<void> => {
    const rows = await execute<{ seen: string; id: string | null; changed: string } & Row & WordsOfRow>(CHANGES(table), [seen]);
    const read = new Map<string, string>();
    for (const row of rows) {
      if (row.id === null) continue;
      read.set(row.id, row.changed);
      if (last.get(row.id) === row.changed) continue;
      columns.put(searchable(row));
      revision += 1;
    }
    seen = rows[0]!.seen;
    last = read;
  };
  const refresh = oneAfterAnother(read);

  const wordsOf = async (text: string | null | undefined): Promise<Question['words']> => {
    if (!text?.trim()) return null;
    if (text.length > LONGEST_TEXT || text.includes('\0')) throw new Refusal('BAD_REQUEST', `text hat höchstens ${LONGEST_TEXT} Zeichen / text has at most ${LONGEST_TEXT} characters`);
    const rows = await execute<{ words: string[] }>(`select words from ${table}_meanings(?, ?)`, [text, MOST_WORDS]);
    return rows.map(({ words }) => words);
  };

  /** Reads what is new, then what the filter means today. */
  const asked = async (filter: Question['filter']): Promise<Pick<Question, 'filter' | 'words' | 'today'>> => {
    const [words] = await Promise.all([wordsOf(filter.text), refresh()]);
    return { filter, words, today: dayNumber(dayInLippe(now())) };
  };

  return {
    forget: (ids) => ids.forEach((id) => columns.remove(id)),
    async search({ filter, sort: wanted, first, after }) {
      const given = filter ?? {};
      const sort = wanted ?? (given.text?.trim() ? 'RELEVANCE' : 'START');
      if (sort === 'DISTANCE' && !given.near) throw new Refusal('BAD_REQUEST', 'Nach Entfernung ordnen braucht filter.near / Sorting by distance needs filter.near');
      const position = after === null || after === undefined ? null : positionOf(after, sort);
      const found = await asked(given);
      return { sort, ...search(columns, { ...found, sort, first, after: position }) };
    },
    async all(filter) {
      const found = await asked(filter);
      return { ids: everyMatch(columns, { ...found, sort: 'START', first: 0, after: null }), revision: `${instance} ${revision} ${found.today}` };
    },
  };
}

/**
 * Rows written by transactions that may have committed since the transaction `?` was the oldest one running; several
 * come again while another transaction of the same database server runs, none is missed. Always at least one row, which tells the oldest one running now.
 */
const CHANGES = (table: string): string => `
  select now.oldest::text as seen, entry.*, tsvector_to_array(ts_filter(search, '{a}')) as title_words, tsvector_to_array(ts_filter(search, '{b,c,d}')) as other_words
  from (select pg_snapshot_xmin(pg_current_snapshot()) as oldest) now left join ${table} entry on entry.changed >= ?::xid8`;

/** Runs one at a time; calls that come meanwhile share the next run, so that each sees what was there when it was made. */
function oneAfterAnother(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return () =>
    (next ??= running.catch(() => undefined).then(() => {
      next = null;
      return (running = run());
    }));
}
