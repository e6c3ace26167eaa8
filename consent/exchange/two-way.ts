import { isDeepStrictEqual } from 'node:util';
import { filed, type FiledConsent } from '../lifecycle/index.js';
import { documentProblems } from './document-problems.js';
import { exchangedOf } from './exchanged-consent.js';

/** In what the two directions of a paper must agree, the sides swapped, to be written as one. */
const SAID = [
  'state', 'releasingUnits', 'releasingPersons', 'receivingUnits', 'receivingPersons', 'receivingFunctions', 'categories', 'explicitCategories', 'exclusions', 'purposes', 'form', 'from', 'to',
] as const satisfies readonly (keyof FiledConsent)[];

/**
 * The other direction of a two-way paper, for the direction in whose words the paper was written (read backwards, a person who alone
 * receives would become a whole unit). `null` if the client has changed one of them since: then each is a release of its own.
 */
export function otherDirectionOf(consent: FiledConsent, all: readonly FiledConsent[]): FiledConsent | null {
  const [other, ...more] = all.filter(({ id, paper }) => paper === consent.paper && id !== consent.id);
  if (!other || more.length > 0 || consent.id !== consent.paper || documentProblems(exchangedOf(consent)).length > 0) return null;
  const [, back] = filed({ ...consent, twoWay: true }, { ids: [consent.id, other.id], state: consent.state });
  return SAID.every((name) => isDeepStrictEqual(back![name], other[name])) ? other : null;
}
