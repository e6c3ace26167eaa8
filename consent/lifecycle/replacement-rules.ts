import type { Instant } from '../core/index.js';
import type { FiledConsent } from './filed.js';
import { receiversOf } from './paper.js';
import { problem, type Problem } from './problem.js';

/** Who may disclose to whom under a consent, each pair by itself. */
const pairsOf = (consents: readonly FiledConsent[]): string[] =>
  consents.flatMap((consent) => consent.releasingUnits.flatMap((giver) => receiversOf(consent).map((receiver) => `${giver} → ${receiver}`)));

/**
 * What stands against putting `consents` in the place of the `old` ones. With those, their exclusions end; so the client's
 * new word must hold by now, and speak of everybody whom the old one spoke of, from whom to whom.
 */
export function problemsOfReplacing(consents: readonly FiledConsent[], old: readonly FiledConsent[], now: Instant): Problem[] {
  const pairs = pairsOf(consents);
  const left = [...new Set(pairsOf(old))].filter((pair) => !pairs.includes(pair));
  const holds = consents.every(({ state, from }) => state === 'ERTEILT' && from <= now);
  return [
    ...(left.length === 0 ? [] : [problem('REPLACES_OTHER_UNITS', 'replaces',
      `Die frühere Entbindung gilt auch für ${left.join(', ')}: aufnehmen oder widerrufen statt ersetzen`, `the earlier release also holds for ${left.join(', ')}: include this, or withdraw instead`)]),
    ...(holds ? [] : [problem('REPLACEMENT_NOT_IN_FORCE', 'replaces',
      'Die neue Entbindung gilt noch nicht oder ist unwirksam (Kind dolmetscht): sie kann nichts ersetzen', 'the new release does not hold yet, or is void (a child interpreted): it cannot replace anything')]),
  ];
}
