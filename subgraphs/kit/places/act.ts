import { BASIS_KINDS, CATEGORIES, isPurpose, isRole, NEVER_LIST, ownersIn, ROLES, UNITS, type SubgraphName } from '../../../consent/core/index.js';
import { PLACE_ACTS, TicketRefused, type TicketAct, type TicketClaims, type TicketVerifier } from '../../../consent/ticket/index.js';
import { Refusal } from '../errors.js';

/** An act on a place that the agency has found to be in order, and the unit that acts. */
export interface AdmittedAct extends TicketAct {
  readonly unit: string;
}

/**
 * The act that a ticket is for, if the agency would admit it whatever the gateway decided: for one of its own tenants, from
 * a unit and a person who may work on files, and for nothing that the never-list forbids (domain C.10).
 * @throws Refusal `TICKET_REFUSED`, `ACT_REFUSED`
 */
export function admitAct(agency: SubgraphName, verifier: TicketVerifier, token: unknown, at: number): AdmittedAct {
  const claims = verified(verifier, token, at);
  const { act, requester } = claims;
  if (!act || !isComplete(act) || claims.grants.length > 0) throw refused('kein Ticket für eine Handlung / no ticket for an act');
  if (!ownersIn(agency).includes(act.provider)) throw refused('die Stelle vergibt hier keine Plätze / the unit gives no places here');
  if (!mayAct(claims, act)) throw refused('diese Weitergabe ist ausgeschlossen / this is never handed over');
  return { ...act, unit: requester.unit };
}

function verified(verifier: TicketVerifier, token: unknown, at: number): TicketClaims {
  if (typeof token !== 'string') throw ticketRefused('MISSING');
  try {
    return verifier.verify(token, at);
  } catch (error) {
    if (error instanceof TicketRefused) throw ticketRefused(error.fault);
    throw error;
  }
}

const isComplete = (act: TicketAct): boolean =>
  (PLACE_ACTS as readonly string[]).includes(act.kind) && [act.client, act.item, act.provider, act.key].every((text) => typeof text === 'string' && text !== '');

function mayAct({ requester, purpose }: TicketClaims, { kind: act, provider, category: code, basis }: TicketAct): boolean {
  if (!UNITS.has(requester?.unit) || !isRole(requester.role) || !ROLES[requester.role].personalData || purpose === null || !isPurpose(purpose)) return false;
  if (act === 'CANCEL' && basis === null) return true; // takes back what was handed over, also when its basis is gone
  const category = CATEGORIES.get(code);
  const [named] = String(basis).split(':', 1);
  const kind = BASIS_KINDS.find((known) => known === named);
  if (!category || category.tier === 'T6' || !kind) return false;
  if (kind === 'OWN_DATA') return requester.unit === provider;
  return !NEVER_LIST.some(({ forbids }) => forbids({ to: provider, category: category.code, purpose, basis: kind }));
}

const ticketRefused = (fault: string): Refusal =>
  new Refusal('TICKET_REFUSED', `Kein gültiges Ticket (${fault}); über das Gateway handeln / No valid ticket (${fault}); act through the gateway`, { fault });

const refused = (why: string): Refusal => new Refusal('ACT_REFUSED', `Nicht möglich: ${why} / Not possible`);
