import type { EntityManager } from '@mikro-orm/postgresql';
import { readRow, type EntrySpec, type RawRow, type ReadRow, type RowProblem } from './rows.js';

export interface SaveOptions {
  /** The unit whose entries these are. */
  readonly keptBy: string;
  /** Say what would happen, and change nothing. */
  readonly dryRun: boolean;
  /** Save the good rows though others are bad; otherwise nothing is saved then. */
  readonly goodRest: boolean;
  /** Told after every batch, and at the end of the last, how many rows have been read. */
  readonly onProgress?: (rows: number) => void;
}

/** What came of it. The counts say what was done, or would have been where `saved` is false. */
export interface Saved {
  readonly saved: boolean;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly problems: readonly RowProblem[];
}

const BATCH = 1_000;

/**
 * Saves a provider's entries by the provider's keys: all in one transaction, so that a catalogue is never half new. An
 * entry that is as given already is left alone, so that doing it again does nothing.
 */
export async function saveEntries(em: EntityManager, spec: EntrySpec, rows: Iterable<RawRow> | AsyncIterable<RawRow>, options: SaveOptions): Promise<Saved> {
  const counts = { created: 0, changed: 0, unchanged: 0 };
  const problems: RowProblem[] = [];
  let saved = false;
  await em.begin();
  try {
    for await (const batch of batches(readAll(spec, rows, options, problems))) await saveBatch(em, spec, batch, options.keptBy, counts, problems);
    saved = !options.dryRun && (options.goodRest || problems.length === 0);
    await (saved ? em.commit() : em.rollback());
  } catch (error) {
    await em.rollback();
    throw error;
  }
  return { saved, ...counts, problems: problems.sort((a, b) => a.row - b.row) };
}

/** The good rows; what is wrong with the others goes to `problems`. */
async function* readAll(spec: EntrySpec, rows: Iterable<RawRow> | AsyncIterable<RawRow>, { keptBy, onProgress }: SaveOptions, problems: RowProblem[]): AsyncGenerator<ReadRow> {
  const firstOf = new Map<string, number>();
  let row = 0;
  for await (const raw of rows) {
    row += 1;
    if (row % BATCH === 0) onProgress?.(row);
    const read = readRow(spec, keptBy, raw, row);
    if (!('key' in read)) {
      problems.push(...read);
      continue;
    }
    const first = firstOf.get(read.key);
    if (first === undefined) yield read;
    else problems.push({ row, key: read.key, field: 'key', code: 'DUPLICATE', why: `steht schon in Zeile ${first} / is in row ${first} already` });
    firstOf.set(read.key, first ?? row);
  }
  if (row % BATCH !== 0) onProgress?.(row);
}

async function* batches<T>(items: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

interface Known {
  readonly n: string;
  readonly version: number | null;
  readonly taken: number | null;
  readonly same: boolean;
}

/** Looks first, without locks, what really changes: an import must not hold up reservations of courses that stay as they are. */
async function saveBatch(em: EntityManager, spec: EntrySpec, batch: readonly ReadRow[], keptBy: string, counts: { created: number; changed: number; unchanged: number }, problems: RowProblem[]): Promise<void> {
  const known = await em.execute<Known[]>(LOOK(spec), [JSON.stringify(batch.map(({ columns }) => columns)), keptBy]);
  const changes = known.flatMap(({ n, version, taken, same }) => {
    const read = batch[Number(n) - 1]!;
    const { row, key, expected, columns } = read;
    const problem = (field: string, code: RowProblem['code'], why: string): [] => (problems.push({ row, key, field, code, why }), []);
    if (same) {
      counts.unchanged += 1;
      return [];
    }
    if (expected !== null && version === null) return problem('version', 'UNKNOWN_ENTRY', 'diesen Eintrag gibt es nicht; version weglassen, um ihn anzulegen / there is no such entry; leave version out to create it');
    if (expected !== null && expected !== version) return problem('version', 'CHANGED_MEANWHILE', changedMeanwhile(version));
    if (taken !== null && Number(columns['capacity']) < taken) return problem('capacity', 'PLACES_TAKEN', `${taken} Plätze sind schon vergeben / ${taken} places are taken already`);
    return [{ read, version }];
  });
  if (changes.length === 0) return;
  const written = await em.execute<{ key: string; created: boolean }[]>(WRITE(spec), [keptBy, JSON.stringify(changes.map(({ read, version }) => ({ ...read.columns, version: version ?? 1 })))]);
  const done = new Map(written.map(({ key, created }) => [key, created]));
  for (const { read: { row, key } } of changes) {
    const created = done.get(key);
    if (created === undefined) problems.push({ row, key, field: null, code: 'CHANGED_MEANWHILE', why: changedMeanwhile(null) });
    else counts[created ? 'created' : 'changed'] += 1;
  }
}

const changedMeanwhile = (version: number | null): string =>
  `inzwischen geändert${version === null ? '' : ` (Fassung ${version})`}; neu lesen und erneut senden / changed meanwhile${version === null ? '' : ` (version ${version})`}; read again and send again`;

const columnsOf = ({ fields }: EntrySpec): readonly string[] => fields.map(({ column }) => column).filter((column) => column !== 'provider_key');
const listed = (columns: readonly string[], of: string): string => columns.map((column) => `${of}.${column}`).join(', ');

const GIVEN = ({ table }: EntrySpec): string =>
  `select e.n, r.* from jsonb_array_elements(?::jsonb) with ordinality e(element, n), jsonb_populate_record(null::${table}, e.element) r`;

/** What is known of each given entry before it is written. */
const LOOK = (spec: EntrySpec): string => `
  with given as (${GIVEN(spec)})
  select given.n, entry.version, entry.taken,
    entry.id is not null and entry.withdrawn_on is null and (${listed(columnsOf(spec), 'entry')}) is not distinct from (${listed(columnsOf(spec), 'given')}) as same
  from given left join ${spec.table} entry on entry.kept_by = ? and entry.provider_key = given.provider_key
  order by given.n`;

/** Writes entries whose version is still the one that was looked at, in the order of their keys, so that two imports wait for each other and never in a circle. */
const WRITE = (spec: EntrySpec): string => `
  insert into ${spec.table} as entry (id, kept_by, provider_key, version, ${columnsOf(spec).join(', ')})
  select gen_random_uuid()::text, ?, given.provider_key, given.version, ${listed(columnsOf(spec), 'given')} from (${GIVEN(spec)}) given order by given.provider_key
  on conflict (kept_by, provider_key) do update
    set ${columnsOf(spec).map((column) => `${column} = excluded.${column}`).join(', ')}, withdrawn_on = null, version = entry.version + 1, updated_at = now()
    where entry.version = excluded.version and excluded.capacity >= entry.taken
  returning provider_key as key, xmax = 0 as created`;

export interface Withdrawal {
  readonly keptBy: string;
  readonly key: string;
  /** The version that the provider knows; `null`: whatever there is. */
  readonly version: number | null;
}

/** Takes an entry out of the catalogue; who is enrolled keeps seeing it. */
export async function withdrawEntry(em: EntityManager, { table }: EntrySpec, { keptBy, key, version }: Withdrawal, today: string): Promise<Saved> {
  const nothing = { saved: false, created: 0, changed: 0, unchanged: 0, problems: [] };
  const [entry] = await em.execute<{ withdrawn: boolean; version: number; done: boolean }[]>(
    `with done as (
       update ${table} set withdrawn_on = ?, version = version + 1, updated_at = now()
       where kept_by = ? and provider_key = ? and withdrawn_on is null and version = coalesce(?, version) returning id
     )
     select withdrawn_on is not null as withdrawn, version, exists (select from done) as done from ${table} where kept_by = ? and provider_key = ?`,
    [today, keptBy, key, version, keptBy, key],
  );
  const problem = (field: string, code: RowProblem['code'], why: string): Saved => ({ ...nothing, problems: [{ row: 1, key, field, code, why }] });
  if (!entry) return problem('key', 'UNKNOWN_ENTRY', 'diesen Eintrag gibt es nicht / there is no such entry');
  if (entry.done) return { ...nothing, saved: true, changed: 1 };
  return entry.withdrawn ? { ...nothing, saved: true, unchanged: 1 } : problem('version', 'CHANGED_MEANWHILE', changedMeanwhile(entry.version));
}
