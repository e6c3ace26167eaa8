import type { Category, NamedPerson, Purpose, Requester, UnitCode } from '../../consent/core/index.js';
import { grant } from '../consents.js';
import { addDays } from '../dates.js';
import type { Day } from '../dates.js';
import { residenceUnder } from '../facts/residence.js';
import { custody } from '../household.js';
import { at, client, incidental, manager, scenarioId, worker } from './cast.js';
import type { Cast } from './cast.js';

const PURPOSE: Purpose = 'MASSNAHMENZUSTEUERUNG';

/** The unified client view: one client, five agencies, and three callers who each see what the client released to them. */
export const SHOWCASE = {
  title: 'Eine Klientin, fünf Stellen / One client, five agencies',
  client: scenarioId('SHOWCASE.YH'),
  mother: scenarioId('SHOWCASE.SH'),
  brother: scenarioId('SHOWCASE.TH'),
  purpose: PURPOSE,
  occasion: 'LEMGO-2026-118',
  staff: {
    KREIS_SERVICESTELLE: manager('KREIS_SERVICESTELLE', 'cm-sr6-1'),
    JOBCENTER_LIPPE: worker('JOBCENTER_LIPPE', 'jc-101'),
    NWL_CUK: worker('NWL_CUK', 'cuk-201'),
  } satisfies Record<string, Requester>,
} as const;

interface Release {
  readonly from: UnitCode;
  readonly to: UnitCode;
  readonly categories: readonly Category[];
  readonly exclusions?: readonly Category[];
  readonly named?: true;
}

/** What she released: from whom, to whom, what; `named` where only the two persons in charge may talk about it (T4). */
const RELEASES: readonly Release[] = [
  { from: 'KREIS_SERVICESTELLE', to: 'JOBCENTER_LIPPE', categories: ['IDENTITY_CORE', 'CONTACT', 'LANGUAGE_NEEDS'], exclusions: ['HEALTH', 'PSYCHOSOCIAL'] },
  { from: 'KREIS_SERVICESTELLE', to: 'NWL_CUK', categories: ['IDENTITY_CORE', 'LANGUAGE_NEEDS'] },
  { from: 'JOBCENTER_LIPPE', to: 'KREIS_SERVICESTELLE', categories: ['BENEFIT_REGIME', 'LABOUR_PROFILE', 'JC_PLAN'], named: true },
  { from: 'JOBCENTER_LIPPE', to: 'NWL_CUK', categories: ['COURSE_ENTITLEMENT'] },
  { from: 'NWL_CUK', to: 'KREIS_SERVICESTELLE', categories: ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG', 'COURSE_ENTITLEMENT', 'COURSE_ENROLMENT'] },
  { from: 'NWL_CUK', to: 'JOBCENTER_LIPPE', categories: ['LANGUAGE_LEVEL', 'COURSE_ENROLMENT'] },
  { from: 'KI_SEITENEINSTIEG', to: 'KREIS_SERVICESTELLE', categories: ['SCHOOL_PLACEMENT', 'SCHOOL_BIOGRAPHY'] },
  { from: 'ABH_KREIS', to: 'KREIS_SERVICESTELLE', categories: ['RESIDENCE_TITLE', 'WORK_PERMISSION'] },
  { from: 'ABH_KREIS', to: 'JOBCENTER_LIPPE', categories: ['WORK_PERMISSION'] },
];

const LEADS: Readonly<Record<UnitCode, string>> = {
  KREIS_SERVICESTELLE: 'cm-sr6-1', JOBCENTER_LIPPE: 'jc-101', NWL_CUK: 'cuk-201', KI_SEITENEINSTIEG: 'ki-401', ABH_KREIS: 'abh-k-1',
};
const leadOf = (unit: UnitCode): NamedPerson => at(unit, LEADS[unit]!);

export function showcaseCast(today: Day, course: { readonly id: string; readonly provider: string }): Cast {
  const home = {
    family: 'Halabi', nationality: 'SYR', group: 'REF_SUBSIDIAER', municipality: 'LEMGO', here: 640, household: scenarioId('SHOWCASE.household'), leads: LEADS,
    inCaseManagement: true, benefit: { regime: 'SGB_II', since: addDays(today, -520) },
    residence: residenceUnder('AE_25_2_ALT2', addDays(today, -640), today, incidental('SHOWCASE')),
  } as const;
  const samar = client('SHOWCASE.SH', today, { ...home, given: 'Samar', gender: 'WEIBLICH', age: 42 });
  const tarek = client('SHOWCASE.TH', today, {
    ...home, given: 'Tarek', gender: 'MAENNLICH', age: 4, kita: { state: 'PLATZ', neededFrom: addDays(today, -500), offeredOn: addDays(today, -480) },
  });
  const yara = client('SHOWCASE.YH', today, {
    ...home, given: 'Yara', gender: 'WEIBLICH', age: 18, languages: ['ar', 'de', 'en'], interpreter: null, phone: '0171 3920018',
    email: 'yara.halabi@example.org',
    residence: { ...home.residence, obligation: { kind: 'WOHNSITZREGELUNG_12A', until: addDays(today, 455) } },
    needs: { psychosocial: ['WOHNUNGSSICHERUNG'], health: ['REGELMAESSIGE_PAUSEN'] },
    case: { phase: 'LINKING', openedOn: addDays(today, -160), decideBy: addDays(today, -146), share: 'BESCHLEUNIGUNG_70' },
    language: {
      level: 'B1', testedOn: addDays(today, -95), targetLevel: 'B2', access: 'BERECHTIGUNG_DEUFOEV_JC',
      enrolment: { course: course.id, provider: course.provider, state: 'ANGEMELDET', from: addDays(today, 25), to: null },
    },
    school: { state: 'BESCHULT', yearsOfSchooling: 9, firstDay: addDays(today, -590) },
  });
  return {
    clients: [yara, samar, { ...tarek, guardians: custody([samar], tarek.birthDate) }],
    consents: RELEASES.map(({ from, to, categories, exclusions, named }, index) => grant({
      id: scenarioId(`SHOWCASE.s${index + 1}`), client: SHOWCASE.client, releasing: [from], receiving: [to], categories, exclusions: exclusions ?? [],
      releasingPersons: named ? [leadOf(from)] : [], receivingPersons: named ? [leadOf(to)] : [], purpose: PURPOSE, from: addDays(today, -45),
      interpreter: null,
    })),
  };
}
