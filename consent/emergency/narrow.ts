import {
  CARRIED, compileRelease, HOLDERS, PURPOSES, RECEIVING_ROLES,
  type Category, type ClientRecords, type EmergencyRelease, type Instant, type Policy, type Purpose, type Relation, type Requester, type UnitCode,
} from '../core/index.js';

/** All that an emergency ever opens (F10: name and address); T6 is not even a category here. */
export const EMERGENCY_CATEGORIES: readonly Category[] = ['IDENTITY_CORE', 'CONTACT'];
/** An emergency release ends by itself after this many milliseconds (domain C.7). */
export const EMERGENCY_LASTS = 60 * 60_000;
/** The commit may come this much later than the judgement. */
const SLACK = 60_000;

/** How far an emergency would open a client's data to one Jugendamt. */
export interface Opening {
  /** What the releasing unit holds at all of the emergency's categories. */
  readonly held: readonly Category[];
  /** What of it leaves: the client's exclusions beat an emergency (promise P1). */
  readonly categories: readonly Category[];
  /** Whether the Jugendamt does not work with the client yet, or not until the emergency ends. */
  readonly needsRelation: boolean;
  /** Whether the relation it needs would open something else along with it, such as what an old consent names. */
  readonly opensMore: boolean;
}

/** A relation that ends earlier, such as one for another emergency, would cut this one short. */
const lasts = ({ from, to }: Relation, at: Instant): boolean => from <= at && (to === null || at + EMERGENCY_LASTS <= to);
const someoneAt = (unit: UnitCode, person = ''): Requester => ({ unit, person, role: 'CASE_WORKER' });

export function openingFor(records: ClientRecords, releasingUnit: UnitCode, jugendamt: UnitCode, at: Instant, policy: Policy): Opening {
  const to = at + EMERGENCY_LASTS + SLACK;
  const needsRelation = !records.relations.some((relation) => relation.unit === jugendamt && lasts(relation, at));
  const relation: Relation = { unit: jugendamt, from: at, to, persons: [], responsible: null };
  const related: ClientRecords = needsRelation ? { ...records, relations: [...records.relations, relation] } : records;
  const emergency: EmergencyRelease = { id: '', releasingUnit, receivingUnit: jugendamt, categories: EMERGENCY_CATEGORIES, from: at, to };
  const release = compileRelease({ ...related, emergencies: [emergency] }, someoneAt(jugendamt), 'CM_DURCHFUEHRUNG', at, policy);
  return {
    held: EMERGENCY_CATEGORIES.filter((category) => HOLDERS.get(category)?.includes(releasingUnit)),
    categories: EMERGENCY_CATEGORIES.filter((category) => release.basis(releasingUnit, category)?.kind === 'EMERGENCY'),
    needsRelation,
    opensMore: needsRelation && requesters(related).some((requester) =>
      (Object.keys(PURPOSES) as Purpose[]).some((purpose) => seesMore(records, related, requester, purpose, at, to, policy))),
  };
}

/** Whether somebody would see anything but their own data only because of the relation, at any time while it lasts. */
function seesMore(
  before: ClientRecords, after: ClientRecords, requester: Requester, purpose: Purpose, at: Instant, to: Instant, policy: Policy,
): boolean {
  const owners = [...new Set(after.relations.map(({ unit }) => unit))];
  for (let moment = at; moment < to;) {
    const without = compileRelease(before, requester, purpose, moment, policy);
    const within = compileRelease(after, requester, purpose, moment, policy);
    const isNew = (owner: UnitCode, category: Category): boolean => {
      const basis = within.basis(owner, category);
      return basis !== null && basis.kind !== 'OWN_DATA' && !without.grants(owner, category);
    };
    if (owners.some((owner) => CARRIED.some((category) => isNew(owner, category)))) return true;
    moment = within.until;
  }
  return false;
}

/** Everybody who could be released something: the units of the client's relations, in each role, as such and by each person named. */
function requesters({ relations, consents }: ClientRecords): readonly Requester[] {
  const named = consents.flatMap(({ receivingPersons }) => (Array.isArray(receivingPersons) ? receivingPersons.filter(Boolean) : []));
  return [...new Set(relations.map(({ unit }) => unit))].flatMap((unit) => {
    const persons = new Set(named.filter((receiver) => receiver.unit === unit).map(({ person }) => person));
    return RECEIVING_ROLES.flatMap((role) => [undefined, ...persons].map((person) => ({ ...someoneAt(unit, person), role })));
  });
}
