import type { UnitCode } from '../core/index.js';
import type { Pseudonyms } from '../pseudonyms/pseudonyms.js';

/** The unit that an exported consent is written for, or that reads one: it knows the client by its own pseudonym only (promise P7). */
export interface Addressee {
  readonly unit: UnitCode;
  /** The unit's pseudonym of an internal id, a client's or a consent's. */
  write(id: string): string;
  /** The internal id behind a pseudonym of the unit, `null` if it is none. */
  read(pseudonym: string): string | null;
}

export const addresseeOf = (pseudonyms: Pseudonyms, unit: UnitCode): Addressee => ({
  unit,
  write: (id) => pseudonyms.write(`unit:${unit}`, id),
  read: (pseudonym) => pseudonyms.read(`unit:${unit}`, pseudonym),
});
