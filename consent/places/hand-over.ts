import { compileRelease, RECEIVING_ROLES, type Basis, type Category, type ClientRecords, type Instant, type Policy, type Purpose, type Relation, type Requester, type UnitCode } from '../core/index.js';
import { asKnownTo } from '../preview/records.js';

/**
 * What a unit tells a provider by asking for a place: the category by which it knows the client at all. Who reserves at a
 * counter of the Jobcenter is its customer; whom the CuK sends has been tested there. Units that are not listed hold nothing
 * with which to send somebody to a course, and an Ausländerbehörde never does (domain C.10-1).
 */
const HANDED_OVER: ReadonlyMap<UnitCode, Category> = new Map([
  ['KREIS_SERVICESTELLE', 'IDENTITY_CORE'], ['DETMOLD_CM', 'IDENTITY_CORE'], ['NWL_TM', 'IDENTITY_CORE'],
  ['JOBCENTER_LIPPE', 'BENEFIT_REGIME'], ['AA_DETMOLD', 'BENEFIT_REGIME'],
  ['NWL_CUK', 'LANGUAGE_LEVEL'],
]);

/** Purposes for which a place is asked for. */
export const PLACE_PURPOSES: readonly Purpose[] = ['KURSVERMITTLUNG', 'MASSNAHMENZUSTEUERUNG', 'ARBEITSBERATUNG', 'CM_DURCHFUEHRUNG'];

export interface HandOver {
  readonly category: Category;
  /** `null`: nothing allows it. */
  readonly basis: Basis | null;
  /** From when on it would have to be decided anew. */
  readonly until: Instant;
}

/** The provider as reader: neither a person nor a function of it is meant, so only what goes to everyone there counts. */
export const readers = (provider: UnitCode): readonly Requester[] => RECEIVING_ROLES.map((role) => ({ unit: provider, person: '', role }));

/**
 * Whether a unit may send a client to a provider, and on what basis: the question whether the provider could read the
 * category from it. Judged by records the asking unit is a party to; that the provider works with the client is taken for
 * granted, since the place makes it so. `null` for units that send nobody.
 */
export function handOver(records: ClientRecords, from: Requester, provider: UnitCode, purpose: Purpose, at: Instant, policy: Policy): HandOver | null {
  const category = HANDED_OVER.get(from.unit);
  if (provider === from.unit) {
    const { until } = compileRelease(records, from, purpose, at, policy);
    return { category: category ?? 'COURSE_ENROLMENT', basis: { kind: 'OWN_DATA', id: null }, until };
  }
  if (!category) return null;
  const releases = readers(provider).map((reader) => compileRelease(knownWith(provider, from.unit, records), reader, purpose, at, policy));
  const bases = releases.map((release) => release.basis(from.unit, category));
  return { category, basis: bases.includes(null) ? null : bases[0]!, until: releases[0]!.until };
}

/** The records as the asking unit knows them, with the provider working with the client. */
export function knownWith(provider: UnitCode, asking: UnitCode, records: ClientRecords): ClientRecords {
  const known = asKnownTo(asking, records, []);
  const working: Relation = { unit: provider, from: 0, to: null, persons: [], responsible: null };
  return { ...known, relations: [...known.relations.filter(({ unit }) => unit !== provider), working] };
}
