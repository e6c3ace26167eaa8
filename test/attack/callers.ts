import { PURPOSES, ROLES, type Purpose, type Role } from '../../consent/core/index.js';
import type { Random } from '../../demo/random.js';
import { units } from '../consent/cedar/random-records.js';
import type { Crowd } from './crowd.js';
import type { Caller } from './judge.js';

/** Somebody whom records of the crowd name, mostly; sometimes somebody else, or in a role that sees nothing. */
export function somebody({ ids, records }: Crowd, choose: Random): Caller {
  const paper = choose.pick(records.get(choose.pick(ids))!.consents);
  const named = choose.chance(0.4) && Array.isArray(paper.receivingPersons) ? paper.receivingPersons[0] : undefined;
  const unit = named?.unit || (choose.chance(0.7) && Array.isArray(paper.receivingUnits) ? paper.receivingUnits.find((one) => units.includes(one)) : undefined) || choose.pick(units);
  const purpose = choose.chance(0.8) && Array.isArray(paper.purposes) ? paper.purposes.find((one) => Object.hasOwn(PURPOSES, one)) : undefined;
  const role: Role = choose.chance(0.9) ? choose.pick(WORKING) : choose.pick(Object.keys(ROLES) as Role[]);
  return { as: { unit, person: named?.person || choose.pick(PERSONS), role }, purpose: purpose ?? 'KURSVERMITTLUNG' };
}

/** Who differs from somebody in one thing alone: another person of the unit, or the same one for another purpose or in another role. */
export function nextTo({ as, purpose }: Caller, choose: Random): Caller {
  switch (choose.pick(['PERSON', 'PERSON', 'PURPOSE', 'PURPOSE', 'ROLE'] as const)) {
    case 'PERSON': return { as: { ...as, person: choose.pick(PERSONS.filter((one) => one !== as.person)) }, purpose };
    case 'PURPOSE': return { as, purpose: choose.pick(USUAL.filter((one) => one !== purpose)) };
    case 'ROLE': return { as: { ...as, role: choose.pick((choose.chance(0.4) ? WORKING : (Object.keys(ROLES) as Role[])).filter((one) => one !== as.role)) }, purpose };
  }
}

/** As records name them. */
const PERSONS = ['a', 'b'];
const WORKING: readonly Role[] = ['CASE_WORKER', 'CASE_MANAGER'];
const USUAL: readonly Purpose[] = ['KURSVERMITTLUNG', 'AUFENTHALTSPERSPEKTIVE_25A_25B', 'RECHTSKREISWECHSEL'];
