import { isUnderstood, type ClientRecords, type Consent, type Instant, type Relation, type UnitCode } from '../core/index.js';
import { receiversOf } from './paper.js';
import { isGiven } from './steps.js';

/** After which a consent must be looked at again: it named units and persons for a situation that has changed (domain B.2, F5, F8). */
export const REVIEW_KINDS = ['MOVE', 'RECHTSKREISWECHSEL', 'CHANGE_OF_CASE_MANAGER', 'END_OF_CASE_MANAGEMENT', 'BIRTHDAY'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

export type ReviewEvent =
  /** Units no longer competent: the Ausländerbehörde of the former town, the Amtsvormund of who is now of age, case management that has ended. */
  | { readonly kind: 'MOVE' | 'RECHTSKREISWECHSEL' | 'END_OF_CASE_MANAGEMENT' | 'BIRTHDAY'; readonly formerUnits: readonly UnitCode[] }
  /** One person hands the client over to another at the same unit. */
  | { readonly kind: 'CHANGE_OF_CASE_MANAGER'; readonly unit: UnitCode; readonly person: string };

/** The consents in force that an event puts up for review. */
export function affectedBy(event: ReviewEvent, { consents, relations }: ClientRecords, at: Instant): Consent[] {
  const given = consents.filter((consent) => isUnderstood(consent) && isGiven(consent, at));
  switch (event.kind) {
    case 'CHANGE_OF_CASE_MANAGER': {
      const former = formerOf(event, relations, at);
      return given.filter(({ releasingPersons, receivingPersons }) =>
        [...releasingPersons, ...receivingPersons].some(({ unit, person }) => unit === event.unit && former.includes(person)));
    }
    case 'MOVE':
    case 'RECHTSKREISWECHSEL':
    case 'END_OF_CASE_MANAGEMENT':
    case 'BIRTHDAY':
      return given.filter((consent) => (event.kind === 'BIRTHDAY' && consent.ofAgeAt !== undefined) || partiesOf(consent).some((unit) => event.formerUnits.includes(unit)));
  }
}

/** How an event changes who works with the client: former units end, a successor takes over; what rested on them stops at once. */
export function relationsAfter(event: ReviewEvent, relations: readonly Relation[], at: Instant): Relation[] {
  return relations.map((relation) => {
    if (!isActive(relation, at)) return relation;
    if ('formerUnits' in event && event.formerUnits.includes(relation.unit)) return { ...relation, to: at };
    if (event.kind !== 'CHANGE_OF_CASE_MANAGER' || event.unit !== relation.unit) return relation;
    const staying = relation.persons.filter((person) => person !== relation.responsible && person !== event.person);
    return { ...relation, persons: [...staying, event.person], responsible: event.person };
  });
}

/** Who led the case at the unit that hands it over. */
const formerOf = ({ unit }: { readonly unit: UnitCode }, relations: readonly Relation[], at: Instant): readonly (string | null)[] =>
  relations.filter((relation) => relation.unit === unit && isActive(relation, at)).map(({ responsible }) => responsible);

/**
 * The receivers for whom a consent ends by an event, in part or as a whole: all, if nobody is left to release, or if the person who
 * released secrets hands the case over; otherwise those who left. `relations` are those before the event.
 */
export function losersOf({ releasingUnits, ...consent }: Consent, event: ReviewEvent, relations: readonly Relation[], at: Instant): UnitCode[] {
  if (!('formerUnits' in event)) {
    const former = formerOf(event, relations, at);
    const isKeeper = consent.releasingPersons.some(({ unit, person }) => unit === event.unit && person !== event.person && former.includes(person));
    return isKeeper ? [...receiversOf(consent)] : [];
  }
  const isFormer = (unit: UnitCode): boolean => event.formerUnits.includes(unit);
  return receiversOf(consent).filter((unit) => releasingUnits.every(isFormer) || isFormer(unit));
}

/** Who has to renew a consent: a party that still works with the client, first of all the one that recorded the event; `null` if none does. */
export function reviewerOf(consent: Consent, relations: readonly Relation[], recordedBy: UnitCode, at: Instant): UnitCode | null {
  const working = partiesOf(consent).filter((unit) => relations.some((relation) => relation.unit === unit && isActive(relation, at)));
  return working.includes(recordedBy) ? recordedBy : (working[0] ?? null);
}

export const partiesOf = (consent: Consent): readonly UnitCode[] => [...new Set([...consent.releasingUnits, ...receiversOf(consent)])];

const isActive = ({ from, to }: Relation, at: Instant): boolean => from <= at && (to === null || at < to);
