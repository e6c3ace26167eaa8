import type { Instant, Purpose, Rechtskreis, UnitCode } from '../core/index.js';
import type { LogItem } from './item.js';
import { longItem, storedItems, type Shared, type StoredItem } from './stored-items.js';

export type { LogItem } from './item.js';

/**
 * What an entry records: `RELEASE` and `REFUSAL` of one client's data, `ATTEMPT` on a client that is unknown or not the
 * caller's, `CONSENT` given or withdrawn, `SUPERVISION` (the log itself was read), `EMERGENCY` (a step of the emergency path,
 * done or refused), `NOOP` (a change that changed nothing: its key was used before), `ACT`
 * (an agency was to do something for the client: once before it, once with what it came to), `CATALOGUE` (a provider was about
 * to change its published catalogue; about nobody).
 */
export const LOG_KINDS = ['RELEASE', 'REFUSAL', 'ATTEMPT', 'CONSENT', 'SUPERVISION', 'EMERGENCY', 'NOOP', 'ACT', 'CATALOGUE'] as const;

export type LogKind = (typeof LOG_KINDS)[number];

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
 * The entry's text as it is stored and committed to (docs/access-log.md); `entryOf` reads it. PostgreSQL refuses NUL and lone surrogates, and
 * one refused entry would hold up its whole group, so they are replaced here.
 */
export const entryText = (entry: LogEntry): string => entryParts(entry).map(({ plain }) => plain).join('');

/**
 * An entry's text in the parts that it is sent to the database in and put together from, in this order: in turn one that other entries have,
 * too, and its own.
 */
export function entryParts(entry: LogEntry): EntryParts {
  const { scope, bases, items } = contentOf(entry);
  return [requestOf(entry), aboutOf(entry), scope, bases, items];
}

export type EntryParts = readonly [request: Text, about: Text, scope: Text, bases: Text, items: Text];

export interface Text {
  readonly plain: string;
  /** As JSON. */
  readonly literal: string;
}

/** The entry of a text that `entryText` or an earlier version of it has written. @throws Error if it is no JSON or its items are none */
export function entryOf(text: string): LogEntry {
  const { under, bases, ...entry } = JSON.parse(text) as Omit<LogEntry, 'items'> & Shared & { readonly items: readonly StoredItem[] };
  return { ...entry, items: entry.items.map((item) => longItem(item, entry.owners, { under, bases })) };
}

const textOf = (plain: string): Text => ({ plain, literal: JSON.stringify(plain) });

/** The members of a JSON object, without its braces. */
const members = (value: object): string => storable(value).slice(1, -1);

type Request = Pick<LogEntry, 'requestId' | 'requester' | 'purpose' | 'occasion' | 'policyVersion' | 'schemaVersion'>;

/** What the entries of one request have in common is written once. */
const requests = new WeakMap<LogEntry['requester'], { readonly of: Request; readonly text: Text }>();

function requestOf({ requestId, requester, purpose, occasion, policyVersion, schemaVersion }: LogEntry): Text {
  const known = requests.get(requester);
  const of = { requestId, requester, purpose, occasion: occasion?.slice(0, LONGEST) ?? null, policyVersion, schemaVersion };
  if (known && (Object.keys(of) as (keyof Request)[]).every((key) => known.of[key] === of[key])) return known.text;
  const text = textOf(`{${members(of)},`);
  requests.set(requester, { of, text });
  return text;
}

type About = Pick<LogEntry, 'kind' | 'client' | 'attemptedId' | 'recordsVersion' | 'hints'>;

/** A list of items is mostly one client's: while its records stay the same, so does this. */
const abouts = new WeakMap<readonly LogItem[], { readonly of: About; readonly text: Text }>();

function aboutOf({ items, kind, client, attemptedId, recordsVersion, hints }: LogEntry): Text {
  const known = abouts.get(items);
  const isSame = known && known.of.kind === kind && known.of.client === client && known.of.attemptedId === attemptedId && known.of.recordsVersion === recordsVersion;
  if (isSame && known.of.hints.length === 0 && hints.length === 0) return known.text;
  const text = textOf(`${members({ kind, client, attemptedId: attemptedId?.slice(0, LONGEST) ?? null, recordsVersion, hints })},`);
  abouts.set(items, { of: { kind, client, attemptedId, recordsVersion, hints }, text });
  return text;
}

type Content = Pick<LogEntry, 'rechtskreise' | 'owners' | 'items'>;
type ContentParts = Readonly<Record<'scope' | 'bases' | 'items', Text>>;

/** Items are the larger part of an entry, and the same list stands in many: its text is made once. Bases are apart, since most are one client's. */
const contents = new WeakMap<readonly LogItem[], { readonly of: Content; readonly parts: ContentParts }>();

function contentOf({ rechtskreise, owners, items }: LogEntry): ContentParts {
  const known = contents.get(items);
  if (known?.of.rechtskreise === rechtskreise && known.of.owners === owners) return known.parts;
  const { under, bases, items: stored } = storedItems(items, owners);
  const parts = { scope: textOf(`${members({ rechtskreise, owners, under })},`), bases: textOf(`${members({ bases })},`), items: textOf(`${members({ items: stored })}}`) };
  contents.set(items, { of: { rechtskreise, owners, items }, parts });
  return parts;
}

function storable(value: unknown): string {
  const text = JSON.stringify(value);
  return /\\u(0000|d[89a-f])/i.test(text) ? JSON.stringify(JSON.parse(text, replaced)) : text;
}

const replaced = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? Buffer.from(value.replaceAll('\0', '\uFFFD'), 'utf8').toString('utf8') : value;
