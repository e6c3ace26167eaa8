import { at, client, cm, consent, cuk, granted, jobcenter, named, relation, team, withConsents, withheld, youthOffice, type Row, type Table } from './words.js';
import type { WrittenConsent } from '../format.js';

const manager = { unit: cm.unit, role: 'CASE_MANAGER' } as const;
const clerk = { unit: jobcenter.unit, role: 'CASE_WORKER' } as const;
/** The language level to the Fallmanagement of the Servicestelle. */
const level = (over: Partial<WrittenConsent> = {}): WrittenConsent => consent({ receivingUnits: [], receivingFunctions: [manager], ...over });
const secret = (over: Partial<WrittenConsent> = {}) => withConsents(level({
  releasingUnits: ['JOBCENTER_LIPPE'], releasingPersons: [named(jobcenter)], categories: ['JC_PLAN', 'BENEFIT_REGIME'], ...over,
}));
const special = (over: Partial<WrittenConsent> = {}) => withConsents(level({ categories: ['LANGUAGE_TEST_DETAIL'], explicitCategories: ['LANGUAGE_TEST_DETAIL'], ...over }));
const broken = (functions: unknown, over: Partial<WrittenConsent> = {}, ...others: WrittenConsent[]) =>
  client({ consents: [{ ...level(over), receivingFunctions: functions } as WrittenConsent, ...others], broken: true });

const clerkOfCm = { ...cm, role: 'CASE_WORKER' } as const;
const newcomer = at(cm.unit, 'cm-new', 'CASE_MANAGER');
const c1 = granted('CONSENT', 'c1');
const outside = withheld('OUT_OF_SCOPE_PERSON');
const ask = (shows: string, name: string, expect: Row[6], who: Row[2] = cm, over?: Row[7]): Row =>
  [shows, name, who, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', expect, over];
const plan = (shows: string, name: string, category: string, expect: Row[6], who: Row[2] = cm): Row => [shows, name, who, 'JOBCENTER_LIPPE', category, 'KURSVERMITTLUNG', expect];
const detail = (shows: string, name: string, expect: Row[6], who: Row[2] = cm): Row => [shows, name, who, 'NWL_CUK', 'LANGUAGE_TEST_DETAIL', 'KURSVERMITTLUNG', expect];

const unreadable: readonly (readonly [shows: string, name: string, functions: unknown])[] = [
  ['a role that nobody knows', 'role-unknown', [{ unit: 'KREIS_SERVICESTELLE', role: 'LEITUNG' }]], ['a role that reads no client data', 'role-dpo', [{ unit: 'KREIS_SERVICESTELLE', role: 'DPO' }]],
  ['a wildcard for a role', 'role-any', [manager, { unit: 'KREIS_SERVICESTELLE', role: '*' }]], ['no role', 'role-missing', [{ unit: 'KREIS_SERVICESTELLE' }]],
  ['an unknown unit', 'unit-unknown', [manager, { unit: 'POLIZEI', role: 'CASE_MANAGER' }]], ['nothing', 'nothing', [null]], ['no list', 'no-list', 'CASE_MANAGER'], ['null', 'null', null],
];

export const FUNCTIONS: Table = {
  file: '17-functions', prefix: 'FUNC', title: 'A release to a function goes to whoever asks in that role at that unit, and to nobody else there; never T4',
  source: 'B.7 (receiving functions), B.1, C.4; § 203 StGB, § 67b Abs. 2 SGB X, § 35 Abs. 1 SGB I',
  clients: {
    function: withConsents(level()),
    'two-functions': withConsents(level({ receivingFunctions: [manager, clerk] })),
    'both-roles': withConsents(level({ receivingFunctions: [manager, { ...manager, role: 'CASE_WORKER' }] })),
    'with-person': withConsents(level({ receivingPersons: [{ unit: cm.unit, person: 'cw-1' }] })),
    'with-unit': withConsents(level({ receivingUnits: [cm.unit] })),
    none: withConsents(level({ receivingFunctions: [] })),
    'other-unit': withConsents(level({ receivingFunctions: [clerk] })),
    'other-category': withConsents(level({ categories: ['SUPPORT_PLAN_LANG'] })),
    'other-purpose': withConsents(level({ purposes: ['SCHULPLATZ'] })),
    'other-releaser': withConsents(level({ releasingUnits: ['KI_SEITENEINSTIEG'] })),
    withdrawn: withConsents(level({ state: 'WIDERRUFEN' })),
    draft: withConsents(level({ state: 'ENTWURF' })),
    'moved-on': client({ relations: team.map((who) => relation(who, who === cm ? { to: '2026-02-15T00:00:00Z' } : {})), consents: [level()] }),
    'within-the-unit': withConsents(level({ releasingUnits: [cm.unit], categories: ['HEALTH'], explicitCategories: ['HEALTH'] })),
    secret: secret(),
    'secret-and-person': secret({ receivingPersons: [{ unit: cm.unit, person: 'cm-2' }] }),
    'secret-unit-and-function': secret({ receivingUnits: [cm.unit] }),
    special: special(),
    'special-unticked': special({ explicitCategories: [] }),
    'special-spoken': special({ form: 'MUENDLICH_BESONDERE_UMSTAENDE' }),
    'to-abh': withConsents(level({ receivingFunctions: [{ unit: 'ABH_KREIS', role: 'CASE_WORKER' }] })),
    excluded: withConsents(consent({ id: 'broad', receivingUnits: [cm.unit, 'JOBCENTER_LIPPE'] }), level({ categories: ['SUPPORT_PLAN_LANG'], exclusions: ['LANGUAGE_LEVEL'] })),
    'excluded-beyond-the-end': withConsents(consent({ id: 'broad' }), level({ to: '2026-02-15T00:00:00Z', categories: [], exclusions: ['LANGUAGE_LEVEL'] })),
    ...Object.fromEntries(unreadable.map(([, name, functions]) => [name, broken(functions, { receivingUnits: [cm.unit] })])),
    'x-unreadable': broken([null], { id: 'x', exclusions: ['LANGUAGE_LEVEL'] }, consent()),
    'x-no-list': broken('CASE_MANAGER', { id: 'x', exclusions: ['LANGUAGE_LEVEL'] }, consent()),
    'x-elsewhere': broken([clerk, null], { id: 'x', releasingUnits: ['KI_SEITENEINSTIEG'], exclusions: ['LANGUAGE_LEVEL'] }, consent()),
  },
  rows: [
    ask('to who asks in the function', 'function', c1),
    ask('to whoever is in the function, such as a successor or substitute', 'function', c1, newcomer),
    ask('not to the same person in another role', 'function', outside, clerkOfCm),
    ask('not to a colleague in another role', 'function', outside, at(cm.unit, 'cw-1')),
    ask('not to the same role at another unit that works with the client', 'function', withheld('CONSENT_MISSING'), { ...jobcenter, role: 'CASE_MANAGER' }),
    ask('not to a data-protection officer of the unit', 'function', withheld('NO_BASIS'), at(cm.unit, 'dpo-1', 'DPO')),
    ask('each function by itself: the first', 'two-functions', c1),
    ask('each function by itself: the second', 'two-functions', c1, jobcenter),
    ask('not the unit of the first with the role of the second', 'two-functions', outside, clerkOfCm),
    ask('not the unit of the second with the role of the first', 'two-functions', outside, { ...jobcenter, role: 'CASE_MANAGER' }),
    ask('both roles of a unit, if both are named', 'both-roles', c1, clerkOfCm),
    ask('a person named beside the function, in whatever role', 'with-person', c1, at(cm.unit, 'cw-1')),
    ask('not a colleague of that person', 'with-person', outside, at(cm.unit, 'cw-2')),
    ask('a function beside its whole unit takes nothing from the unit', 'with-unit', c1, clerkOfCm),
    ask('no function is not every function', 'none', withheld('CONSENT_MISSING')),
    ask('a function elsewhere is none here', 'other-unit', withheld('CONSENT_MISSING')),
    ask('not another category', 'other-category', withheld('OUT_OF_SCOPE_CATEGORY')),
    ask('not another purpose', 'other-purpose', withheld('OUT_OF_SCOPE_PURPOSE')),
    ask('not of another releasing unit', 'other-releaser', withheld('OUT_OF_SCOPE_RECIPIENT')),
    ask('not once withdrawn', 'withdrawn', withheld('CONSENT_WITHDRAWN')),
    ask('not before it is given', 'draft', withheld('CONSENT_MISSING')),
    ask('not at its end', 'function', withheld('CONSENT_EXPIRED'), cm, { at: '2026-08-01T00:00:00Z' }),
    ask('not to a unit that does not work with the client any more', 'moved-on', withheld('UNKNOWN_SUBJECT')),
    ['not within the unit: its own secrets stay with those entrusted', 'within-the-unit', newcomer, cm.unit, 'HEALTH', 'KURSVERMITTLUNG', outside],
    plan('T3 to the function', 'secret', 'BENEFIT_REGIME', c1),
    plan('T4 never to a function', 'secret', 'JC_PLAN', outside),
    plan('T4 not to the function where a person is named beside it', 'secret-and-person', 'JC_PLAN', outside),
    plan('T4 to that person', 'secret-and-person', 'JC_PLAN', c1, at(cm.unit, 'cm-2', 'CASE_MANAGER')),
    plan('T4 not by unit and function together', 'secret-unit-and-function', 'JC_PLAN', outside),
    detail('T5 to the function, ticked and signed', 'special', c1),
    detail('T5 not to another role', 'special', withheld('OUT_OF_SCOPE_PERSON'), clerkOfCm),
    detail('T5 not without a tick', 'special-unticked', withheld('SPECIAL_CATEGORY_NOT_EXPLICIT')),
    detail('T5 not by a spoken word', 'special-spoken', withheld('SPECIAL_CATEGORY_NOT_EXPLICIT')),
    ask('a function opens nothing to an Ausländerbehörde', 'to-abh', withheld('NEVER_VIA_GATEWAY'), at('ABH_KREIS', 'abh-1')),
    ask('excluded towards a function: not for who is in it', 'excluded', withheld('EXPLICITLY_EXCLUDED')),
    ask('excluded towards a function: not for the same person in another role', 'excluded', withheld('EXPLICITLY_EXCLUDED'), clerkOfCm),
    ask('excluded towards a function: another unit is not concerned', 'excluded', granted('CONSENT', 'broad'), jobcenter),
    ask('excluded towards a function: beyond the end of the paper', 'excluded-beyond-the-end', withheld('EXPLICITLY_EXCLUDED'), clerkOfCm),
    ...unreadable.map(([shows, name]) => ask(`grants nothing, not even to the whole unit, with ${shows} among the functions`, name, withheld('CONSENT_MISSING'))),
    ask('forbids with a function that cannot be read', 'x-unreadable', withheld('EXPLICITLY_EXCLUDED')),
    ask('forbids with functions that are no list', 'x-no-list', withheld('EXPLICITLY_EXCLUDED')),
    ask('forbids nothing between other units', 'x-elsewhere', c1),
    ['a statute does not ask for a function', 'function', jobcenter, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('STATUTE', 'S2'), { flows: ['S2'] }],
    ask('who is not named at all is told of no paper', 'function', withheld('CONSENT_MISSING'), youthOffice),
    ['no way back by a function', 'function', cuk, cm.unit, 'CM_PROCESS', 'KURSVERMITTLUNG', withheld('CONSENT_MISSING')],
  ],
};
