import type { Instant } from '../../core/index.js';

/** How long the contents of entries are kept: months or days. */
export interface Period {
  readonly count: number;
  readonly unit: 'M' | 'D';
}

/** § 79 Abs. 4 S. 3 SGB X: at the latest after six months. */
export const LONGEST: Period = { count: 6, unit: 'M' };

/** The beginning of what is still kept at `now`. */
export function cutoff({ count, unit }: Period, now: Instant): Instant {
  const date = new Date(now);
  if (unit === 'D') return now - count * 86_400_000;
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - count);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, last));
}

/** `P6M`, `P90D` (ISO 8601). @throws Error for anything else, and for more than six months */
export function readPeriod(text: string): Period {
  const [, count, unit] = /^P([1-9]\d{0,3})([MD])$/.exec(text) ?? [];
  if (!count) throw new Error(`${text}: eine Dauer wie P6M oder P90D / a duration such as P6M or P90D`);
  const period: Period = { count: Number(count), unit: unit === 'M' ? 'M' : 'D' };
  const longest = period.unit === 'M' ? LONGEST.count : 181; // the shortest six months
  if (period.count > longest) throw new Error(`${text}: höchstens sechs Monate (§ 79 Abs. 4 SGB X) / six months at most`);
  return period;
}

export const periodText = ({ count, unit }: Period): string => `P${count}${unit}`;
