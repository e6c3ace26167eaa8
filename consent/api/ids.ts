import { Refusal } from '../../subgraphs/kit/errors.js';
import type { ConsentApiContext } from './context.js';

const audience = ({ caller }: ConsentApiContext) => `unit:${caller.requester.unit}` as const;

/** The internal id as the caller's pseudonym. */
export const encode = (context: ConsentApiContext, id: string): string => context.pseudonyms.write(audience(context), id);

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
