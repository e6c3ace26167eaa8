import type { Category, Instant, Purpose, Rechtskreis, UnitCode } from '../core/index.js';

/**
 * What an entry records: `RELEASE` and `REFUSAL` of one client's data, `ATTEMPT` on a client that is unknown or not the
 * caller's, `CONSENT` given or withdrawn, `SUPERVISION` (the log itself was read), `EMERGENCY` (a step of the emergency path, done or refused).
 */
export type LogKind = 'RELEASE' | 'REFUSAL' | 'ATTEMPT' | 'CONSENT' | 'SUPERVISION' | 'EMERGENCY';

/** One decision: which field of which category, whose data, and on what basis it left (`null`: withheld). Never a value. */
export interface LogItem {
  /** Field names joined by dots, as in the schema; no aliases, no arguments. */
  readonly path: string;
  readonly category: Category;
  readonly owners: readonly UnitCode[];
  readonly granted: boolean;
  /** `<kind>` or `<kind>:<id>`, such as `CONSENT:<uuid>`. */
  readonly basis: string | null;
}

/** One request as the access log keeps it, once per client (domain B.7, § 79 Abs. 4 SGB X). The database adds `at`. */
export interface LogEntry {
  readonly requestId: string;
  readonly kind: LogKind;
  /** Internal id; `null` where no client of the caller was reached. */
  readonly client: string | null;
  /** The id that was tried, as the caller wrote it (`ATTEMPT` only). */
  readonly attemptedId: string | null;
  readonly requester: {
    readonly unit: UnitCode;
    /** Keyed pseudonym (`Pseudonyms.person`), never the person. */
    readonly person: string;
    readonly role: string;
  };
  readonly purpose: Purpose | null;
  readonly occasion: string | null;
  /** The Rechtskreise between which data crossed or would have crossed. */
  readonly rechtskreise: readonly Rechtskreis[];
  /** Units whose data was asked for; with the requester's unit they are the ones whose DPO may read the entry (F15). */
  readonly owners: readonly UnitCode[];
  readonly items: readonly LogItem[];
  readonly policyVersion: string;
  readonly schemaVersion: string;
}

/** An entry as it stands in the log. `seq` counts from 1 without gaps; `at` is the database's clock at the commit. */
export type LoggedEntry = LogEntry & { readonly seq: number; readonly at: Instant };

/** Longest caller-written text that an entry keeps, in UTF-16 units. */
const LONGEST = 200;

/**
 * The entry's text without `at`, which the database puts in front. PostgreSQL's JSON refuses NUL and lone surrogates,
 * and one refused entry would hold up its whole group, so they are replaced here.
 */
export function entryText(entry: LogEntry): string {
  const text = JSON.stringify({ ...entry, attemptedId: entry.attemptedId?.slice(0, LONGEST) ?? null, occasion: entry.occasion?.slice(0, LONGEST) ?? null });
  return /\\u(0000|d[89a-f])/i.test(text) ? JSON.stringify(JSON.parse(text, storable)) : text;
}

const storable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? Buffer.from(value.replaceAll('\0', '\uFFFD'), 'utf8').toString('utf8') : value;
