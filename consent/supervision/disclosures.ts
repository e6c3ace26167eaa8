import type { Pool, PoolClient } from 'pg';
import type { LogEntry, LogItem } from '../audit/entry.js';
import type { Category, Instant, Purpose, UnitCode } from '../core/index.js';
import type { PlacedEntry } from './index-entries.js';

/** That one unit's data about a client went to another: the proof of transmission (domain B.7 b). Names no staff. */
export interface Disclosure {
  readonly at: Instant;
  readonly from: UnitCode;
  readonly to: UnitCode;
  readonly categories: readonly Category[];
  readonly purpose: Purpose | null;
  /** `<kind>:<id>`. */
  readonly basis: string;
  readonly occasion: string | null;
}

/** The way that data went. */
export interface Way {
  readonly from: UnitCode;
  readonly to: UnitCode;
}

/** Where what Jugendämter are notified of leaves: the one step of the emergency path that hands something on. */
const JUGENDAMT_READS = 'emergencyNotifications';

/**
 * From whom to whom an item of an entry went: to whoever asked; in an act (a place that is reserved) from whoever ordered it to its
 * provider, once, when it is ordered. A consent that is drafted or withdrawn, a code, a notification that nobody has read yet, a look
 * at the log and what stays in a unit are no ways.
 */
export function waysOf({ kind, requester: { unit }, owners: units }: LogEntry, { granted, basis, owners, path }: LogItem): readonly Way[] {
  if (!granted || basis === null || basis === 'OWN_DATA') return [];
  const isAnswer = kind === 'RELEASE' || (kind === 'EMERGENCY' && path === JUGENDAMT_READS);
  const isOrder = kind === 'ACT' && !path.includes('.');
  const ways = isAnswer ? owners.map((from) => ({ from, to: unit })) : isOrder ? units.map((to) => ({ from: unit, to })) : [];
  return ways.filter(({ from, to }) => from !== to);
}

/** What an entry says of transmissions: one for each way and basis. What was empty is none. */
export function disclosuresIn({ entry, at }: Pick<PlacedEntry, 'entry' | 'at'>): readonly Disclosure[] {
  const { client, purpose, occasion, items } = entry;
  if (client === null) return [];
  const found = new Map<string, Disclosure>();
  for (const item of items.filter(({ delivered }) => delivered)) {
    for (const { from, to } of waysOf(entry, item)) {
      const basis = item.basis!;
      const name = `${from}\n${to}\n${basis}`;
      const categories = new Set(found.get(name)?.categories).add(item.category);
      found.set(name, { at, from, to, categories: [...categories].toSorted(), purpose, basis, occasion });
    }
  }
  return [...found.values()];
}

const RECORD = `
  insert into disclosure (seq, from_unit, basis, to_unit, client, at, categories, purpose, occasion)
  select seq, "from", basis, "to", client, at, array(select jsonb_array_elements_text(categories)), purpose, occasion
  from jsonb_to_recordset($1::jsonb)
    as one (seq bigint, "from" text, basis text, "to" text, client uuid, at bigint, categories jsonb, purpose text, occasion text)
  on conflict do nothing`;

/** Keeps the transmissions that entries tell of. Doing it again changes nothing. */
export async function recordDisclosures(connection: PoolClient, batch: readonly PlacedEntry[]): Promise<void> {
  const rows = batch.flatMap((placed) => disclosuresIn(placed).map((one) => ({ ...one, seq: placed.seq, client: placed.entry.client })));
  if (rows.length > 0) await connection.query({ name: 'log-disclosures', text: RECORD, values: [JSON.stringify(rows)] });
}

/** Of whom, of which unit as sender or receiver (`null`: all, for the register itself), and when (half-open). */
export interface DisclosureQuery {
  readonly client: string;
  readonly unit: UnitCode | null;
  readonly from: Instant;
  readonly to: Instant;
}

/** Transmissions of a client's data, oldest first. */
export async function readDisclosures(pool: Pool, { client, unit, from, to }: DisclosureQuery): Promise<readonly Disclosure[]> {
  const { rows } = await pool.query<Disclosure>(
    `select at::float8 as at, from_unit as "from", to_unit as "to", categories, purpose, basis, occasion from disclosure
     where client = $1 and ($2::text is null or $2 in (from_unit, to_unit)) and at >= $3 and at < $4
     order by at, seq, from_unit, basis`, [client, unit, from, to]);
  return rows;
}

/**
 * That a Jugendamt was notified about a client, and whether telling the client is put off for now (Art. 23 GDPR, § 4 KKG): by whoever
 * put it off, and until the review is due also where nobody has decided about it yet.
 */
export interface EmergencyTold {
  readonly id: string;
  readonly at: Instant;
  readonly from: UnitCode;
  readonly to: UnitCode;
  readonly categories: readonly Category[];
  readonly isSuspended: boolean;
}

export async function readEmergencies(pool: Pool, { client, unit, at }: {
  readonly client: string; readonly unit: UnitCode | null; readonly at: Instant;
}): Promise<readonly EmergencyTold[]> {
  const { rows } = await pool.query<EmergencyTold>(
    `select n.id, floor(extract(epoch from n.at) * 1000)::float8 as at, n.releasing_unit as "from", n.receiving_unit as "to", coalesce(r.categories, '{}') as categories,
       not n.family_informed and not exists (select from emergency_notice where notification_id = n.id and deferred_to is null)
         and (exists (select from emergency_notice where notification_id = n.id and deferred_to > to_timestamp($3::float8 / 1000))
           or n.review_due_at > to_timestamp($3::float8 / 1000) and not exists (select from emergency_notice where notification_id = n.id)) as "isSuspended"
     from emergency_notification n left join emergency_release r on r.id = n.release_id
     where n.client_id = $1 and ($2::text is null or $2 in (n.releasing_unit, n.receiving_unit)) order by n.at, n.id`, [client, unit, at]);
  return rows;
}
