import { grant, bothWays } from '../consents.js';
import { addDays, latest } from '../dates.js';
import type { Day } from '../dates.js';
import { residenceUnder } from '../facts/residence.js';
import { custody } from '../household.js';
import { at, client, dpo, ids, incidental, manager, scenarioId, worker } from './cast.js';
import type { Cast, Scenario } from './cast.js';

const MS = { cm: manager('KREIS_SERVICESTELLE', 'cm-sr5-1'), cuk: worker('NWL_CUK', 'cuk-201'), jobcenter: worker('JOBCENTER_LIPPE', 'jc-101') };
const C1 = { c1: [scenarioId('F2.c1'), scenarioId('F2.c1-back')] };

/** F1, F2, F3, F13 and F15: arrival, the language chain, withdrawal, the temptation to sanction, the audit. */
export const LANGUAGE_SCENARIOS = {
  F1: {
    title: 'Ankunft, noch keine Entbindung / Arrival, no consent yet',
    clients: ids('F1', 'AK', 'KK', 'RK', 'SK'), consents: {},
    staff: {
      cm: manager('KREIS_SERVICESTELLE', 'cm-sr6-1'), cuk: worker('NWL_CUK', 'cuk-202'), ki: worker('KI_SEITENEINSTIEG', 'ki-401'),
      agency: worker('AA_DETMOLD', 'aa-301'),
    },
    notes: 'Family of four in Lemgo, registered on the latest 2 March. CuK, KI and the Agentur have no relation to them yet.',
  },
  F2: {
    title: 'Sprachkette mit befristeter Entbindung / Language chain with a time-limited consent',
    clients: ids('F2', 'MS'), consents: C1, staff: MS,
    notes: 'c1 is two-way CM ↔ CuK. The Jobcenter is not named in it; test details, attendance and JC_PLAN stay where they are.',
  },
  F3: {
    title: 'Widerruf mittendrin / Withdrawal in the middle',
    clients: ids('F2', 'MS'), consents: C1, staff: MS,
    notes: 'The same M. S.: the test withdraws both directions of c1.',
  },
  F13: {
    title: 'Versuchung zur Sanktion / Sanction temptation',
    clients: ids('F13', 'KA'), consents: { c6: [scenarioId('F13.c6')] },
    staff: { cm: manager('KREIS_SERVICESTELLE', 'cm-sr6-1'), jobcenter: worker('JOBCENTER_LIPPE', 'jc-106'), cuk: worker('NWL_CUK', 'cuk-203') },
    notes: 'K. A. is obliged to attend and has interrupted the course. Case management sees the state only; attendance is not federated.',
  },
  F15: {
    title: 'Prüfung und Auskunft / DPO audit and access by the client',
    clients: ids('F2', 'MS'), consents: C1,
    staff: { ...MS, dpoJobcenter: dpo('JOBCENTER_LIPPE', 'dpo-jc'), dpoAgency: dpo('AA_DETMOLD', 'dpo-aa'), dpoKreis: dpo('KREIS_SERVICESTELLE', 'dpo-kreis') },
    notes: 'Each officer reads the entries in which their unit asked or was asked, no others, and never values.',
  },
} satisfies Record<string, Scenario>;

export function languageCast(today: Day, course: { readonly id: string; readonly provider: string }): Cast {
  return { clients: [...arrival(today), chain(today, course), sanction(today, course)], consents: [...c1(today), c6(today)] };
}

function arrival(today: Day) {
  const registeredOn = latest('03-02', today);
  const home = {
    family: 'Kassem', nationality: 'SYR', group: 'REF_ASYLBEWERBER', municipality: 'LEMGO', registeredOn, inCaseManagement: true,
    benefit: { regime: 'ASYLBLG_GRUND', since: registeredOn },
    residence: residenceUnder('AUFENTHALTSGESTATTUNG', registeredOn, today, incidental('F1')),
  } as const;
  const amal = client('F1.AK', today, {
    ...home, given: 'Amal', gender: 'WEIBLICH', age: 34,
    case: { phase: 'KLAERUNG', openedOn: addDays(registeredOn, 3), decideBy: addDays(registeredOn, 17), share: 'BESCHLEUNIGUNG_70' },
  });
  const kamal = client('F1.KK', today, { ...home, given: 'Kamal', gender: 'MAENNLICH', age: 36 });
  const child = (name: string, given: string, gender: 'WEIBLICH' | 'MAENNLICH', age: number) => {
    const person = client(name, today, { ...home, given, gender, age });
    return { ...person, guardians: custody([amal, kamal], person.birthDate) };
  };
  return [amal, kamal, child('F1.RK', 'Rima', 'WEIBLICH', 13), child('F1.SK', 'Sami', 'MAENNLICH', 4)];
}

const chain = (today: Day, course: { readonly id: string; readonly provider: string }) =>
  client('F2.MS', today, {
    given: 'Mariam', family: 'Sabbagh', gender: 'WEIBLICH', age: 31, nationality: 'SYR', group: 'REF_GFK', municipality: 'BAD_SALZUFLEN', here: 800,
    languages: ['ar', 'de'],
    residence: residenceUnder('AE_25_2_ALT1', addDays(today, -800), today, incidental('F2')), benefit: { regime: 'SGB_II', since: addDays(today, -600) },
    inCaseManagement: true, case: { phase: 'LINKING', openedOn: addDays(today, -250), decideBy: addDays(today, -236), share: 'HEMMNISABBAU_30' },
    language: {
      level: 'B1', testedOn: addDays(today, -120), targetLevel: 'C1', access: 'BERECHTIGUNG_DEUFOEV_JC',
      enrolment: { course: course.id, provider: course.provider, state: 'WARTELISTE', from: addDays(today, 30), to: null },
    },
    leads: { KREIS_SERVICESTELLE: 'cm-sr5-1', NWL_CUK: 'cuk-201', JOBCENTER_LIPPE: 'jc-101' },
  });

const c1 = (today: Day) => bothWays({
  id: scenarioId('F2.c1'), client: scenarioId('F2.MS'), releasing: ['NWL_CUK'], receiving: ['KREIS_SERVICESTELLE'], purpose: 'KURSVERMITTLUNG',
  categories: ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG', 'COURSE_ENROLMENT'], from: addDays(today, -90), language: 'ar', interpreter: 'GESCHULT_KI',
}, scenarioId('F2.c1-back'));

const sanction = (today: Day, course: { readonly id: string; readonly provider: string }) =>
  client('F13.KA', today, {
    given: 'Khaled', family: 'Azhari', gender: 'MAENNLICH', age: 41, nationality: 'IRQ', group: 'REF_GFK', municipality: 'LEMGO', here: 700,
    residence: residenceUnder('AE_25_2_ALT1', addDays(today, -700), today, incidental('F13')), benefit: { regime: 'SGB_II', since: addDays(today, -650) },
    inCaseManagement: true, case: { phase: 'MONITORING', openedOn: addDays(today, -300), decideBy: addDays(today, -286), share: 'HEMMNISABBAU_30' },
    language: {
      level: 'A1', testedOn: addDays(today, -200), targetLevel: 'B1', access: 'VERPFLICHTUNG_44A_1_NR2_JC',
      enrolment: { course: course.id, provider: course.provider, state: 'UNTERBROCHEN', from: addDays(today, -60), to: null },
    },
    leads: { JOBCENTER_LIPPE: 'jc-106', NWL_CUK: 'cuk-203' },
  });

const c6 = (today: Day) => grant({
  id: scenarioId('F13.c6'), client: scenarioId('F13.KA'), releasing: ['NWL_CUK'], receiving: ['KREIS_SERVICESTELLE'], purpose: 'KURSVERMITTLUNG',
  receivingPersons: [at('KREIS_SERVICESTELLE', 'cm-sr6-1')], categories: ['LANGUAGE_LEVEL', 'COURSE_ENROLMENT'], from: addDays(today, -150),
  language: 'ar', interpreter: 'GESCHULT_KI',
});
