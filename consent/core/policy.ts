import { flawsOf } from './flow-check.js';
import { STATUTORY_FLOWS, type StatutoryFlow } from './flows.js';

/** What the county has switched on. Part of every log entry by its version. */
export interface Policy {
  readonly version: string;
  readonly flows: readonly StatutoryFlow[];
}

/** Version of the rules in this folder; raised by hand with every change that can alter a decision. */
export const RULES_VERSION = '2026-11-3';

/**
 * A policy with exactly these statutory flows switched on; none by default.
 * @throws RangeError naming every flow that does not exist or never goes through the gateway, and every flaw of the catalogue.
 */
export function createPolicy(enabledFlows: readonly string[] = []): Policy {
  const flaws = flawsOf();
  if (flaws.length > 0) throw new RangeError(`Der Katalog gesetzlicher Übermittlungen ist fehlerhaft: / The catalogue of statutory flows is flawed:\n${flaws.join('\n')}`);
  const wanted = [...new Set(enabledFlows)].sort();
  const problems = wanted.filter((id) => !STATUTORY_FLOWS.some((flow) => flow.id === id && flow.viaGateway));
  if (problems.length > 0) {
    const possible = STATUTORY_FLOWS.filter((flow) => flow.viaGateway).map(({ id }) => id).join(', ');
    throw new RangeError(
      `Diese gesetzlichen Übermittlungen können nicht eingeschaltet werden: ${problems.join(', ')}. Möglich: ${possible}. / ` +
        `These statutory flows cannot be switched on: ${problems.join(', ')}. Possible: ${possible}.`,
    );
  }
  return { version: [RULES_VERSION, ...wanted].join('+'), flows: STATUTORY_FLOWS.filter(({ id }) => wanted.includes(id)) };
}
