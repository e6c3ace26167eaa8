import type { Instant } from '../core/index.js';

/** A point in time with its zone, to the second or finer: anything coarser would leave open when a release ends. */
export const INSTANT_PATTERN = '^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,3})?(Z|[+-](0\\d|1[0-4]):[0-5]\\d)$';
const SHAPE = new RegExp(INSTANT_PATTERN);

/** Years 1 to 9999: what both formats can write. */
const FIRST = Date.parse('0001-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');
export const isWritable = (at: unknown): at is Instant => typeof at === 'number' && Number.isInteger(at) && at >= FIRST && at <= LAST;

export const written = (at: Instant): string => new Date(at).toISOString();

/** `NaN` for what is no instant, also for days that no calendar has (`Date.parse` would turn 30 February into 2 March). */
export function readInstant(text: string): Instant {
  if (!SHAPE.test(text)) return NaN;
  const day = text.slice(0, 10);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(midnight) && written(midnight).startsWith(day) ? Date.parse(text) : NaN;
}

/** FHIR periods include their last instant, to the precision it is written in; our spans exclude their end. */
export const writtenInclusiveEnd = (to: Instant): string => written(to - 1);
export const readInclusiveEnd = (text: string): Instant => readInstant(text) + 10 ** (3 - (/\.(\d+)/.exec(text)?.[1]!.length ?? 0));

const berlin = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', year: 'numeric', month: '2-digit', day: '2-digit' });
/** The calendar day at the place of signing. */
export const dayInBerlin = (at: Instant): string => berlin.format(at);
