import type { Instant } from '../core/index.js';

/** A failed redemption at one unit. */
export interface Failure {
  readonly person: string;
  readonly at: Instant;
}

/** How long a failure counts. */
export const WINDOW = 15 * 60_000;
/** Failures after which a person, or a whole unit (many accounts, one guesser), has to wait. */
export const MOST_FAILURES = { person: 5, unit: 50 } as const;

/** Until when `person` may not try any code; `null` if they may. Rests on failures alone, never on the code. */
export function lockedUntil(failuresOfUnit: readonly Failure[], person: string, now: Instant): Instant | null {
  const recent = failuresOfUnit.filter(({ at }) => now < at + WINDOW).sort((one, other) => other.at - one.at);
  const locks = [
    recent.filter((failure) => failure.person === person)[MOST_FAILURES.person - 1],
    recent[MOST_FAILURES.unit - 1],
  ].flatMap((oldest) => (oldest ? [oldest.at + WINDOW] : []));
  return locks.length > 0 ? Math.max(...locks) : null;
}
