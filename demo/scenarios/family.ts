import { bothWays, grant } from '../consents.js';
import { addDays, addYears } from '../dates.js';
import type { Day } from '../dates.js';
import { residenceUnder } from '../facts/residence.js';
import { custody, ward } from '../household.js';
import { at, client, ids, incidental, manager, scenarioId, since, worker } from './cast.js';
import type { Cast, Scenario } from './cast.js';

const seventeen = (today: Day): Day => addYears(addDays(today, 40), -18);

/** F8, F9, F10 and F12: minors, guardians and parents. */
export const FAMILY_SCENARIOS = {
  F8: {
    title: 'Ein unbegleiteter Jugendlicher wird 18 / An unaccompanied minor turns 18',
    clients: ids('F8', 'NR'), consents: { c5: [scenarioId('F8.c5'), scenarioId('F8.c5-back'), scenarioId('F8.c5-cuk')] },
    staff: {
      cm: manager('KREIS_SERVICESTELLE', 'cm-sr2-1'), ki: worker('KI_SEITENEINSTIEG', 'ki-401'), cuk: worker('NWL_CUK', 'cuk-205'),
      guardian: worker('JUGENDAMT:KREIS', 'ja-kreis-1'),
    },
    notes: 'The 18th birthday is 40 days from today: c5 and the relation of the guardian end then.',
  },
  F9: {
    title: 'Getrennte Eltern / Separated parents',
    clients: ids('F9', 'PW', 'KW', 'JW'), consents: { kita: [scenarioId('F9.kita')] },
    staff: { cm: manager('KREIS_SERVICESTELLE', 'cm-sr6-1'), jugendamt: worker('JUGENDAMT:LAGE', 'ja-lage-1') },
    notes: 'P. W. lives with the mother in Lage, the father in Extertal; joint custody. ' +
      'The consent carries one signature of two and stays a draft until the case worker has decided.',
  },
  F10: {
    title: 'Kindeswohlgefährdung / Child endangerment',
    clients: ids('F10', 'ZB', 'AB'), consents: {},
    staff: { cm: manager('KREIS_SERVICESTELLE', 'cm-sr1-1'), jugendamt: worker('JUGENDAMT:KREIS', 'ja-kreis-2') },
    notes: 'No emergency is recorded yet. The Jugendamt knows the child from the Kita only and reads nothing of case management.',
  },
  F12: {
    title: 'Fachkraft mit Familie / Family of a skilled worker',
    clients: ids('F12', 'TN', 'MN', 'AN', 'DN'), consents: { school: [scenarioId('F12.school')], kita: [scenarioId('F12.kita')] },
    staff: {
      ki: worker('KI_SEITENEINSTIEG', 'ki-403'), jugendamt: worker('JUGENDAMT:KREIS', 'ja-kreis-1'), abh: worker('ABH_KREIS', 'abh-k-3'),
      cm: manager('KREIS_SERVICESTELLE', 'cm-sr1-1'),
    },
    notes: 'No case management was wanted: subgraph 1 has no row of this family and none is created.',
  },
} satisfies Record<string, Scenario>;

export const familyCast = (today: Day): Cast => ({
  clients: [ward18(today), ...separated(today), ...endangered(today), ...skilled(today)],
  consents: [...c5(today), oneSignature(today), ...parents(today)],
});

function ward18(today: Day) {
  const birthDate = seventeen(today);
  const registeredOn = addDays(today, -420);
  return client('F8.NR', today, {
    given: 'Navid', family: 'Rahimi', gender: 'MAENNLICH', birthDate, nationality: 'AFG', group: 'REF_UMF', municipality: 'BLOMBERG', registeredOn,
    languages: ['fa', 'de'], interpreter: null,
    residence: residenceUnder('AUFENTHALTSGESTATTUNG', registeredOn, today, incidental('F8')), benefit: { regime: 'SGB_VIII', since: registeredOn },
    guardians: [ward({ birthDate, registeredOn }, 'BLOMBERG')], inCaseManagement: true,
    case: { phase: 'MONITORING', openedOn: addDays(today, -380), decideBy: addDays(today, -366), share: 'BESCHLEUNIGUNG_70' },
    language: { level: 'A2', testedOn: addDays(today, -100), targetLevel: 'B2', access: 'ZULASSUNG_44_4_BAMF', enrolment: null },
    school: { state: 'BESCHULT', yearsOfSchooling: 7, firstDay: addDays(today, -380) },
    leads: { KI_SEITENEINSTIEG: 'ki-401', NWL_CUK: 'cuk-205', 'JUGENDAMT:KREIS': 'ja-kreis-1' },
  });
}

/** Given by the Amtsvormund, signed by N. R. as well; no longer than the guardianship. */
function c5(today: Day) {
  const terms = { client: scenarioId('F8.NR'), from: addDays(today, -200), to: addYears(seventeen(today), 18), language: 'fa', interpreter: 'GESCHULT_KI' } as const;
  return [
    ...bothWays({
      ...terms, id: scenarioId('F8.c5'), releasing: ['KI_SEITENEINSTIEG'], receiving: ['KREIS_SERVICESTELLE'], purpose: 'SCHULPLATZ',
      categories: ['SCHOOL_PLACEMENT', 'SCHOOL_BIOGRAPHY', 'IDENTITY_CORE', 'LANGUAGE_NEEDS'],
    }, scenarioId('F8.c5-back')),
    grant({
      ...terms, id: scenarioId('F8.c5-cuk'), releasing: ['NWL_CUK'], receiving: ['KREIS_SERVICESTELLE', 'KI_SEITENEINSTIEG'], purpose: 'SCHULPLATZ',
      categories: ['LANGUAGE_LEVEL'],
    }),
  ];
}

function separated(today: Day) {
  const home = {
    family: 'Wolff', nationality: 'DEU', group: 'DEUTSCHE_RUECKKEHRER', here: 300, languages: ['ru', 'de'], interpreter: null, inCaseManagement: true,
    leads: { 'JUGENDAMT:LAGE': 'ja-lage-1' },
  } as const;
  const mother = client('F9.KW', today, {
    ...home, given: 'Katja', gender: 'WEIBLICH', age: 32, municipality: 'LAGE', safeChannel: 'NUR_PERSOENLICH',
    needs: { psychosocial: ['SCHUTZ_VOR_GEWALT'], health: [] }, benefit: { regime: 'SGB_II', since: addDays(today, -280) },
  });
  const father = client('F9.JW', today, {
    ...home, given: 'Juri', gender: 'MAENNLICH', age: 35, municipality: 'EXTERTAL', household: scenarioId('F9.father'), street: 'Feldstraße 3',
    inCaseManagement: false,
  });
  const child = client('F9.PW', today, {
    ...home, given: 'Polina', gender: 'WEIBLICH', age: 5, municipality: 'LAGE',
    kita: { state: 'ANGEBOT_GEMACHT', neededFrom: addDays(today, -40), offeredOn: addDays(today, -14) },
  });
  return [mother, father, { ...child, guardians: custody([mother, father], child.birthDate) }];
}

const oneSignature = (today: Day) => grant({
  id: scenarioId('F9.kita'), client: scenarioId('F9.PW'), state: 'ENTWURF', releasing: ['JUGENDAMT:LAGE'], receiving: ['KREIS_SERVICESTELLE'],
  purpose: 'KITAPLATZ',
  categories: ['KITA_PLACEMENT'], from: addDays(today, -5),
});

function endangered(today: Day) {
  const home = {
    family: 'Barakat', nationality: 'SYR', group: 'REF_SUBSIDIAER', municipality: 'AUGUSTDORF', here: 500, inCaseManagement: true,
    benefit: { regime: 'SGB_II', since: addDays(today, -400) },
    residence: residenceUnder('AE_25_2_ALT2', addDays(today, -500), today, incidental('F10')),
  } as const;
  const parent = client('F10.ZB', today, {
    ...home, given: 'Zeina', gender: 'WEIBLICH', age: 28,
    case: { phase: 'ASSESSMENT', openedOn: addDays(today, -60), decideBy: addDays(today, -46), share: 'HEMMNISABBAU_30' },
  });
  const child = client('F10.AB', today, {
    ...home, given: 'Adam', gender: 'MAENNLICH', age: 4, kita: { state: 'PLATZ', neededFrom: addDays(today, -300), offeredOn: addDays(today, -280) },
    leads: { 'JUGENDAMT:KREIS': 'ja-kreis-2' },
  });
  return [parent, { ...child, guardians: custody([parent], child.birthDate) }];
}

function skilled(today: Day) {
  const home = {
    family: 'Nair', nationality: 'IND', municipality: 'LEOPOLDSHOEHE', here: 150, languages: ['en'], interpreter: 'en',
    leads: { KI_SEITENEINSTIEG: 'ki-403', 'JUGENDAMT:KREIS': 'ja-kreis-1', ABH_KREIS: 'abh-k-3' },
  } as const;
  const under = (title: string) => residenceUnder(title, addDays(today, -150), today, incidental('F12'));
  const tarun = client('F12.TN', today, { ...home, given: 'Tarun', gender: 'MAENNLICH', age: 37, group: 'DRITT_FACHKRAFT', residence: under('BLAUE_KARTE_18G') });
  const family = { ...home, group: 'DRITT_FAMILIE', residence: under('AE_29_30_32_36') } as const;
  const mother = client('F12.MN', today, { ...family, given: 'Meera', gender: 'WEIBLICH', age: 35 });
  const pupil = client('F12.AN', today, {
    ...family, given: 'Anika', gender: 'WEIBLICH', age: 12, school: { state: 'BESCHULT', yearsOfSchooling: 6, firstDay: addDays(today, -115) },
    also: [since('SCHULTRAEGER:LEOPOLDSHOEHE', addDays(today, -130), 'st-leopoldshoehe-1')],
  });
  const little = client('F12.DN', today, {
    ...family, given: 'Dev', gender: 'MAENNLICH', age: 3, kita: { state: 'ANGEBOT_GEMACHT', neededFrom: addDays(today, -60), offeredOn: addDays(today, -40) },
  });
  return [tarun, mother, ...[pupil, little].map((child) => ({ ...child, guardians: custody([tarun, mother], child.birthDate) }))];
}

const parents = (today: Day) => [
  grant({
    id: scenarioId('F12.school'), client: scenarioId('F12.AN'), releasing: ['KI_SEITENEINSTIEG'], receiving: ['SCHULTRAEGER:LEOPOLDSHOEHE'],
    purpose: 'SCHULPLATZ',
    categories: ['SCHOOL_PLACEMENT', 'SCHOOL_BIOGRAPHY'], from: addDays(today, -140), language: 'en',
    receivingPersons: [at('SCHULTRAEGER:LEOPOLDSHOEHE', 'st-leopoldshoehe-1')],
  }),
  grant({
    id: scenarioId('F12.kita'), client: scenarioId('F12.DN'), releasing: ['JUGENDAMT:KREIS'], receiving: ['KI_SEITENEINSTIEG'], purpose: 'KITAPLATZ',
    categories: ['KITA_PLACEMENT'], from: addDays(today, -60), language: 'en',
  }),
];
