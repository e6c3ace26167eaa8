import type { Category, NamedPerson, UnitCode } from '../../consent/core/index.js';
import { grant } from '../consents.js';
import { addDays } from '../dates.js';
import type { Day } from '../dates.js';
import { residenceUnder } from '../facts/residence.js';
import { custody } from '../household.js';
import { at, client, ids, incidental, manager, scenarioId, since, worker } from './cast.js';
import type { Cast, Scenario } from './cast.js';

/** Who gets what at the table of F6: owner, person, categories. */
const PACKETS: readonly (readonly [UnitCode, NamedPerson, readonly Category[]])[] = [
  ['KREIS_SERVICESTELLE', at('JOBCENTER_LIPPE', 'jc-104'), ['IDENTITY_CORE', 'CM_GOALS']],
  ['NWL_CUK', at('JOBCENTER_LIPPE', 'jc-104'), ['LANGUAGE_LEVEL']],
  ['KREIS_SERVICESTELLE', at('JUGENDAMT:KREIS', 'ja-kreis-1'), ['IDENTITY_CORE', 'HOUSEHOLD']],
  ['KREIS_SERVICESTELLE', at('SOZIALAMT:SCHLANGEN', 'sz-schlangen-1'), ['IDENTITY_CORE']],
  ['KREIS_SERVICESTELLE', at('SOZIALAMT:HORN_BAD_MEINBERG', 'sz-horn-bad-meinberg-1'), ['IDENTITY_CORE']],
  ['JOBCENTER_LIPPE', at('KREIS_SERVICESTELLE', 'cm-sr1-1'), ['BENEFIT_REGIME']],
];

/** F6, F7 and F14: conferences, and health data on paper. */
export const CONFERENCE_SCENARIOS = {
  F6: {
    title: 'Fallkonferenz über Kommunen hinweg / Case conference across municipalities',
    clients: ids('F6', 'HHB', 'RHB', 'NHB', 'BHB'), consents: { c4: PACKETS.map((_, index) => scenarioId(`F6.c4-${index + 1}`)) },
    staff: {
      cm: manager('KREIS_SERVICESTELLE', 'cm-sr1-1'), jobcenter: worker('JOBCENTER_LIPPE', 'jc-104'), jugendamt: worker('JUGENDAMT:KREIS', 'ja-kreis-1'),
      formerSozialamt: worker('SOZIALAMT:HORN_BAD_MEINBERG', 'sz-horn-bad-meinberg-1'), sozialamt: worker('SOZIALAMT:SCHLANGEN', 'sz-schlangen-1'),
      teacher: worker('KURSTRAEGER:VHS_LIPPE_OST', 'kt-ost-1'),
    },
    notes: 'c4 names five participants and gives each a packet of their own; the course teacher is none of them.',
  },
  F7: {
    title: 'Nur eine Kommune / A purely municipal case',
    clients: ids('F7', 'FL'), consents: {},
    staff: { sozialamt: worker('SOZIALAMT:LUEGDE', 'sz-luegde-1'), cm: manager('KREIS_SERVICESTELLE', 'cm-sr2-1') },
    notes: 'Only the Sozialamt of Lügde works with F. L.: no agency has a row, the gateway has nothing to release.',
  },
  F14: {
    title: 'Gesundheitsdaten brauchen die Schriftform / Health data need a signature',
    clients: ids('F14', 'LM'), consents: { c7: [scenarioId('F14.c7')], c8: [scenarioId('F14.c8')] },
    staff: { cm: manager('KREIS_SERVICESTELLE', 'cm-sr1-1'), jobcenter: worker('JOBCENTER_LIPPE', 'jc-105'), abh: worker('ABH_KREIS', 'abh-k-4') },
    notes: 'c7 was given on the telephone: it opens no T5 category. c8, in writing and with its own tick, is prepared as a draft.',
  },
} satisfies Record<string, Scenario>;

export const conferenceCast = (today: Day): Cast => ({
  clients: [...family(today), municipal(today), oral(today)],
  consents: [...c4(today), ...c7c8(today)],
});

function family(today: Day) {
  const movedOn = addDays(today, -70);
  const home = {
    family: 'Haddad-Barakat', nationality: 'SYR', group: 'REF_SUBSIDIAER', municipality: 'SCHLANGEN', previousMunicipality: 'HORN_BAD_MEINBERG',
    movedOn, here: 900,
    inCaseManagement: true, benefit: { regime: 'SGB_II', since: addDays(today, -600) },
    residence: residenceUnder('AE_25_2_ALT2', addDays(today, -900), today, incidental('F6')),
    leads: { JOBCENTER_LIPPE: 'jc-104', 'JUGENDAMT:KREIS': 'ja-kreis-1', KREIS_SERVICESTELLE: 'cm-sr1-1' },
    also: [since('SOZIALAMT:SCHLANGEN', movedOn, 'sz-schlangen-1'), since('SOZIALAMT:HORN_BAD_MEINBERG', addDays(today, -880), 'sz-horn-bad-meinberg-1')],
  } as const;
  const hanan = client('F6.HHB', today, {
    ...home, given: 'Hanan', gender: 'WEIBLICH', age: 39, also: [...home.also, since('JUGENDAMT:KREIS', addDays(today, -200), 'ja-kreis-1')],
    case: { phase: 'SERVICEPLANUNG', openedOn: addDays(today, -100), decideBy: addDays(today, -86), share: 'HEMMNISABBAU_30' },
    language: { level: 'A2', testedOn: addDays(today, -300), targetLevel: 'B1', access: 'VERPFLICHTUNG_44A_1_NR1_ABH', enrolment: null },
  });
  const rami = client('F6.RHB', today, { ...home, given: 'Rami', gender: 'MAENNLICH', age: 44 });
  const children = [
    client('F6.NHB', today, {
      ...home, given: 'Noor', gender: 'WEIBLICH', age: 14, school: { state: 'BESCHULT', yearsOfSchooling: 7, firstDay: addDays(today, -40) },
    }),
    client('F6.BHB', today, { ...home, given: 'Bilal', gender: 'MAENNLICH', age: 3, kita: { state: 'BEDARF_GEMELDET', neededFrom: movedOn, offeredOn: null } }),
  ];
  return [hanan, rami, ...children.map((child) => ({ ...child, guardians: custody([hanan, rami], child.birthDate) }))];
}

/** One-off, for this conference only: six weeks. */
const c4 = (today: Day) => PACKETS.map(([owner, person, categories], index) => grant({
  id: scenarioId(`F6.c4-${index + 1}`), client: scenarioId('F6.HHB'), releasing: [owner], receiving: [], receivingPersons: [person], categories,
  purpose: 'FALLKONFERENZ',
  releasingPersons: owner === 'KREIS_SERVICESTELLE' ? [at(owner, 'cm-sr1-1')] : [], from: addDays(today, -7), to: addDays(today, 35), language: 'ar',
  interpreter: 'PROFESSIONELL',
}));

const municipal = (today: Day) =>
  client('F7.FL', today, {
    given: 'Florin', family: 'Lungu', gender: 'MAENNLICH', age: 52, nationality: 'ROU', group: 'EU_PREKAER', municipality: 'LUEGDE', here: 500,
    languages: ['ro'], interpreter: 'ro',
    benefit: { regime: 'UEBERBRUECKUNG', since: addDays(today, -30) },
  });

const oral = (today: Day) =>
  client('F14.LM', today, {
    given: 'Layla', family: 'Mansour', gender: 'WEIBLICH', age: 36, nationality: 'IRQ', group: 'REF_GFK', municipality: 'OERLINGHAUSEN', here: 900,
    residence: residenceUnder('AE_25_2_ALT1', addDays(today, -900), today, incidental('F14')), benefit: { regime: 'SGB_II', since: addDays(today, -800) },
    inCaseManagement: true, needs: { psychosocial: [], health: ['NUR_TEILZEIT', 'HOECHSTENS_15_STUNDEN'] },
    case: { phase: 'LINKING', openedOn: addDays(today, -180), decideBy: addDays(today, -166), share: 'HEMMNISABBAU_30' },
    language: {
      level: 'A2', testedOn: addDays(today, -150), targetLevel: 'B1', access: 'VERPFLICHTUNG_44A_1_NR1_ABH', enrolment: null,
    }, leads: { JOBCENTER_LIPPE: 'jc-105', ABH_KREIS: 'abh-k-4' },
  });

function c7c8(today: Day) {
  const terms = {
    client: scenarioId('F14.LM'), releasing: ['KREIS_SERVICESTELLE'], receiving: ['JOBCENTER_LIPPE'], purpose: 'KURSVERMITTLUNG', explicit: ['HEALTH'],
    language: 'ar', interpreter: 'GESCHULT_KI',
  } as const;
  return [
    grant({ ...terms, id: scenarioId('F14.c7'), categories: ['LABOUR_PROFILE', 'HEALTH'], form: 'MUENDLICH_BESONDERE_UMSTAENDE', from: addDays(today, -20) }),
    grant({ ...terms, id: scenarioId('F14.c8'), categories: ['LABOUR_PROFILE', 'HEALTH'], state: 'ENTWURF', from: addDays(today, -1) }),
  ];
}
