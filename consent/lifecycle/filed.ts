import type { Consent, Instant } from '../core/index.js';
import { receiversOf, type Evidence, type Paper } from './paper.js';

/** One direction of a paper as it is filed: what decisions rest on, and the evidence around it. */
export interface FiledConsent extends Omit<Consent, 'ofAgeAt'>, Evidence {
  /** Internal id of the client. */
  readonly client: string;
  /** Shared by the two directions of a two-way release. */
  readonly paper: string;
  readonly specialCircumstances: string | null;
  /** Until when the client wants to think it over; `null` if there is no such time. */
  readonly bedenkzeitUntil: Instant | null;
  /** The consent that this one replaced. */
  readonly replaces: string | null;
}

/** A form's one or two directions, as records of `paper`. `state`, `id`s and the like are the caller's to say. */
export function filed(
  paper: Paper & { readonly client: string; readonly to: Instant },
  { ids, state, replaces = null }: { readonly ids: readonly [string, string]; readonly state: Consent['state']; readonly replaces?: string | null },
): FiledConsent[] {
  const { twoWay, ...content } = paper;
  const there: FiledConsent = { ...content, id: ids[0], paper: ids[0], state, replaces, bedenkzeitUntil: null };
  if (!twoWay) return [there];
  // Who discloses is a unit; a function only receives.
  const back: FiledConsent = {
    ...there, id: ids[1], releasingUnits: receiversOf(paper), releasingPersons: paper.receivingPersons,
    receivingUnits: paper.releasingUnits, receivingPersons: paper.releasingPersons, receivingFunctions: paper.receivingFunctions && [],
  };
  return [there, back];
}

/** What decisions rest on; the evidence stays behind. */
export function consentOf({ ofAgeAt, ...consent }: FiledConsent): Consent {
  const {
    id, state, releasingUnits, releasingPersons, receivingUnits, receivingPersons, receivingFunctions, categories, explicitCategories, exclusions, purposes, form, from, to,
  } = consent;
  return {
    id, state, releasingUnits, releasingPersons, receivingUnits, receivingPersons, categories, explicitCategories, exclusions, purposes, form, from, to,
    ...(receivingFunctions !== undefined && { receivingFunctions }),
    ...(ofAgeAt !== null && from < ofAgeAt && { ofAgeAt }),
  };
}

/** The form again, from its filed directions (the first one is the one it was written in). */
export const paperOf = (directions: readonly [FiledConsent, ...FiledConsent[]]): Paper & { readonly client: string; readonly to: Instant } =>
  ({ ...directions[0], twoWay: directions.length > 1 });

/** A minor's consent ends with the 18th birthday at the latest, to the minute. */
export const cappedEnd = ({ to, ofAgeAt }: { readonly to: Instant; readonly ofAgeAt: Instant | null }, now: Instant): Instant =>
  ofAgeAt !== null && now < ofAgeAt ? Math.min(to, ofAgeAt) : to;
