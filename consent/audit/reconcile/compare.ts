import { ownersIn, type Instant, type SubgraphName, type UnitCode } from '../../core/index.js';
import type { Pseudonyms } from '../../pseudonyms/pseudonyms.js';
import type { LoggedEntry, LogKind } from '../entry.js';

/** A line of an agency's own release log, as `release-record` exports it. */
export interface ReleaseRecord {
  readonly at: Instant;
  /** The request as the agency knows it. */
  readonly request: string;
  /** The agency's pseudonym of the client. */
  readonly client: string;
  /** owner unit → categories that were resolved */
  readonly released: Readonly<Record<UnitCode, readonly string[]>>;
}

/**
 * What the two logs disagree about. `FOREIGN`: the agency names a request or client that is none of this gateway's;
 * `NOT_LOGGED`: something left the agency and no entry says so; `MORE_THAN_LOGGED`: the entry names fewer categories;
 * `NOT_RELEASED`: the entry says that something was delivered and the agency knows nothing of it.
 */
export type DifferenceKind = 'FOREIGN' | 'NOT_LOGGED' | 'MORE_THAN_LOGGED' | 'NOT_RELEASED';

/** Why a difference is no reason for concern: the answer was never given, or decided again on newer consents. */
export type Cause = 'NOT_ANSWERED' | 'DECIDED_AGAIN';

export interface Difference {
  readonly kind: DifferenceKind;
  readonly agency: SubgraphName;
  readonly at: Instant;
  /** As the gateway knows them; as the agency does, if `FOREIGN`. */
  readonly request: string;
  readonly client: string;
  /** `OWNER CATEGORY`, sorted. */
  readonly categories: readonly string[];
  /** `null`: not explained, to be looked into. */
  readonly cause: Cause | null;
}

export interface CompareOptions {
  readonly agency: SubgraphName;
  readonly pseudonyms: Pick<Pseudonyms, 'read'>;
  /** What is compared; entries shortly before and after it are needed too, see `SLACK`. */
  readonly from: Instant;
  readonly to: Instant;
}

/** How far, in milliseconds, an agency's answer and the entry about it may lie apart: request time limit and clocks. */
export const SLACK = 60_000;

/** What agencies are asked for and the gateway answers or withholds. All else is acts, and what the consent service keeps itself. */
const ASKED: ReadonlySet<LogKind> = new Set(['RELEASE', 'REFUSAL']);

interface Left {
  readonly at: Instant;
  readonly released: Set<string>;
  /** What entries say of the request and client; `null` as long as there is none. */
  logged: Set<string> | null;
  cause: Cause | null;
}

/** Holds an agency's records against the entries of the access log, which follow one by one. */
export function comparison(records: Iterable<ReleaseRecord>, { agency, pseudonyms, from, to }: CompareOptions) {
  const owners: ReadonlySet<UnitCode> = new Set(ownersIn(agency));
  const differences: Difference[] = [];
  const left = new Map<string, Left>();
  let released = 0;
  let compared = 0;

  for (const { at, request, client, released: byOwner } of records) {
    if (at < from || at >= to) continue;
    released += 1;
    const categories = Object.entries(byOwner).flatMap(([owner, all]) => all.map((category) => `${owner} ${category}`));
    const known = [pseudonyms.read(`subgraph:${agency}`, request), pseudonyms.read(`subgraph:${agency}`, client)];
    if (known.includes(null)) {
      differences.push({ kind: 'FOREIGN', agency, at, request, client, categories: categories.sort(), cause: null });
      continue;
    }
    const key = known.join(' ');
    const of = left.get(key) ?? { at, released: new Set<string>(), logged: null, cause: null };
    left.set(key, of);
    for (const category of categories) of.released.add(category);
  }

  return {
    /** The entries from `from - SLACK` to `to + SLACK`, in any order. */
    entry({ kind, requestId, client, items, hints, at }: LoggedEntry): void {
      if (client === null || !ASKED.has(kind)) return;
      const of = left.get(`${requestId} ${client}`);
      const own = items.filter((item) => item.granted && item.owners.some((owner) => owners.has(owner)));
      if (of) {
        of.logged ??= new Set();
        for (const item of own) for (const owner of item.owners) of.logged.add(`${owner} ${item.category}`);
        of.cause ??= causeIn(hints);
      }
      const delivered = own.filter((item) => item.delivered);
      if (delivered.length === 0 || at < from + SLACK || at >= to - SLACK) return; // at the edges the agency's record may lie outside
      compared += 1;
      const missing = delivered.filter((item) => !item.owners.some((owner) => of?.released.has(`${owner} ${item.category}`)));
      if (missing.length > 0) {
        const categories = [...new Set(missing.map((item) => `${item.owners.join('|')} ${item.category}`))].sort();
        differences.push({ kind: 'NOT_RELEASED', agency, at, request: requestId, client, categories, cause: null });
      }
    },
    /** What was compared, and every difference. */
    result(): { readonly records: number; readonly entries: number; readonly differences: readonly Difference[] } {
      const unlogged = [...left].flatMap(([key, { at, released: all, logged, cause }]): Difference[] => {
        const [request, client] = key.split(' ') as [string, string];
        const categories = [...all].filter((category) => !logged?.has(category)).sort();
        return categories.length === 0 ? [] : [{ kind: logged ? 'MORE_THAN_LOGGED' : 'NOT_LOGGED', agency, at, request, client, categories, cause }];
      });
      return { records: released, entries: compared, differences: [...differences, ...unlogged].toSorted((one, other) => one.at - other.at) };
    },
  };
}

const causeIn = (hints: readonly string[]): Cause | null =>
  hints.includes('NOT_ANSWERED') ? 'NOT_ANSWERED' : hints.includes('DECIDED_AGAIN') ? 'DECIDED_AGAIN' : null;
