import type { Pool } from 'pg';
import type { LogEntry, LoggedEntry } from '../audit/entry.js';
import type { Instant } from '../core/index.js';

/** Which version of a release, counted from 1, a decision at an instant rested on; `null` for other bases. */
export type VersionOf = (basis: string | null, at: Instant) => number | null;

const KNOWN = `
  select record_id as id, floor(extract(epoch from known_from) * 1000)::float8 as since from record_version
  where client_id = any($1::uuid[]) and source = 'consent' and record_id = any($2::uuid[]) order by known_from, id`;

/**
 * The versions of the releases that entries name as bases. Only their own changes count: the version of all of a client's records, which
 * the log has, would tell how often others have changed theirs.
 */
export async function consentVersions(pool: Pool, entries: readonly Pick<LoggedEntry, 'client' | 'items'>[]): Promise<VersionOf> {
  const ids = [...new Set(entries.flatMap(({ items }) => items.flatMap(({ basis }) => consentIn(basis) ?? [])))];
  const clients = [...new Set(entries.flatMap(({ client }: Pick<LogEntry, 'client'>) => client ?? []))];
  const known = new Map<string, Instant[]>();
  if (ids.length > 0) {
    const { rows } = await pool.query<{ id: string; since: Instant }>(KNOWN, [clients, ids]);
    for (const { id, since } of rows) known.set(id, [...(known.get(id) ?? []), since]);
  }
  return (basis, at) => known.get(consentIn(basis) ?? '')?.filter((since) => since <= at).length || null;
}

const consentIn = (basis: string | null): string | null => /^CONSENT:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(basis ?? '')?.[1] ?? null;
