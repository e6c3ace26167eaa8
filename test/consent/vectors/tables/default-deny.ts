import { at, client, cm, consent, granted, jobcenter, named, relation, team, withConsents, withheld, type Row, type Table } from './words.js';
import type { Category } from '../../../../consent/core/index.js';

/** Who holds what (domain B.1, column "owner"), where the gateway serves it, with the tier that the law gives it. */
const holdings: readonly (readonly [owner: string, category: Category, tier: 'T2' | 'T3' | 'T4' | 'T5'])[] = [
  ['KREIS_SERVICESTELLE', 'IDENTITY_CORE', 'T2'], ['KREIS_SERVICESTELLE', 'CONTACT', 'T2'], ['KREIS_SERVICESTELLE', 'LANGUAGE_NEEDS', 'T2'],
  ['KREIS_SERVICESTELLE', 'NATIONALITY', 'T3'], ['KREIS_SERVICESTELLE', 'HOUSEHOLD', 'T3'], ['KREIS_SERVICESTELLE', 'CM_PROCESS', 'T3'],
  ['KREIS_SERVICESTELLE', 'CM_GOALS', 'T4'], ['KREIS_SERVICESTELLE', 'PSYCHOSOCIAL', 'T5'], ['KREIS_SERVICESTELLE', 'HEALTH', 'T5'],
  ['JOBCENTER_LIPPE', 'BENEFIT_REGIME', 'T3'], ['JOBCENTER_LIPPE', 'LABOUR_PROFILE', 'T3'], ['JOBCENTER_LIPPE', 'JC_PLAN', 'T4'],
  ['NWL_CUK', 'LANGUAGE_LEVEL', 'T3'], ['NWL_CUK', 'LANGUAGE_TEST_DETAIL', 'T5'], ['NWL_CUK', 'SUPPORT_PLAN_LANG', 'T3'],
  ['NWL_CUK', 'COURSE_ENTITLEMENT', 'T3'], ['NWL_CUK', 'COURSE_ENROLMENT', 'T3'],
  ['KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT', 'T3'], ['KI_SEITENEINSTIEG', 'SCHOOL_BIOGRAPHY', 'T3'], ['GESUNDHEITSAMT', 'SCHOOL_HEALTH', 'T5'],
  ['JUGENDAMT:KREIS', 'KITA_PLACEMENT', 'T3'],
  ['ABH_KREIS', 'RESIDENCE_TITLE', 'T3'], ['ABH_KREIS', 'WORK_PERMISSION', 'T3'], ['ABH_KREIS', 'RESIDENCE_OBLIGATION', 'T3'], ['ABH_KREIS', 'PERSPECTIVE_CHECK', 'T4'],
];

const doctor = at('GESUNDHEITSAMT', 'ga-1');
const everybody = [...team, doctor];
/** A reader who is not the owner. */
const readerFor = (owner: string) => (owner === cm.unit ? jobcenter : cm);

const full = withConsents(...holdings.map(([owner, category, tier], index) => consent({
  id: `full-${index + 1}`, releasingUnits: [owner], receivingUnits: [readerFor(owner).unit], categories: [category],
  explicitCategories: tier === 'T5' ? [category] : [],
  releasingPersons: tier === 'T4' ? everybody.filter(({ unit }) => unit === owner).map(named) : [],
  receivingPersons: tier === 'T4' ? [named(readerFor(owner))] : [],
})));

const relations = everybody.map((who) => relation(who));

export const DEFAULT_DENY: Table = {
  file: '01-default-deny', prefix: 'DENY', title: 'Without a basis nothing leaves; with a whole consent exactly what it names does',
  source: 'B.1, B.7, C.9; Art. 25 Abs. 2 GDPR, § 35 Abs. 1 SGB I, § 203 StGB',
  clients: { 'without-consent': client({ relations }), 'all-released': { ...full, relations }, stranger: client({ relations: [relation(cm)] }) },
  rows: [
    ...holdings.map(([owner, category]): Row =>
      [`${category} stays at its owner while no consent exists`, 'without-consent', readerFor(owner), owner, category, 'KURSVERMITTLUNG', withheld('CONSENT_MISSING')]),
    ...holdings.map(([owner, category, tier], index): Row =>
      [`${category} (${tier}) leaves on a consent that names it`, 'all-released', readerFor(owner), owner, category, 'KURSVERMITTLUNG', granted('CONSENT', `full-${index + 1}`)]),
    ...(['RESIDENCE_PROCEDURE', 'CHILD_PROTECTION', 'VICTIM_STATUS', 'CRIMINAL', 'BELIEF_ORIENTATION'] as const).map((category): Row =>
      [`${category} (T6) is never transported`, 'all-released', cm, category === 'RESIDENCE_PROCEDURE' ? 'ABH_KREIS' : 'JUGENDAMT:KREIS', category, 'CM_DURCHFUEHRUNG', withheld('NEVER_VIA_GATEWAY')]),
    ['RESIDENCE_PROCEDURE (T6) is not even served to its owner', 'all-released', at('ABH_KREIS', 'abh-1'), 'ABH_KREIS', 'RESIDENCE_PROCEDURE', 'EINBUERGERUNG', withheld('NEVER_VIA_GATEWAY')],
    ['a category that nobody knows is withheld', 'all-released', cm, 'NWL_CUK', 'LANGUAGE_LVL', 'KURSVERMITTLUNG', withheld('NEVER_VIA_GATEWAY')],
    ['a name every object has is no category', 'all-released', cm, 'NWL_CUK', '__proto__', 'KURSVERMITTLUNG', withheld('NEVER_VIA_GATEWAY')],
    ['an owner that nobody knows releases nothing', 'all-released', cm, 'POLIZEI', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('OUT_OF_SCOPE_RECIPIENT')],
    ['for a unit that does not work with the client the client does not exist', 'stranger', jobcenter, 'KREIS_SERVICESTELLE', 'IDENTITY_CORE', 'KURSVERMITTLUNG', withheld('UNKNOWN_SUBJECT')],
    ['own data of a client the unit does not work with are not there either', 'stranger', jobcenter, 'JOBCENTER_LIPPE', 'BENEFIT_REGIME', 'ARBEITSBERATUNG', withheld('UNKNOWN_SUBJECT')],
    ['the state of consents is shown to a unit that works with the client', 'stranger', cm, 'CONSENT_SERVICE', 'CONSENT_META', 'CM_DURCHFUEHRUNG', granted('OWN_DATA')],
    ['the state of consents is not shown to one that does not', 'stranger', jobcenter, 'CONSENT_SERVICE', 'CONSENT_META', 'ARBEITSBERATUNG', withheld('UNKNOWN_SUBJECT')],
  ],
};
