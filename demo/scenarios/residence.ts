import { bothWays, grant } from '../consents.js';
import { addDays } from '../dates.js';
import type { Day } from '../dates.js';
import { residenceUnder } from '../facts/residence.js';
import { custody } from '../household.js';
import { at, client, ids, incidental, manager, scenarioId, since, worker } from './cast.js';
import type { Cast, Scenario } from './cast.js';

/** F4, F5 and F11: where an Ausländerbehörde is near. */
export const RESIDENCE_SCENARIOS = {
  F4: {
    title: 'Perspektivprüfung § 25b / Perspective check, § 25b AufenthG',
    clients: ids('F4', 'DO', 'CO'), consents: { c2: [scenarioId('F4.c2'), scenarioId('F4.c2-back'), scenarioId('F4.c2-child')] },
    staff: { cm: manager('KREIS_SERVICESTELLE', 'cm-sr3-1'), abh: worker('ABH_KREIS', 'abh-k-1'), otherAbh: worker('ABH_KREIS', 'abh-k-2') },
    notes: 'c2 names the one colleague at the ABH and lasts 60 days; HEALTH, PSYCHOSOCIAL and CM_NARRATIVE are excluded. ' +
      'The answer goes back to the case manager only.',
  },
  F5: {
    title: 'Falsche Ausländerbehörde / The wrong Ausländerbehörde',
    clients: ids('F5', 'ET', 'LT'), consents: { c3: [scenarioId('F5.c3'), scenarioId('F5.c3-back')] },
    staff: {
      cm: manager('KREIS_SERVICESTELLE', 'cm-sr6-1'), formerCm: manager('DETMOLD_CM', 'cm-sr4-1'),
      abhKreis: worker('ABH_KREIS', 'abh-k-2'), abhDetmold: worker('ABH_DETMOLD', 'abh-d-1'),
    },
    notes: 'Moved from Detmold to Lage 45 days ago, two months after c3 was given. ' +
      'c3 names the units of Detmold, whose relations ended with the move; nothing passes to the new ones.',
  },
  F11: {
    title: 'EU-Bürger in prekärer Lage / EU citizen in a precarious situation',
    clients: ids('F11', 'IV'), consents: {},
    staff: { cm: manager('KREIS_SERVICESTELLE', 'cm-sr3-1'), abh: worker('ABH_KREIS', 'abh-k-1'), jobcenter: worker('JOBCENTER_LIPPE', 'jc-102') },
    notes: 'Only case management knows I. V. Entitlements are looked up without a person; the ABH and the Jobcenter do not know of him.',
  },
} satisfies Record<string, Scenario>;

export const residenceCast = (today: Day): Cast => ({
  clients: [...perspective(today), ...moved(today), precarious(today)],
  consents: [...c2(today), ...c3(today)],
});

function perspective(today: Day) {
  const registeredOn = addDays(today, -7 * 365 - 40);
  const home = {
    family: 'Obiora', nationality: 'NGA', group: 'REF_GEDULDET', municipality: 'KALLETAL', registeredOn, languages: ['en', 'de'], interpreter: null,
    residence: residenceUnder('DULDUNG_60A_2_1', registeredOn, today, incidental('F4')), benefit: {
      regime: 'ASYLBLG_ANALOG_2', since: addDays(registeredOn, 1100),
    }, inCaseManagement: true,
    leads: { ABH_KREIS: 'abh-k-1', NWL_CUK: 'cuk-204', KI_SEITENEINSTIEG: 'ki-402' },
  } as const;
  const daniel = client('F4.DO', today, {
    ...home, given: 'Daniel', gender: 'MAENNLICH', age: 38, also: [since('AA_DETMOLD', addDays(today, -500), 'aa-302')],
    needs: { psychosocial: ['SCHULDNERBERATUNG'], health: [] },
    case: { phase: 'LINKING', openedOn: addDays(today, -220), decideBy: addDays(today, -206), share: 'HEMMNISABBAU_30' },
    language: { level: 'B1', testedOn: addDays(today, -400), targetLevel: 'B2', access: 'BERECHTIGUNG_DEUFOEV_AA', enrolment: null },
  });
  const chidera = client('F4.CO', today, {
    ...home, given: 'Chidera', gender: 'WEIBLICH', age: 12, registeredOn: addDays(today, -600),
    school: { state: 'BESCHULT', yearsOfSchooling: 5, firstDay: addDays(today, -560) },
  });
  return [daniel, { ...chidera, guardians: custody([daniel], chidera.birthDate) }];
}

function c2(today: Day) {
  const terms = {
    purpose: 'AUFENTHALTSPERSPEKTIVE_25A_25B', from: addDays(today, -10), to: addDays(today, 50), language: 'en',
    exclusions: ['HEALTH', 'PSYCHOSOCIAL', 'CM_NARRATIVE'], receiving: [], receivingPersons: [at('ABH_KREIS', 'abh-k-1')],
  } as const;
  const there = grant({
    ...terms, id: scenarioId('F4.c2'), client: scenarioId('F4.DO'), releasing: ['KREIS_SERVICESTELLE', 'NWL_CUK', 'AA_DETMOLD'],
    releasingPersons: [at('KREIS_SERVICESTELLE', 'cm-sr3-1')], categories: ['IDENTITY_CORE', 'LANGUAGE_LEVEL', 'LABOUR_PROFILE'],
  });
  const back = grant({
    ...terms, id: scenarioId('F4.c2-back'), client: scenarioId('F4.DO'), releasing: ['ABH_KREIS'], releasingPersons: [at('ABH_KREIS', 'abh-k-1')],
    receivingPersons: [at('KREIS_SERVICESTELLE', 'cm-sr3-1')], categories: ['PERSPECTIVE_CHECK'], exclusions: [],
  });
  const child = grant({ ...terms, id: scenarioId('F4.c2-child'), client: scenarioId('F4.CO'), releasing: ['KI_SEITENEINSTIEG'], categories: ['SCHOOL_PLACEMENT'] });
  return [there, back, child];
}

const movedDay = (today: Day): Day => addDays(today, -45);

function moved(today: Day) {
  const movedOn = movedDay(today);
  const home = {
    family: 'Tewolde', nationality: 'ERI', group: 'REF_SUBSIDIAER', municipality: 'LAGE', previousMunicipality: 'DETMOLD', movedOn,
    registeredOn: addDays(movedOn, -500),
    languages: ['ti', 'de'], interpreter: null, inCaseManagement: true, benefit: { regime: 'SGB_II', since: addDays(movedOn, -300) },
    residence: {
      ...residenceUnder('AE_25_2_ALT2', addDays(movedOn, -500), today, incidental('F5')),
      obligation: { kind: 'WOHNSITZREGELUNG_12A', until: addDays(movedOn, 900) },
    },
    leads: { ABH_DETMOLD: 'abh-d-1', ABH_KREIS: 'abh-k-2', DETMOLD_CM: 'cm-sr4-1' },
  } as const;
  const elsa = client('F5.ET', today, {
    ...home, given: 'Elsa', gender: 'WEIBLICH', age: 29,
    case: { phase: 'MONITORING', openedOn: addDays(movedOn, -200), decideBy: addDays(movedOn, -186), share: 'BESCHLEUNIGUNG_70' },
  });
  const luwam = client('F5.LT', today, {
    ...home, given: 'Luwam', gender: 'WEIBLICH', age: 4, kita: { state: 'BEDARF_GEMELDET', neededFrom: movedOn, offeredOn: null },
  });
  return [elsa, { ...luwam, guardians: custody([elsa], luwam.birthDate) }];
}

/** Given two months before the move, for a year: it is the recipients that no longer fit, not the time. */
const c3 = (today: Day) => bothWays({
  id: scenarioId('F5.c3'), client: scenarioId('F5.ET'), releasing: ['ABH_DETMOLD'], receiving: ['DETMOLD_CM'], purpose: 'AUFENTHALTSPERSPEKTIVE_25A_25B',
  releasingPersons: [at('ABH_DETMOLD', 'abh-d-1')], receivingPersons: [at('DETMOLD_CM', 'cm-sr4-1')],
  categories: ['IDENTITY_CORE', 'RESIDENCE_TITLE', 'RESIDENCE_OBLIGATION', 'PERSPECTIVE_CHECK'], from: addDays(movedDay(today), -65), language: 'ti',
  interpreter: 'GESCHULT_DRK',
}, scenarioId('F5.c3-back'));

const precarious = (today: Day) =>
  client('F11.IV', today, {
    given: 'Ionut', family: 'Voicu', gender: 'MAENNLICH', age: 26, nationality: 'ROU', group: 'EU_PREKAER', municipality: 'BARNTRUP', here: 240,
    languages: ['ro'], interpreter: 'ro',
    benefit: { regime: 'UNGEKLAERT', since: addDays(today, -240) }, inCaseManagement: true,
    case: { phase: 'ASSESSMENT', openedOn: addDays(today, -40), decideBy: addDays(today, -26), share: 'HEMMNISABBAU_30' },
  });
