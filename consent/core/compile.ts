import type { Basis } from './bases.js';
import { CARRIED, CATEGORIES, type Category, type Tier } from './categories.js';
import { ALL, has, intersection, isEmpty, minus, NONE, setOf, union, type CategorySet } from './category-set.js';
import { HELD } from './holders.js';
import { neverTo } from './never-list.js';
import type { Policy } from './policy.js';
import { isPurpose, type Purpose } from './purposes.js';
import type { ClientRecords, Consent, EmergencyRelease, Instant, Relation, Requester } from './records.js';
import type { Release } from './release.js';
import { isRole, ROLES } from './roles.js';
import { canGrant, exclusionsOf, mayName, mayNameFunction, mayNamePerson } from './understood.js';
import { isImmigrationAuthority, UNITS, type UnitCode } from './units.js';

const ofTiers = (...tiers: Tier[]): CategorySet => setOf(CARRIED.filter((code) => tiers.includes(CATEGORIES.get(code)!.tier)));
const T4 = ofTiers('T4');
const T5 = ofTiers('T5');
const PERSONAL = minus(ALL, ofTiers('T0', 'T1'));
const UNIT_WIDE = minus(minus(PERSONAL, T4), T5);
const META = setOf(['CONSENT_META']);
const OWN: Basis = { kind: 'OWN_DATA', id: null };

interface Grant {
  readonly owner: UnitCode;
  readonly categories: CategorySet;
  readonly basis: Basis;
}

/** Half-open: the first instant is in, the last is out. Anything unreadable is out. */
export const covers = (span: { readonly from: Instant; readonly to: Instant | null }, at: Instant): boolean =>
  span.from <= at && (span.to === null || at < span.to);

/** The relation in force, if any. Where storage holds several, one with somebody responsible wins, of these the one begun last; the order of records never counts. */
export const relationOf = (records: ClientRecords, unit: UnitCode, at: Instant): Relation | undefined => {
  let found: Relation | undefined;
  for (const relation of records.relations) {
    if (relation.unit === unit && covers(relation, at) && (found === undefined || prevails(relation, found))) found = relation;
  }
  return found;
};

function prevails(a: Relation, b: Relation): boolean {
  if ((a.responsible === null) !== (b.responsible === null)) return a.responsible !== null;
  if (a.from !== b.from) return a.from > b.from;
  return JSON.stringify([a.responsible, a.persons]) < JSON.stringify([b.responsible, b.persons]);
}

/**
 * Decides what `requester` may see of one client for `purpose` at the instant `at`. Pure. The order is promise P1:
 * never-list, exclusions, own data, emergency, statute, consent; whatever remains is withheld.
 */
export function compileRelease(records: ClientRecords, requester: Requester, purpose: Purpose, at: Instant, policy: Policy): Release {
  const until = nextBoundary(records, policy, at);
  const relation = mayReadPersonalData(requester) && isPurpose(purpose) ? relationOf(records, requester.unit, at) : undefined;
  if (!relation) return release(records.version, until, false, false, [], new Map());

  const grants: Grant[] = [];
  const add = (owner: UnitCode, categories: CategorySet, basis: Basis): void => {
    // Within a unit nothing is transmitted: no paper opens its secrets to colleagues who are not entrusted with the client.
    if (owner === requester.unit && basis.kind !== 'OWN_DATA') return;
    const allowed = minus(intersection(categories, HELD.get(owner)!), neverTo(requester.unit, purpose, basis.kind));
    if (!isEmpty(allowed)) grants.push({ owner, categories: allowed, basis });
  };

  const owners = new Map<UnitCode, Relation>();
  for (const { unit } of records.relations) {
    const active = UNITS.has(unit) ? relationOf(records, unit, at) : undefined;
    if (active) owners.set(unit, active);
  }
  add(requester.unit, relation.persons.includes(requester.person) ? PERSONAL : UNIT_WIDE, OWN);
  add('CONSENT_SERVICE', META, OWN);
  for (const emergency of records.emergencies) {
    if (owners.has(emergency.releasingUnit) && isFor(emergency, requester, at)) {
      add(emergency.releasingUnit, setOf(emergency.categories), { kind: 'EMERGENCY', id: emergency.id });
    }
  }
  for (const flow of policy.flows) {
    if (!flow.viaGateway || !covers(flow, at) || !flow.purposes.includes(purpose)) continue;
    for (const { from, to, categories } of flow.arrows) {
      if (!to.includes(requester.unit)) continue;
      for (const owner of from) if (owners.has(owner)) add(owner, setOf(categories), { kind: 'STATUTE', id: flow.id });
    }
  }
  for (const consent of records.consents) {
    if (!canGrant(consent) || !covers(consent, at) || !consent.purposes.includes(purpose)) continue;
    for (const owner of consent.releasingUnits) {
      const owning = owners.get(owner);
      if (owning) add(owner, releasedBy(consent, owning, requester), { kind: 'CONSENT', id: consent.id });
    }
  }
  const excluded = new Map<UnitCode, CategorySet>();
  for (const owner of new Set(grants.map((grant) => grant.owner))) excluded.set(owner, excludedBetween(records, owner, requester, at));
  return release(records.version, until, true, leadsTheCase(records, requester, at), grants, excluded);
}

export const mayReadPersonalData = ({ unit, role }: Requester): boolean => UNITS.has(unit) && isRole(role) && ROLES[role].personalData;

/** Who may ask the client for a consent, and so is told which one is missing (domain B.7); never an Ausländerbehörde. */
export const leadsTheCase = (records: ClientRecords, { unit, person, role }: Requester, at: Instant): boolean =>
  role === 'CASE_MANAGER' && relationOf(records, unit, at)?.responsible === person && !isImmigrationAuthority(unit);

/** What one consent lets this requester have of an owner's data; T4 goes from person to person, T5 needs its own tick and a signature. */
export function releasedBy(consent: Consent, owning: Relation, requester: Requester): CategorySet {
  const toUnit = consent.receivingUnits.includes(requester.unit);
  const toPerson = consent.receivingPersons.some(({ unit, person }) => unit === requester.unit && person === requester.person);
  if (!toUnit && !toPerson && !holdsFunction(consent, requester)) return NONE;
  const keeperReleased = consent.releasingPersons.some(({ unit, person }) => unit === owning.unit && person === owning.responsible);
  const signed = consent.form === 'SCHRIFTLICH' || consent.form === 'ELEKTRONISCH';
  let categories = setOf(consent.categories);
  if (!(toPerson && keeperReleased)) categories = minus(categories, T4);
  const ticked = signed ? setOf(consent.explicitCategories) : NONE;
  return minus(categories, minus(T5, ticked));
}

/** Whether a consent names the function in which somebody asks: unit and role of one entry. */
export const holdsFunction = ({ receivingFunctions = [] }: Consent, requester: Requester): boolean =>
  receivingFunctions.some(({ unit, role }) => unit === requester.unit && role === requester.role);

/** Everything the client forbade between an owner and this requester, whatever the purpose. */
export function excludedBetween(records: ClientRecords, owner: UnitCode, { unit, person }: Requester, at: Instant): CategorySet {
  let excluded = NONE;
  for (const consent of records.consents) {
    const begun = !(at < consent.from);
    const toRequester = mayName(consent.receivingUnits, unit) || mayNamePerson(consent.receivingPersons, unit, person) || mayNameFunction(consent.receivingFunctions, unit);
    if (begun && toRequester && mayName(consent.releasingUnits, owner)) excluded = union(excluded, exclusionsOf(consent));
  }
  return excluded;
}

/** An emergency opens T2–T5 to a Jugendamt and to nobody else (domain C.7); police and rescue are told by a person. */
const isFor = (emergency: EmergencyRelease, { unit }: Requester, at: Instant): boolean =>
  emergency.receivingUnit === unit && covers(emergency, at) && UNITS.get(unit)?.rechtskreis === 'SGB_VIII';

function nextBoundary(records: ClientRecords, policy: Policy, at: Instant): Instant {
  let next = Infinity;
  const look = (span: { readonly from: Instant; readonly to: Instant | null }): void => {
    if (span.from > at && span.from < next) next = span.from;
    if (span.to !== null && span.to > at && span.to < next) next = span.to;
  };
  records.relations.forEach(look);
  records.consents.forEach(look);
  records.emergencies.forEach(look);
  policy.flows.forEach(look);
  return next;
}

function release(
  version: number, until: Instant, related: boolean, responsible: boolean,
  grants: readonly Grant[], excluded: ReadonlyMap<UnitCode, CategorySet>,
): Release {
  const sets = new Map<UnitCode, CategorySet>();
  for (const { owner, categories } of grants) {
    sets.set(owner, union(sets.get(owner) ?? NONE, minus(categories, excluded.get(owner) ?? NONE)));
  }
  const granted = (owner: UnitCode, category: Category): boolean => {
    const set = sets.get(owner);
    return set !== undefined && has(set, category);
  };
  return {
    version, until, related, responsible,
    grants: granted,
    basis: (owner, category) =>
      granted(owner, category) ? grants.find((grant) => grant.owner === owner && has(grant.categories, category))!.basis : null,
  };
}
