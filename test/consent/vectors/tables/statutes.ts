import { abh, at, client, cm, consent, cuk, emergency, granted, jobcenter, ki, named, own, relation, substituteOf, team, withheld, youthOffice, type Row, type Table } from './words.js';
import type { Category } from '../../../../consent/core/index.js';

const agency = at('AA_DETMOLD', 'aa-1');
const naturalisation = at('EBH_KREIS', 'ebh-1');
const school = at('SCHULTRAEGER:LAGE', 'st-1');
const welfare = at('SOZIALAMT:LAGE', 'sa-1');
const provider = at('KURSTRAEGER:VHS_LIPPE_OST', 'vhs-1');
const supervision = at('SCHULAUFSICHT', 'sch-1');
const everybody = [...team, agency, naturalisation, school, welfare, provider, supervision];
const relations = everybody.map((who) => relation(who));

const packet: readonly (readonly [string, Category])[] = [['KREIS_SERVICESTELLE', 'IDENTITY_CORE'], ['NWL_CUK', 'LANGUAGE_LEVEL'], ['JOBCENTER_LIPPE', 'LABOUR_PROFILE'], ['KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT']];
const beyondThePacket: readonly (readonly [string, Category])[] = [
  ['KREIS_SERVICESTELLE', 'CONTACT'], ['KREIS_SERVICESTELLE', 'NATIONALITY'], ['KREIS_SERVICESTELLE', 'HOUSEHOLD'], ['KREIS_SERVICESTELLE', 'CM_PROCESS'],
  ['KREIS_SERVICESTELLE', 'CM_GOALS'], ['KREIS_SERVICESTELLE', 'CM_NARRATIVE'], ['KREIS_SERVICESTELLE', 'HEALTH'], ['KREIS_SERVICESTELLE', 'PSYCHOSOCIAL'],
  ['JOBCENTER_LIPPE', 'BENEFIT_REGIME'], ['JOBCENTER_LIPPE', 'JC_PLAN'], ['NWL_CUK', 'COURSE_ENROLMENT'], ['NWL_CUK', 'LANGUAGE_TEST_DETAIL'],
  ['KI_SEITENEINSTIEG', 'SCHOOL_BIOGRAPHY'], ['JUGENDAMT:KREIS', 'KITA_PLACEMENT'],
];
const toAuthorities = consent({
  id: 'c2', releasingUnits: ['KREIS_SERVICESTELLE', 'NWL_CUK', 'JOBCENTER_LIPPE', 'KI_SEITENEINSTIEG', 'JUGENDAMT:KREIS'], receivingUnits: ['ABH_KREIS', 'EBH_KREIS'],
  releasingPersons: team.map(named), receivingPersons: [named(abh), named(naturalisation)],
  categories: [...packet, ...beyondThePacket].map(([, category]) => category), explicitCategories: ['HEALTH', 'PSYCHOSOCIAL', 'LANGUAGE_TEST_DETAIL'],
  purposes: ['AUFENTHALTSPERSPEKTIVE_25A_25B', 'EINBUERGERUNG', 'CM_DURCHFUEHRUNG', 'FAMILIENNACHZUG'],
});
const attendance = consent({
  id: 'c6', releasingUnits: ['NWL_CUK', 'KURSTRAEGER:VHS_LIPPE_OST'], releasingPersons: [named(cuk), named(provider)],
  receivingUnits: ['JOBCENTER_LIPPE', 'AA_DETMOLD', 'SOZIALAMT:LAGE', 'KREIS_SERVICESTELLE'], receivingPersons: [jobcenter, agency, welfare, cm].map(named),
  categories: ['COURSE_ATTENDANCE', 'COURSE_ENROLMENT'],
});
const benefits = consent({
  id: 'c7', releasingUnits: ['JOBCENTER_LIPPE'], releasingPersons: [named(jobcenter)], receivingUnits: ['KI_SEITENEINSTIEG', 'SCHULTRAEGER:LAGE', 'SCHULAUFSICHT', 'KREIS_SERVICESTELLE'],
  receivingPersons: [ki, school, supervision, cm].map(named), categories: ['BENEFIT_REGIME', 'BENEFIT_DETAIL', 'LABOUR_PROFILE'],
});
const narrative = consent({
  id: 'c8', releasingUnits: ['KREIS_SERVICESTELLE'], releasingPersons: [named(cm)], receivingUnits: ['JOBCENTER_LIPPE'], receivingPersons: [named(jobcenter)], categories: ['CM_NARRATIVE', 'CM_GOALS'],
});
const never = withheld('NEVER_VIA_GATEWAY');
const perspective = 'AUFENTHALTSPERSPEKTIVE_25A_25B';

export const NEVER_LIST: Table = {
  file: '11-never-list', prefix: 'NEVER', title: 'What no basis opens: to immigration authorities, attendance to those who can sanction, benefits to schools, free text of the case',
  source: 'C.10-1, -3, -4, -7, A.14, B.1 (CM_NARRATIVE), F4, F13; § 88 AufenthG, § 71 Abs. 2 SGB X, § 8 Abs. 3 IntV, § 203 StGB',
  clients: {
    signed: client({ relations, consents: [toAuthorities, attendance, benefits, narrative] }),
    emergency: client({ relations, emergencies: [
      emergency({ receivingUnit: 'ABH_KREIS' }), emergency({ id: 'e2', receivingUnit: 'EBH_KREIS' }), emergency({ id: 'e3', categories: ['CM_NARRATIVE', 'CONTACT'] }),
      emergency({ id: 'e4', releasingUnit: 'NWL_CUK', receivingUnit: 'JOBCENTER_LIPPE', categories: ['COURSE_ATTENDANCE'] }),
    ] }),
  },
  rows: [
    ...packet.map(([owner, category]): Row => [`${category} to the Ausländerbehörde for a perspective check the client agreed to`, 'signed', abh, owner, category, perspective, granted('CONSENT', 'c2')]),
    ...packet.map(([owner, category]): Row => [`${category} to the Einbürgerungsbehörde for naturalisation the client agreed to`, 'signed', naturalisation, owner, category, 'EINBUERGERUNG', granted('CONSENT', 'c2')]),
    ...packet.map(([owner, category]): Row => [`${category} to the Ausländerbehörde for no other purpose`, 'signed', abh, owner, category, 'CM_DURCHFUEHRUNG', never]),
    ...beyondThePacket.map(([owner, category]): Row => [`${category} never to the Ausländerbehörde, though the client signed it`, 'signed', abh, owner, category, perspective, never]),
    ['nor to the Einbürgerungsbehörde', 'signed', naturalisation, 'JOBCENTER_LIPPE', 'BENEFIT_REGIME', 'EINBUERGERUNG', never],
    ['family reunification is no perspective check', 'signed', abh, 'KREIS_SERVICESTELLE', 'IDENTITY_CORE', 'FAMILIENNACHZUG', never],
    ['own data of the Ausländerbehörde are no transmission', 'signed', abh, 'ABH_KREIS', 'RESIDENCE_TITLE', 'CM_DURCHFUEHRUNG', own],
    ['one immigration authority is another unit than the next', 'signed', naturalisation, 'ABH_KREIS', 'RESIDENCE_TITLE', 'EINBUERGERUNG', never],
    ['attendance never to the Jobcenter', 'signed', jobcenter, 'NWL_CUK', 'COURSE_ATTENDANCE', 'KURSVERMITTLUNG', never],
    ['enrolment may go there', 'signed', jobcenter, 'NWL_CUK', 'COURSE_ENROLMENT', 'KURSVERMITTLUNG', granted('CONSENT', 'c6')],
    ['attendance never to the Agentur für Arbeit', 'signed', agency, 'NWL_CUK', 'COURSE_ATTENDANCE', 'KURSVERMITTLUNG', never],
    ['attendance never to a Sozialamt', 'signed', welfare, 'KURSTRAEGER:VHS_LIPPE_OST', 'COURSE_ATTENDANCE', 'KURSVERMITTLUNG', never],
    ['attendance to the case management, which cannot sanction, from person to person', 'signed', cm, 'KURSTRAEGER:VHS_LIPPE_OST', 'COURSE_ATTENDANCE', 'KURSVERMITTLUNG', granted('CONSENT', 'c6')],
    ['the benefit regime never to the school advisory', 'signed', ki, 'JOBCENTER_LIPPE', 'BENEFIT_REGIME', 'KURSVERMITTLUNG', never],
    ['the benefit regime never to a Schulträger', 'signed', school, 'JOBCENTER_LIPPE', 'BENEFIT_REGIME', 'KURSVERMITTLUNG', never],
    ['the benefit regime never to the Schulaufsicht', 'signed', supervision, 'JOBCENTER_LIPPE', 'BENEFIT_REGIME', 'KURSVERMITTLUNG', never],
    ['amounts of benefits never to a Schulträger', 'signed', school, 'JOBCENTER_LIPPE', 'BENEFIT_DETAIL', 'KURSVERMITTLUNG', never],
    ['other data on the same paper to a Schulträger', 'signed', school, 'JOBCENTER_LIPPE', 'LABOUR_PROFILE', 'KURSVERMITTLUNG', granted('CONSENT', 'c7')],
    ['the benefit regime to the case management', 'signed', cm, 'JOBCENTER_LIPPE', 'BENEFIT_REGIME', 'KURSVERMITTLUNG', granted('CONSENT', 'c7')],
    ['free text of the case never leaves', 'signed', jobcenter, 'KREIS_SERVICESTELLE', 'CM_NARRATIVE', 'KURSVERMITTLUNG', never],
    ['goals on the same paper do', 'signed', jobcenter, 'KREIS_SERVICESTELLE', 'CM_GOALS', 'KURSVERMITTLUNG', granted('CONSENT', 'c8')],
    ['an emergency opens nothing to an Ausländerbehörde', 'emergency', abh, 'KREIS_SERVICESTELLE', 'IDENTITY_CORE', perspective, withheld('CONSENT_MISSING')],
    ['an emergency opens nothing to an Einbürgerungsbehörde', 'emergency', naturalisation, 'KREIS_SERVICESTELLE', 'CONTACT', 'EINBUERGERUNG', never],
    ['an emergency does not carry free text of the case', 'emergency', youthOffice, 'KREIS_SERVICESTELLE', 'CM_NARRATIVE', 'KITAPLATZ', never],
    ['an emergency does not carry attendance to the Jobcenter', 'emergency', jobcenter, 'NWL_CUK', 'COURSE_ATTENDANCE', 'KURSVERMITTLUNG', never],
  ],
};

/** Candidates of the catalogue: who gives what to whom, what for; each asked with the flow off, on, and off among others. */
const candidates: readonly (readonly [flow: string, from: string, to: typeof cm, category: Category, purpose: string])[] = [
  ['S1', 'JOBCENTER_LIPPE', agency, 'BENEFIT_REGIME', 'RECHTSKREISWECHSEL'], ['S1', 'AA_DETMOLD', jobcenter, 'BENEFIT_REGIME', 'RECHTSKREISWECHSEL'],
  ['S1', 'JOBCENTER_LIPPE', agency, 'LABOUR_PROFILE', 'ARBEITSBERATUNG'], ['S1', 'AA_DETMOLD', jobcenter, 'LABOUR_PROFILE', 'MASSNAHMENZUSTEUERUNG'],
  ['S2', 'JOBCENTER_LIPPE', cuk, 'BENEFIT_REGIME', 'KURSVERMITTLUNG'], ['S2', 'NWL_CUK', jobcenter, 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG'],
  ['S2', 'NWL_CUK', jobcenter, 'COURSE_ENTITLEMENT', 'SPRACHEINSTUFUNG'],
  ['S3', 'JOBCENTER_LIPPE', youthOffice, 'BENEFIT_REGIME', 'KITAPLATZ'], ['S3', 'AA_DETMOLD', youthOffice, 'BENEFIT_REGIME', 'RECHTSKREISWECHSEL'],
];
const others = (flow: string): string[] => ['S1', 'S2', 'S3'].filter((id) => id !== flow);
const missing = withheld('CONSENT_MISSING');

/** Flows with a channel of their own: a configuration that names them is refused. */
const outside: readonly (readonly [flow: string, owner: string, to: typeof cm, category: Category, shows: string])[] = [
  ['S4', 'NWL_CUK', at('BAMF', 'bamf-1'), 'COURSE_ENROLMENT', 'Kursträger to BAMF'], ['S5', 'NWL_CUK', jobcenter, 'COURSE_ATTENDANCE', 'Kursträger to those who oblige'],
  ['S6', 'KREIS_SERVICESTELLE', youthOffice, 'CONTACT', 'child endangerment, which has the emergency path'], ['S7', 'SOZIALAMT:LAGE', abh, 'BENEFIT_REGIME', 'Sozialamt to Ausländerbehörde'],
  ['S8', 'KREIS_SERVICESTELLE', abh, 'CONTACT', 'public body to Ausländerbehörde'], ['S9', 'JOBCENTER_LIPPE', abh, 'BENEFIT_REGIME', 'application for benefits to Ausländerbehörde'],
  ['S10', 'KREIS_SERVICESTELLE', school, 'IDENTITY_CORE', 'Einwohnermeldeamt to Schulträger'], ['S11', 'JOBCENTER_LIPPE', naturalisation, 'BENEFIT_REGIME', 'public body to Einbürgerungsbehörde'],
  ['S12', 'JUGENDAMT:KREIS', at('JUGENDAMT:LAGE', 'jal-1'), 'KITA_PLACEMENT', 'Jugendamt to Jugendamt'],
];

export const STATUTES: Table = {
  file: '12-statutory-flows', prefix: 'FLOW', title: 'A statute opens a flow of the closed catalogue only when the county switched it on, in its direction, for its purposes and data',
  source: 'C.9 (closed catalogue B3), F2; § 50 Abs. 1 SGB II, § 69 Abs. 1 Nr. 1 SGB X, § 9a SGB III',
  clients: {
    nobody: client({ relations }), gone: client({ relations: [relation(jobcenter), relation(cuk, { to: '2026-03-01T12:00:00Z' })] }),
    both: client({ relations, consents: [consent({ receivingUnits: ['JOBCENTER_LIPPE'], categories: ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG'] })] }),
  },
  rows: [
    ...candidates.map(([flow, owner, to, category, purpose]): Row => [`${flow}: ${owner} gives ${category} to ${to.unit} when on`, 'nobody', to, owner, category, purpose, granted('STATUTE', flow), { flows: [flow] }]),
    ...candidates.map(([flow, owner, to, category, purpose]): Row => [`${flow} is off by default`, 'nobody', to, owner, category, purpose, missing]),
    ...candidates.map(([flow, owner, to, category, purpose]): Row => [`other flows do not stand in for ${flow}`, 'nobody', to, owner, category, purpose, missing, { flows: others(flow) }]),
    ...candidates.map(([flow, owner, to, category]): Row => [`${flow} is not for housing`, 'nobody', to, owner, category, 'WOHNEN', missing, { flows: [flow] }]),
    ...outside.map(([flow, owner, to, category, shows]): Row => [`${flow} (${shows}) cannot be switched on`, 'nobody', to, owner, category, 'KURSVERMITTLUNG', { refused: 'FLOW_NOT_VIA_GATEWAY' }, { flows: [flow] }]),
    ['a flow that nobody knows cannot be switched on', 'nobody', jobcenter, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', { refused: 'FLOW_NOT_VIA_GATEWAY' }, { flows: ['S99'] }],
    ['one wrong flow refuses the whole configuration', 'nobody', jobcenter, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', { refused: 'FLOW_NOT_VIA_GATEWAY' }, { flows: ['S2', 'S8'] }],
    ['S2 does not give the support plan', 'nobody', jobcenter, 'NWL_CUK', 'SUPPORT_PLAN_LANG', 'KURSVERMITTLUNG', missing, { flows: ['S2'] }],
    ['S2 does not give test details, which are T5', 'nobody', jobcenter, 'NWL_CUK', 'LANGUAGE_TEST_DETAIL', 'KURSVERMITTLUNG', missing, { flows: ['S2'] }],
    ['S2 does not give the labour profile to CuK', 'nobody', cuk, 'JOBCENTER_LIPPE', 'LABOUR_PROFILE', 'KURSVERMITTLUNG', missing, { flows: ['S2'] }],
    ['S2 does not give anything to the case management', 'nobody', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', missing, { flows: ['S1', 'S2', 'S3'] }],
    ['S2 does not give anything to the Agentur', 'nobody', agency, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', missing, { flows: ['S1', 'S2', 'S3'] }],
    ['S1 does not give professional secrets', 'nobody', agency, 'JOBCENTER_LIPPE', 'JC_PLAN', 'ARBEITSBERATUNG', missing, { flows: ['S1'] }],
    ['S1 does not give the labour profile of the case management', 'nobody', jobcenter, 'KREIS_SERVICESTELLE', 'LABOUR_PROFILE', 'ARBEITSBERATUNG', missing, { flows: ['S1'] }],
    ['S3 does not give the labour profile', 'nobody', youthOffice, 'JOBCENTER_LIPPE', 'LABOUR_PROFILE', 'KITAPLATZ', missing, { flows: ['S3'] }],
    ['S3 does not take Kita data out of the Jugendamt', 'nobody', jobcenter, 'JUGENDAMT:KREIS', 'KITA_PLACEMENT', 'KITAPLATZ', missing, { flows: ['S3'] }],
    ['no flow needs a named person', 'nobody', substituteOf(jobcenter), 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('STATUTE', 'S2'), { flows: ['S2'] }],
    ['no flow serves a coordinator', 'nobody', { ...jobcenter, role: 'COORDINATOR' }, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('NO_BASIS'), { flows: ['S2'] }],
    ['no flow opens a client the owner no longer works with', 'gone', jobcenter, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', missing, { flows: ['S2'] }],
    ['no flow before the catalogue is in force', 'nobody', jobcenter, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('UNKNOWN_SUBJECT'), { flows: ['S2'], at: '2019-12-31T00:00:00Z' }],
    ['where a statute governs it is the basis, not the consent', 'both', jobcenter, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('STATUTE', 'S2'), { flows: ['S2'] }],
    ['beyond the statute the consent is the basis', 'both', jobcenter, 'NWL_CUK', 'SUPPORT_PLAN_LANG', 'KURSVERMITTLUNG', granted('CONSENT', 'c1'), { flows: ['S2'] }],
    ['with the flow off the consent is the basis', 'both', jobcenter, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('CONSENT', 'c1')],
  ],
};

const hour = (shows: string, name: string, category: string, expect: Row[6], over: { who?: typeof cm; at?: string; owner?: string; flows?: string[] } = {}): Row => {
  const { who = youthOffice, owner = 'KREIS_SERVICESTELLE', ...rest } = over;
  return [shows, name, who, owner, category, 'KITAPLATZ', expect, rest];
};
const e1 = granted('EMERGENCY', 'e1');

export const EMERGENCIES: Table = {
  file: '13-emergency', prefix: 'EMERG', title: 'An emergency opens a few categories of one unit to one Jugendamt for its hour',
  source: 'C.7, C.9 B4, F10; § 4 Abs. 3 KKG, § 34 StGB',
  clients: {
    hour: client({ emergencies: [emergency()] }), health: client({ emergencies: [emergency({ categories: ['HEALTH', 'CM_GOALS'] })] }),
    't6': client({ emergencies: [emergency({ categories: ['CONTACT', 'CHILD_PROTECTION', 'CRIMINAL'] })] }),
    unrelated: client({ relations: [relation(cm)], emergencies: [emergency()] }), 'owner-gone': client({ relations: [relation(youthOffice)], emergencies: [emergency()] }),
    'to-others': client({ emergencies: [emergency({ receivingUnit: 'JOBCENTER_LIPPE' }), emergency({ id: 'e2', receivingUnit: 'KI_SEITENEINSTIEG' })] }),
    benefits: client({
      relations, emergencies: [emergency({ releasingUnit: 'JOBCENTER_LIPPE', categories: ['BENEFIT_REGIME'] })],
      consents: [consent({ releasingUnits: ['JOBCENTER_LIPPE'], receivingUnits: ['JUGENDAMT:KREIS'], categories: ['BENEFIT_REGIME'], purposes: ['KITAPLATZ'] })],
    }),
  },
  rows: [
    hour('in its hour', 'hour', 'CONTACT', e1), hour('for a colleague at the Jugendamt too', 'hour', 'CONTACT', e1, { who: substituteOf(youthOffice) }),
    hour('only the categories it names', 'hour', 'HOUSEHOLD', missing), hour('not the residence data', 'hour', 'RESIDENCE_TITLE', missing, { owner: 'ABH_KREIS' }),
    hour('not the file of the case', 'hour', 'CM_PROCESS', missing), hour('not to anybody else', 'hour', 'CONTACT', missing, { who: jobcenter }),
    hour('not to a coordinator of the Jugendamt', 'hour', 'CONTACT', withheld('NO_BASIS'), { who: { ...youthOffice, role: 'COORDINATOR' } }),
    hour('a millisecond before it begins', 'hour', 'CONTACT', missing, { at: '2026-03-01T11:29:59.999Z' }), hour('at its first instant', 'hour', 'CONTACT', e1, { at: '2026-03-01T11:30:00Z' }),
    hour('in its last millisecond', 'hour', 'CONTACT', e1, { at: '2026-03-01T12:29:59.999Z' }), hour('it ends by itself', 'hour', 'CONTACT', missing, { at: '2026-03-01T12:30:00Z' }),
    hour('what it names explicitly leaves though it is T5', 'health', 'HEALTH', e1), hour('what it names explicitly leaves though it is T4', 'health', 'CM_GOALS', e1),
    hour('T6 stays closed: child protection', 't6', 'CHILD_PROTECTION', withheld('NEVER_VIA_GATEWAY')), hour('T6 stays closed: criminal convictions', 't6', 'CRIMINAL', withheld('NEVER_VIA_GATEWAY')),
    hour('beside T6 the rest is opened', 't6', 'CONTACT', e1), hour('nothing to a unit that has no relation recorded', 'unrelated', 'CONTACT', withheld('UNKNOWN_SUBJECT')),
    hour('nothing of a unit that does not work with the client', 'owner-gone', 'CONTACT', missing),
    hour('an emergency comes before statute and consent', 'benefits', 'BENEFIT_REGIME', e1, { owner: 'JOBCENTER_LIPPE', flows: ['S3'] }),
    hour('after it the statute is the basis', 'benefits', 'BENEFIT_REGIME', granted('STATUTE', 'S3'), { owner: 'JOBCENTER_LIPPE', flows: ['S3'], at: '2026-03-01T12:30:00Z' }),
    hour('with the flow off the consent is', 'benefits', 'BENEFIT_REGIME', granted('CONSENT', 'c1'), { owner: 'JOBCENTER_LIPPE', at: '2026-03-01T12:30:00Z' }),
    hour('an emergency opens nothing to a Jobcenter', 'to-others', 'CONTACT', missing, { who: jobcenter }),
    hour('nor to the school advisory', 'to-others', 'CONTACT', missing, { who: ki }),
  ],
};
