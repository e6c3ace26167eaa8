import { abh, at, client, cm, consent, cuk, emergency, granted, jobcenter, ki, own, relation, substituteOf, team, withConsents, withheld, youthOffice, type Row, type Table } from './words.js';

const police = at('POLIZEI', 'pol-1');
const customs = at('ZOLL', 'zoll-1');
const strangers = [...team, police, customs].map((who) => relation(who));

export const ROLES_AND_UNITS: Table = {
  file: '02-roles-and-units', prefix: 'WHO', title: 'Only known units and roles that work on cases read personal data',
  source: 'B.0, C.3-2, C.9 B1 and B7, C.10-2; § 35 Abs. 1 S. 2 SGB I, §§ 68, 72, 73 SGB X',
  clients: { released: { ...withConsents(consent(), consent({ id: 'c2', receivingUnits: ['POLIZEI'] })), relations: strangers, broken: true } },
  rows: [
    ['a case manager reads own data', 'released', cm, cm.unit, 'CM_PROCESS', 'CM_DURCHFUEHRUNG', own],
    ['a caseworker reads own data', 'released', { ...cm, role: 'CASE_WORKER' }, cm.unit, 'CM_PROCESS', 'CM_DURCHFUEHRUNG', own],
    ['a data-protection officer reads no client data, not even of the own unit', 'released', { ...cm, role: 'DPO' }, cm.unit, 'CM_PROCESS', 'CM_DURCHFUEHRUNG', withheld('NO_BASIS')],
    ['a coordinator reads no client data', 'released', { ...cm, role: 'COORDINATOR' }, cm.unit, 'CM_PROCESS', 'CM_DURCHFUEHRUNG', withheld('NO_BASIS')],
    ['a case manager reads what was released to the unit', 'released', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('CONSENT', 'c1')],
    ['a caseworker reads what was released to the unit', 'released', { ...cm, role: 'CASE_WORKER' }, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('CONSENT', 'c1')],
    ['a data-protection officer reads nothing that was released', 'released', { ...cm, role: 'DPO' }, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('NO_BASIS')],
    ['a coordinator reads nothing that was released', 'released', { ...cm, role: 'COORDINATOR' }, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('NO_BASIS')],
    ['an unknown role reads nothing', 'released', { ...cm, role: 'ADMIN' as never }, cm.unit, 'CM_PROCESS', 'CM_DURCHFUEHRUNG', withheld('NO_BASIS')],
    ['a name every object has is no role', 'released', { ...cm, role: 'constructor' as never }, cm.unit, 'CM_PROCESS', 'CM_DURCHFUEHRUNG', withheld('NO_BASIS')],
    ['the police is no unit, whatever records say', 'released', police, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('NO_BASIS')],
    ['customs are no unit', 'released', customs, 'KREIS_SERVICESTELLE', 'CONTACT', 'WOHNEN', withheld('NO_BASIS')],
    ['a name every object has is no unit', 'released', at('__proto__', 'x'), 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('UNKNOWN_SUBJECT')],
  ],
};

const shared = client({ relations: [...team.map((who) => relation(who)), relation(at('AA_DETMOLD', 'aa-1')), relation(at('JUGENDAMT:LAGE', 'jal-1'))] });

export const OWN_DATA: Table = {
  file: '03-own-data', prefix: 'OWN', title: 'A unit reads its own data: T2 and T3 everybody there who works on cases, T4 and T5 the persons entrusted with the client',
  source: 'B.1, C.9 B1; § 35 Abs. 1 S. 2 SGB I, § 203 StGB',
  clients: {
    'to-itself': client({
      consents: [consent({ releasingUnits: [cm.unit], receivingUnits: [cm.unit], categories: ['HEALTH'], explicitCategories: ['HEALTH'] })],
      emergencies: [emergency({ releasingUnit: youthOffice.unit, categories: ['CM_NARRATIVE'] })],
    }),
    shared, handed: client({ relations: [relation(cm, { persons: ['cm-1', 'cm-2'] }), relation(jobcenter, { persons: ['jc-2'], responsible: null })] }),
  },
  rows: [
    ['T2 to the person in charge', 'shared', cm, cm.unit, 'CONTACT', 'CM_DURCHFUEHRUNG', own],
    ['T2 to a substitute', 'shared', substituteOf(cm), cm.unit, 'CONTACT', 'CM_DURCHFUEHRUNG', own],
    ['T3 to the person in charge', 'shared', jobcenter, jobcenter.unit, 'BENEFIT_REGIME', 'ARBEITSBERATUNG', own],
    ['T3 to a substitute', 'shared', substituteOf(jobcenter), jobcenter.unit, 'BENEFIT_REGIME', 'ARBEITSBERATUNG', own],
    ['T4 to the person in charge', 'shared', jobcenter, jobcenter.unit, 'JC_PLAN', 'ARBEITSBERATUNG', own],
    ['T4 not to a substitute', 'shared', substituteOf(jobcenter), jobcenter.unit, 'JC_PLAN', 'ARBEITSBERATUNG', withheld('OUT_OF_SCOPE_PERSON')],
    ['T5 to the person in charge', 'shared', cm, cm.unit, 'HEALTH', 'CM_DURCHFUEHRUNG', own],
    ['T5 not to a substitute', 'shared', substituteOf(cm), cm.unit, 'HEALTH', 'CM_DURCHFUEHRUNG', withheld('OUT_OF_SCOPE_PERSON')],
    ['T5 to the language coordination in charge', 'shared', cuk, cuk.unit, 'LANGUAGE_TEST_DETAIL', 'SPRACHEINSTUFUNG', own],
    ['T5 not to a colleague there', 'shared', substituteOf(cuk), cuk.unit, 'LANGUAGE_TEST_DETAIL', 'SPRACHEINSTUFUNG', withheld('OUT_OF_SCOPE_PERSON')],
    ['free text of the case to the person in charge: it does not leave the unit', 'shared', cm, cm.unit, 'CM_NARRATIVE', 'CM_DURCHFUEHRUNG', own],
    ['free text of the case not to a substitute', 'shared', substituteOf(cm), cm.unit, 'CM_NARRATIVE', 'CM_DURCHFUEHRUNG', withheld('OUT_OF_SCOPE_PERSON')],
    ['T4 to a second entrusted person', 'handed', at(cm.unit, 'cm-2'), cm.unit, 'CM_GOALS', 'CM_DURCHFUEHRUNG', own],
    ['T4 to an entrusted person where nobody leads', 'handed', at(jobcenter.unit, 'jc-2'), jobcenter.unit, 'JC_PLAN', 'ARBEITSBERATUNG', own],
    ['T4 not to a person of the same id at another unit', 'handed', at(jobcenter.unit, 'cm-2'), jobcenter.unit, 'JC_PLAN', 'ARBEITSBERATUNG', withheld('OUT_OF_SCOPE_PERSON')],
    ['an immigration office its own residence data', 'shared', abh, abh.unit, 'RESIDENCE_TITLE', 'EINBUERGERUNG', own],
    ['an immigration office its own perspective checks', 'shared', abh, abh.unit, 'PERSPECTIVE_CHECK', 'AUFENTHALTSPERSPEKTIVE_25A_25B', own],
    ['a school advisory its own school data', 'shared', ki, ki.unit, 'SCHOOL_BIOGRAPHY', 'SCHULPLATZ', own],
    ['a Jugendamt its own Kita data', 'shared', youthOffice, youthOffice.unit, 'KITA_PLACEMENT', 'KITAPLATZ', own],
    ['own data for any purpose that exists', 'shared', cm, cm.unit, 'CONTACT', 'WOHNEN', own],
    ['own data not for a purpose that does not exist', 'shared', cm, cm.unit, 'CM_PROCESS', '*', withheld('NO_BASIS')],
    ['the same kind of office is another unit: Jobcenter and Agentur', 'shared', at('AA_DETMOLD', 'aa-1'), jobcenter.unit, 'BENEFIT_REGIME', 'ARBEITSBERATUNG', withheld('CONSENT_MISSING')],
    ['the same kind of office is another unit: two Jugendämter', 'shared', at('JUGENDAMT:LAGE', 'jal-1'), youthOffice.unit, 'KITA_PLACEMENT', 'KITAPLATZ', withheld('CONSENT_MISSING')],
    ['the same Kreis is no unit: Servicestelle and Jugendamt', 'shared', cm, youthOffice.unit, 'KITA_PLACEMENT', 'KITAPLATZ', withheld('CONSENT_MISSING')],
    ['own data only of what the unit holds', 'shared', cm, cm.unit, 'RESIDENCE_TITLE', 'CM_DURCHFUEHRUNG', withheld('NO_BASIS')],
    ['a paper from the unit to itself opens no secrets to colleagues', 'to-itself', substituteOf(cm), cm.unit, 'HEALTH', 'KURSVERMITTLUNG', withheld('OUT_OF_SCOPE_PERSON')],
    ['nor does an emergency from the unit to itself', 'to-itself', substituteOf(youthOffice), youthOffice.unit, 'CM_NARRATIVE', 'KITAPLATZ', withheld('OUT_OF_SCOPE_PERSON')],
  ] satisfies Row[],
};

const hours = { end: '2026-03-01T12:00:00Z', before: '2026-03-01T11:59:59.999Z', start: '2026-01-01T00:00:00Z', earlier: '2025-12-31T23:59:59.999Z' };
const spanning = (who: typeof cm) => client({
  relations: team.map((one) => relation(one, one.unit === who.unit ? { from: hours.start, to: hours.end } : {})),
  consents: [consent({ from: '2025-06-01T00:00:00Z' })],
});

export const RELATIONS: Table = {
  file: '04-relations', prefix: 'REL', title: 'A release needs that both units work with the client at that instant',
  source: 'C.3-2, F5, F12; §§ 67c, 67d SGB X',
  clients: {
    'reader-leaves': spanning(cm), 'owner-leaves': spanning(cuk),
    handover: client({ relations: [relation(cm, { to: hours.end }), relation(at(cm.unit, 'cm-9'), { from: hours.end }), relation(cuk)], consents: [consent()] }),
  },
  rows: [
    ['before the relation begins', 'reader-leaves', cm, cm.unit, 'CM_PROCESS', 'CM_DURCHFUEHRUNG', withheld('UNKNOWN_SUBJECT'), { at: hours.earlier }],
    ['at its first instant', 'reader-leaves', cm, cm.unit, 'CM_PROCESS', 'CM_DURCHFUEHRUNG', own, { at: hours.start }],
    ['in its last millisecond', 'reader-leaves', cm, cm.unit, 'CM_PROCESS', 'CM_DURCHFUEHRUNG', own, { at: hours.before }],
    ['at its end', 'reader-leaves', cm, cm.unit, 'CM_PROCESS', 'CM_DURCHFUEHRUNG', withheld('UNKNOWN_SUBJECT'), { at: hours.end }],
    ['a consent does not help before the reader works with the client', 'reader-leaves', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('UNKNOWN_SUBJECT'), { at: hours.earlier }],
    ['a consent counts from then on', 'reader-leaves', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('CONSENT', 'c1'), { at: hours.start }],
    ['a consent does not help after the reader stopped', 'reader-leaves', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('UNKNOWN_SUBJECT'), { at: hours.end }],
    ['an owner that does not yet work with the client releases nothing', 'owner-leaves', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('OUT_OF_SCOPE_RECIPIENT'), { at: hours.earlier }],
    ['an owner releases from the first instant', 'owner-leaves', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('CONSENT', 'c1'), { at: hours.start }],
    ['an owner releases in the last millisecond', 'owner-leaves', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('CONSENT', 'c1'), { at: hours.before }],
    ['an owner that stopped releases nothing', 'owner-leaves', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('OUT_OF_SCOPE_RECIPIENT'), { at: hours.end }],
    ['the predecessor reads secrets to the last millisecond', 'handover', cm, cm.unit, 'CM_GOALS', 'CM_DURCHFUEHRUNG', own, { at: hours.before }],
    ['the predecessor reads none from the handover on', 'handover', cm, cm.unit, 'CM_GOALS', 'CM_DURCHFUEHRUNG', withheld('OUT_OF_SCOPE_PERSON'), { at: hours.end }],
    ['the successor reads secrets from the handover on', 'handover', at(cm.unit, 'cm-9'), cm.unit, 'CM_GOALS', 'CM_DURCHFUEHRUNG', own, { at: hours.end }],
    ['the successor reads none before', 'handover', at(cm.unit, 'cm-9'), cm.unit, 'CM_GOALS', 'CM_DURCHFUEHRUNG', withheld('OUT_OF_SCOPE_PERSON'), { at: hours.before }],
    ['a release to the unit survives the handover', 'handover', at(cm.unit, 'cm-9'), 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('CONSENT', 'c1'), { at: hours.end }],
  ],
};

