import type { Category, Instant, Purpose, Rechtskreis, UnitCode } from '../core/index.js';

/**
 * What an entry records: `RELEASE` and `REFUSAL` of one client's data, `ATTEMPT` on a client that is unknown or not the
 * caller's, `CONSENT` given or withdrawn, `SUPERVISION` (the log itself was read), `EMERGENCY` (a step of the emergency path,
 * done or refused), `NOOP` (a change that changed nothing: its key was used before), `ACT`
 * (an agency was to do something for the client: once before it, once with what it came to), `CATALOGUE` (a provider was about
 * to change its published catalogue; about nobody).
 */
export const LOG_KINDS = ['RELEASE', 'REFUSAL', 'ATTEMPT', 'CONSENT', 'SUPERVISION', 'EMERGENCY', 'NOOP', 'ACT', 'CATALOGUE'] as const;

export type LogKind = (typeof LOG_KINDS)[number];

/** One decision: which field of which category, whose data, and on what basis it left (`null`: withheld). Never a value. */
export interface LogItem {
  /** Field names joined by dots, as in the schema; no aliases, no arguments. */
  readonly path: string;
  readonly category: Category;
  readonly owners: readonly UnitCode[];
  readonly granted: boolean;
  /** Of what was granted: whether anything left but `null` or an empty list. `null`: withheld. */
  readonly delivered: boolean | null;
  /** `<kind>` or `<kind>:<id>`, such as `CONSENT:<uuid>`. */
  readonly basis: string | null;
}

/** One request as the access log keeps it, once per client (domain B.7, § 79 Abs. 4 SGB X). The database adds `seq` and `at`. */
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
  /** Version of the client's records that was decided on; with their history it names the version of every consent. */
  readonly recordsVersion: number | null;
  /** What the decision noticed that only it could see, as codes such as `SAME_SURNAME`. */
  readonly hints: readonly string[];
  readonly policyVersion: string;
  readonly schemaVersion: string;
}

/** An entry as it stands in the log. `seq` counts from 1 without gaps; `at` is the database's clock at the commit. */
export type LoggedEntry = LogEntry & { readonly seq: number; readonly at: Instant };

/** Longest caller-written text that an entry keeps, in UTF-16 units. */
const LONGEST = 200;

/**
 * The entry's text as it is stored and committed to. PostgreSQL refuses NUL and lone surrogates, and one refused entry would hold up its
 * whole group, so they are replaced here.
 */
export function entryText(entry: LogEntry): string {
  const { before, after } = aroundItems(entry);
  return before + textsOf(entry.items).plain + after;
}

/** `entryText` as a string within JSON, as it is sent to the database. */
export function entryLiteral(entry: LogEntry): string {
  const { before, after } = aroundItems(entry);
  return `"${escaped(before)}${textsOf(entry.items).escaped}${escaped(after)}"`;
}

function aroundItems({ requestId, kind, client, attemptedId, requester, purpose, occasion, rechtskreise, owners, recordsVersion, hints, policyVersion, schemaVersion }: LogEntry) {
  const first = { requestId, kind, client, attemptedId: attemptedId?.slice(0, LONGEST) ?? null, requester, purpose, occasion: occasion?.slice(0, LONGEST) ?? null, rechtskreise, owners };
  return {
    before: `${storable(first).slice(0, -1)},"items":`,
    after: `,${storable({ recordsVersion, hints, policyVersion, schemaVersion }).slice(1)}`,
  };
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

interface ItemTexts {
  readonly plain: string;
  readonly escaped: string;
}

/** Items are the larger part of an entry, and the same list stands in many: its texts are made once. */
const texts = new WeakMap<readonly LogItem[], ItemTexts>();

function textsOf(items: readonly LogItem[]): ItemTexts {
  let known = texts.get(items);
  if (!known) {
    const plain = storable(items);
    texts.set(items, (known = { plain, escaped: escaped(plain) }));
  }
  return known;
}

function storable(value: unknown): string {
  const text = JSON.stringify(value);
  return /\\u(0000|d[89a-f])/i.test(text) ? JSON.stringify(JSON.parse(text, replaced)) : text;
}

const replaced = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? Buffer.from(value.replaceAll('\0', '\uFFFD'), 'utf8').toString('utf8') : value;
