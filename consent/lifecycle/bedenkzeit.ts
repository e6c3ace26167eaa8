import type { Instant } from '../core/index.js';
import type { Signatory } from './document.js';
import { problem, type Problem } from './problem.js';

/** Time to think it over is the client's own: nobody signs before it is over. */
export const problemsOfBedenkzeit = (until: Instant, now: Instant): Problem[] =>
  until > now ? [] : [problem('BEDENKZEIT_OVER', 'until', 'Das Ende der Bedenkzeit muss in der Zukunft liegen', 'the end of the time to think it over must lie in the future')];

export const problemsOfHaste = (until: Instant | null, givenBy: readonly Signatory[], now: Instant): Problem[] =>
  until === null || (until <= now && givenBy.every(({ signedAt }) => until <= signedAt)) ? [] : [problem('BEDENKZEIT_RUNNING', 'consent',
    `Die Bedenkzeit läuft bis ${new Date(until).toISOString()}; danach unterschreiben`, `the time to think it over runs until ${new Date(until).toISOString()}; sign afterwards`)];
