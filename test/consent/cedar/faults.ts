import type { Slip } from './faulty-core.js';

/** The vectors notice every fault; `both` if the comparison with Cedar does as well in the cases of `npm test`, which meet rare records rarely. */
export type Noticed = 'both' | 'vectors';

type Fault = readonly [what: string, noticed: Noticed, slips: readonly Slip[]];
const both = (what: string, ...slips: Slip[]): Fault => [what, 'both', slips];
const vectors = (what: string, ...slips: Slip[]): Fault => [what, 'vectors', slips];

/** Faults that somebody could build into the core. */
export const FAULTS: readonly Fault[] = [
  both('the end is inclusive', ['compile.ts', 'at < span.to)', 'at <= span.to)']),
  both('the start is exclusive', ['compile.ts', 'span.from <= at &&', 'span.from < at &&']),
  both('discloser and recipient are swapped',
    ['compile.ts', 'for (const owner of consent.releasingUnits)', 'for (const owner of consent.receivingUnits)'],
    ['compile.ts', 'consent.receivingUnits.includes(requester.unit)', 'consent.releasingUnits.includes(requester.unit)']),
  both('the newest exclusion wins', ['compile.ts', 'excluded = union(excluded, exclusionsOf(consent))', 'excluded = exclusionsOf(consent)']),
  both('no purpose is every purpose', ['compile.ts', '!consent.purposes.includes(purpose)', '(consent.purposes.length > 0 && !consent.purposes.includes(purpose))']),
  both('the purpose is not asked for', ['compile.ts', ' || !consent.purposes.includes(purpose)', '']),
  both('T5 leaves without a tick', ['compile.ts', 'return minus(categories, minus(T5, ticked));', 'return signed ? categories : minus(categories, T5);']),
  both('one tick opens all of T5', ['compile.ts', 'setOf(consent.explicitCategories) : NONE', '(consent.explicitCategories.length > 0 ? T5 : NONE) : NONE']),
  both('a spoken word is enough for T5', ['compile.ts', "const signed = consent.form === 'SCHRIFTLICH' ||", "const signed = consent.form !== 'SCHRIFTLICH' ||"]),
  both('a substitute reads T4', ['compile.ts', 'if (!(toPerson && keeperReleased))', 'if (!keeperReleased)']),
  both('the keeper of the secret is not asked', ['compile.ts', 'if (!(toPerson && keeperReleased))', 'if (!toPerson)']),
  both('any former keeper is enough', ['compile.ts', 'unit === owning.unit && person === owning.responsible)', 'unit === owning.unit)']),
  both('a namesake at another unit is taken for the person', ['compile.ts', 'unit === requester.unit && person === requester.person)', 'person === requester.person)']),
  both('a function is known by its unit only', ['compile.ts', 'unit === requester.unit && role === requester.role)', 'unit === requester.unit)']),
  both('a function is known by its role only', ['compile.ts', 'unit === requester.unit && role === requester.role)', 'role === requester.role)']),
  both('functions are not asked for', ['compile.ts', ' && !holdsFunction(consent, requester)) return NONE;', ') return NONE;']),
  both('T4 goes to a function', ['compile.ts', 'if (!(toPerson && keeperReleased))', 'if (!((toPerson || holdsFunction(consent, requester)) && keeperReleased))']),
  both('what is excluded towards a function is open to its unit in another role', ['understood.ts', 'functions.some((entry) => !meant(entry) || entry.unit === unit)', 'functions.some((entry) => !meant(entry))']),
  vectors('an unknown function is skipped', ['understood.ts', 'everyOf(consent.receivingFunctions, meant)', 'isList(consent.receivingFunctions)']),
  vectors('a function may be one that reads no client data', ['understood.ts', 'RECEIVING_ROLES.includes(receiver.role)', 'typeof receiver.role === \'string\'']),
  vectors('an unreadable function forbids nothing', ['understood.ts', '(!isList(functions) || functions.some(', '(isList(functions) && functions.some(']),
  both('the end of a relation is ignored', ['compile.ts', 'relation.unit === unit && covers(relation, at) &&', 'relation.unit === unit &&']),
  both('own secrets are open to the whole unit', ['compile.ts', 'relation.persons.includes(requester.person) ? PERSONAL : UNIT_WIDE', 'PERSONAL']),
  both('exclusions end with withdrawal', ['understood.ts', 'if (NOT_YET_SAID.has(consent.state))', 'if (!GRANTING.has(consent.state))']),
  vectors('exclusions end with the paper', ['compile.ts', 'const begun = !(at < consent.from);', 'const begun = covers(consent, at);']),
  vectors('exclusions hold before they were said', ['compile.ts', 'const begun = !(at < consent.from);', 'const begun = true;']),
  both('exclusions touch consents only',
    ['compile.ts', 'union(sets.get(owner) ?? NONE, minus(categories, excluded.get(owner) ?? NONE))', 'union(sets.get(owner) ?? NONE, categories)']),
  vectors('a replaced paper goes on excluding', ['understood.ts', "'ENTWURF', 'BEDENKZEIT', 'ERSETZT'])", "'ENTWURF', 'BEDENKZEIT'])"]),
  vectors('an unreadable exclusion is skipped', ['understood.ts', 'consent.exclusions.every(carried) ? setOf(consent.exclusions as readonly Category[]) : ALL', 'setOf(consent.exclusions)']),
  both('an unknown category is skipped', ['understood.ts', 'everyOf(consent.categories, carried)', 'isList(consent.categories)']),
  vectors('an unknown purpose is skipped', ['understood.ts', "everyOf(consent.purposes, (value) => typeof value === 'string' && isPurpose(value))", 'isList(consent.purposes)']),
  both('a withdrawn paper goes on granting',
    ['understood.ts', "new Set<ConsentState>(['ERTEILT', 'TEILWIDERRUFEN'])", "new Set<ConsentState>(['ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN'])"]),
  both('a draft grants', ['understood.ts', "new Set<ConsentState>(['ERTEILT', 'TEILWIDERRUFEN'])", "new Set<ConsentState>(['ERTEILT', 'TEILWIDERRUFEN', 'ENTWURF'])"]),
  both('the role is ignored', ['compile.ts', 'UNITS.has(unit) && isRole(role) && ROLES[role].personalData', 'UNITS.has(unit)']),
  both('the never-list is skipped for consents',
    ['compile.ts', 'neverTo(requester.unit, purpose, basis.kind)', "(basis.kind === 'CONSENT' ? NONE : neverTo(requester.unit, purpose, basis.kind))"]),
  vectors('any purpose opens the packet to immigration authorities', ['never-list.ts', 'perspectivePurposes.includes(purpose) && ', '']),
  both('an emergency opens to any unit', ['compile.ts', " && UNITS.get(unit)?.rechtskreis === 'SGB_VIII';", ';']),
  both('an emergency does not end', ['compile.ts', 'emergency.receivingUnit === unit && covers(emergency, at)', 'emergency.receivingUnit === unit && emergency.from <= at']),
  both('statutory flows are on by default', ['policy.ts', 'STATUTORY_FLOWS.filter(({ id }) => wanted.includes(id))', 'STATUTORY_FLOWS']),
  both('a flow serves every purpose', ['compile.ts', ' || !flow.purposes.includes(purpose)', '']),
  both('releases are passed on: a unit releases what it does not hold', ['compile.ts', 'intersection(categories, HELD.get(owner)!)', 'categories']),
  vectors('a unit opens its own secrets with a paper to itself', ['compile.ts', "if (owner === requester.unit && basis.kind !== 'OWN_DATA') return;", '']),
  both('consents are looked for before statutes', ['compile.ts', 'grants.find((grant) =>', 'grants.findLast((grant) =>']),
];
