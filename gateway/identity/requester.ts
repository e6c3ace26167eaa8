import { isRole, ROLES, UNITS, type Requester } from '../../consent/core/index.js';
import { Refusal } from '../server/refusal.js';

/** What an identity provider (or an in-process caller) claims; nothing of it is believed before it is looked up. */
export interface RequesterClaims {
  readonly unit: unknown;
  readonly person: unknown;
  readonly role: unknown;
}

/** The requester behind the claims. @throws Refusal `FORBIDDEN` if unit or role are unknown or the person is missing. */
export function requesterFrom({ unit, person, role }: RequesterClaims): Requester {
  if (typeof unit !== 'string' || !UNITS.has(unit)) {
    throw forbidden('Die Stelle in der Anmeldung ist unbekannt. Bitte die Benutzerverwaltung prüfen lassen.', 'The unit in the token is unknown. Have the identity provider checked.');
  }
  if (typeof role !== 'string' || !isRole(role)) {
    const roles = Object.keys(ROLES).join(', ');
    throw forbidden(`Die Rolle in der Anmeldung ist unbekannt; bekannt sind ${roles}.`, `The role in the token is unknown; known are ${roles}.`);
  }
  if (typeof person !== 'string' || person.trim() === '' || person.length > 255) {
    throw forbidden('Die Anmeldung nennt keine Person. Sammelkonten sind nicht zugelassen.', 'The token names no person. Shared accounts are not admitted.');
  }
  return Object.freeze({ unit, person, role });
}

/** 403 with the challenge of RFC 6750 § 3.1: the token is genuine, but does not suffice. */
const forbidden = (de: string, en: string): Refusal =>
  new Refusal(403, 'FORBIDDEN', { de, en }, { 'www-authenticate': 'Bearer realm="freigabe", error="insufficient_scope"' });
