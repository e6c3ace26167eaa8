import { Refusal } from '../../subgraphs/kit/errors.js';
import type { Basis } from '../core/index.js';
import type { ConsentApiContext } from './context.js';

const audience = ({ caller }: ConsentApiContext) => `unit:${caller.requester.unit}` as const;

/** The internal id of a client, a consent or an emergency as the caller's pseudonym: no two units know either by one id (promise P7). */
export const encode = (context: ConsentApiContext, id: string): string => context.pseudonyms.write(audience(context), id);

/** The internal id behind a pseudonym of the caller's; what is none is the id of nothing. */
export const idOf = (context: ConsentApiContext, pseudonym: string): string => context.pseudonyms.read(audience(context), pseudonym) ?? '';

/** The name of a basis as the caller may read it: its own id of a consent or an emergency, the name of a statute, which all know. */
export const basisIdOf = (context: ConsentApiContext, { kind, id }: Basis): string | null => (id === null || kind === 'STATUTE' ? id : encode(context, id));

/** The same of a basis of the log: as a unit may read it: consents and emergencies under ids of its own, statutes under the name that all know. */
export const shownBasis = (basis: string | null, own: (id: string) => string): string | null =>
  basis?.replace(/^(CONSENT|EMERGENCY):(.*)$/, (_all, kind: string, id: string) => (UUID.test(id) ? `${kind}:${own(id)}` : kind)) ?? null;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The internal id behind a cursor, `null` at the beginning of a list. @throws Refusal for what is no cursor */
export function decode(context: ConsentApiContext, cursor: string | null | undefined): string | null {
  if (cursor === null || cursor === undefined) return null;
  const id = context.pseudonyms.read(audience(context), cursor);
  if (id === null) throw new Refusal('BAD_REQUEST', 'after ist kein Zeiger dieser Liste / after is no cursor of this list');
  return id;
}

/** Positions in the log go out encrypted like ids, since they would tell how much the whole county reads. */
export const positionId = (seq: number): string => `00000000-0000-4000-8000-${seq.toString(16).padStart(12, '0')}`;

/** @throws Refusal for what is no position */
export function positionOf(id: string | null): number | null {
  if (id === null) return null;
  const [, hex] = /^00000000-0000-4000-8000-([0-9a-f]{12})$/.exec(id) ?? [];
  if (hex === undefined) throw new Refusal('BAD_REQUEST', 'after ist kein Zeiger dieser Liste / after is no cursor of this list');
  return Number.parseInt(hex, 16);
}
