import type { Instant } from '../core/index.js';

const HOUR = 3_600_000;
const BERLIN = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' });
const BERLIN_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', year: 'numeric', month: '2-digit', day: '2-digit' });

/** When a day begins in Germany. Clocks never change at midnight there, so it is one or two hours before UTC's. */
function midnight(year: number, month: number, day: number): Instant {
  const utc = Date.UTC(year, month - 1, day);
  return [utc - HOUR, utc - 2 * HOUR].find((at) => BERLIN.format(at) === '00') ?? NaN;
}

/**
 * The 18th birthday at 00:00 in Germany (§§ 2, 187 Abs. 2 S. 2, 188 Abs. 2 BGB; who was born on 29 February comes of age on 1 March).
 * @returns `null` for what is no date `YYYY-MM-DD`
 */
export function comingOfAge(dateOfBirth: string): Instant | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(dateOfBirth) ?? [];
  if (year === undefined) return null;
  const real = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).toISOString().startsWith(dateOfBirth);
  return real ? midnight(Number(year) + 18, Number(month), Number(day)) : null;
}

/** The age from which young people decide with their representatives (§ 36 SGB I). */
export const isFifteen = (ofAgeAt: Instant, at: Instant): boolean => {
  const [year, month, day] = BERLIN_DAY.format(ofAgeAt).split('-').map(Number);
  return at >= midnight(year! - 3, month!, day!);
};

export const isOfAge = (ofAgeAt: Instant, at: Instant): boolean => at >= ofAgeAt;
