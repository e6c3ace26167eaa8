import { entryOf, LOG_KINDS, type LogEntry, type LogItem } from './entry.js';

/**
 * An entry out of its text; those of earlier versions have no hints. `null` for what no gateway writes that is sound: the log keeps and proves it like any other, as being about
 * nobody, but it must not stop the log or hide what stands beside it.
 */
export function readEntry(text: string): LogEntry | null {
  try {
    const entry = entryOf(text);
    return isWhole(entry) && (!ODD.test(text) || isStorable(entry)) ? entry : null;
  } catch {
    return null; // no JSON, or nothing where something should be
  }
}

/** Longest name of a unit, category, basis … in UTF-16 units; longer ones fit no index. */
const LONGEST = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const KINDS: ReadonlySet<string> = new Set(LOG_KINDS);

const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST;
const isNameOrNone = (value: unknown): boolean => value === null || isName(value);
const areNames = (values: readonly unknown[]): boolean => Array.isArray(values) && values.every(isName);

const isWhole = ({ requestId, kind, client, attemptedId, requester, purpose, occasion, rechtskreise, owners, items, hints, policyVersion, schemaVersion }: LogEntry): boolean =>
  isName(requestId) && KINDS.has(kind) && (client === null || UUID.test(client)) && isNameOrNone(attemptedId) &&
  isName(requester.unit) && isName(requester.person) && isName(requester.role) && isNameOrNone(purpose) && isNameOrNone(occasion) &&
  areNames(rechtskreise) && areNames(owners) && (hints === undefined || areNames(hints)) && isName(policyVersion) && isName(schemaVersion) &&
  Array.isArray(items) && items.every(isItem);

const isItem = ({ path, category, owners, granted, delivered, basis }: LogItem): boolean =>
  typeof path === 'string' && isName(category) && areNames(owners) && typeof granted === 'boolean' && (typeof delivered === 'boolean' || delivered == null) && isNameOrNone(basis);

/** What may stand for a character that PostgreSQL does not store; the only texts that are looked through. */
const ODD = /\\u(0000|d[89a-f])/i;

const isStorable = (value: unknown): boolean =>
  typeof value === 'string' ? value.isWellFormed() && !value.includes('\0') : typeof value !== 'object' || value === null || Object.values(value).every(isStorable);
