import type { UnitCode } from '../consent/core/index.js';
import type { Cefr } from './client.js';
import { addDays } from './dates.js';
import type { Day } from './dates.js';
import { PLACES } from './municipalities.js';
import type { Municipality } from './municipalities.js';
import { random } from './random.js';

/** Unterrichtseinheiten and levels per kind of course (domain B.4): IntV, DeuFöV; weight of the kind among 120 courses. */
const COURSE_KINDS = {
  INTEGRATIONSKURS_ALLGEMEIN: { from: 'UNTER_A1', to: 'B1', lessons: 700, weight: 26 },
  IK_ALPHABETISIERUNG: { from: 'UNTER_A1', to: 'A2', lessons: 1000, weight: 10 },
  IK_ZWEITSCHRIFT: { from: 'UNTER_A1', to: 'B1', lessons: 1000, weight: 5 },
  IK_JUGEND: { from: 'UNTER_A1', to: 'B1', lessons: 1000, weight: 5 },
  IK_ELTERN_FRAUEN: { from: 'UNTER_A1', to: 'B1', lessons: 1000, weight: 8 },
  IK_INTENSIV: { from: 'A1', to: 'B1', lessons: 500, weight: 3 },
  ORIENTIERUNGSKURS: { from: 'B1', to: 'B1', lessons: 100, weight: 6 },
  BSK_A2: { from: 'A1', to: 'A2', lessons: 400, weight: 4 },
  BSK_B1: { from: 'A2', to: 'B1', lessons: 400, weight: 8 },
  BSK_B2: { from: 'B1', to: 'B2', lessons: 500, weight: 14 },
  BSK_C1: { from: 'B2', to: 'C1', lessons: 500, weight: 6 },
  BSK_FACH: { from: 'B1', to: 'B2', lessons: 400, weight: 4 },
  AZUBI_BSK: { from: 'B1', to: 'B2', lessons: 300, weight: 4 },
  ERSTORIENTIERUNG: { from: 'UNTER_A1', to: 'A1', lessons: 300, weight: 7 },
  LANDES_ODER_KOMMUNALER_KURS: { from: 'UNTER_A1', to: 'A2', lessons: 200, weight: 6 },
  EHRENAMTLICH: { from: 'UNTER_A1', to: 'A1', lessons: 60, weight: 4 },
} as const satisfies Record<string, { from: Cefr; to: Cefr; lessons: number; weight: number }>;

export type CourseKind = keyof typeof COURSE_KINDS;

export interface Course {
  readonly id: string;
  readonly kind: CourseKind;
  readonly provider: UnitCode;
  readonly title: string;
  readonly levelFrom: Cefr;
  readonly levelTo: Cefr;
  /** Unterrichtseinheiten of 45 minutes. */
  readonly lessons: number;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly schedule: string;
  readonly formats: readonly Format[];
  readonly capacity: number;
  readonly taken: number;
  /** People on the waiting list; only of a full course. */
  readonly waiting: number;
  readonly municipality: Municipality;
  readonly childcare: boolean;
  readonly womenOnly: boolean;
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly fundedBy: string;
}

export type Format = 'VOLLZEIT' | 'TEILZEIT' | 'ABENDS' | 'ONLINE' | 'BERUFSBEGLEITEND';

/** Which Kursträger teaches in a Sozialraum. */
const PROVIDER: Readonly<Record<string, UnitCode>> = {
  SR1_OERLINGHAUSEN: 'KURSTRAEGER:VHS_LIPPE_WEST', SR2_BLOMBERG: 'KURSTRAEGER:VHS_LIPPE_OST', SR3_DOERENTRUP: 'KURSTRAEGER:VHS_LIPPE_OST',
  SR4_DETMOLD: 'KURSTRAEGER:VHS_DETMOLD_LEMGO', SR5_BAD_SALZUFLEN: 'KURSTRAEGER:VHS_LIPPE_WEST', SR6_LAGE_LEMGO: 'KURSTRAEGER:VHS_DETMOLD_LEMGO',
};

const SCHEDULES: readonly (readonly [schedule: string, formats: readonly Format[]])[] = [
  ['Mo–Fr 08:30–12:45', ['VOLLZEIT']], ['Mo–Fr 13:15–17:30', ['VOLLZEIT']], ['Mo–Do 09:00–12:15', ['TEILZEIT']],
  ['Di, Do 17:30–20:45', ['TEILZEIT', 'ABENDS', 'BERUFSBEGLEITEND']], ['Sa 09:00–13:15, online Mi 18:00–19:30', ['TEILZEIT', 'ONLINE', 'BERUFSBEGLEITEND']],
];

/** Who pays for a kind of course (domain A.4, B.4). */
const fundedBy = (kind: CourseKind): string => {
  if (/^(INTEGRATIONSKURS|IK_|ORIENTIERUNG|ERSTORIENTIERUNG)/.test(kind)) return 'BAMF';
  if (kind.includes('BSK')) return 'Bund (DeuFöV)';
  return kind === 'EHRENAMTLICH' ? 'Ehrenamt' : 'Kreis Lippe';
};

const serial = (prefix: string, index: number): string => `${prefix}-${String(index + 1).padStart(3, '0')}`;

/** 120 language courses around `today`: a quarter runs, the rest begins within half a year. */
export function courses(seed: number, today: Day): Course[] {
  const kinds = Object.entries(COURSE_KINDS).flatMap(([kind, { weight }]) => Array.from({ length: weight }, () => kind as CourseKind));
  return kinds.map((kind, index) => {
    const choose = random(seed, 'course', index);
    const { from, to, lessons } = COURSE_KINDS[kind];
    const town = choose.weighted([...PLACES.values()].map((row) => [row, row.weight] as const));
    const [schedule, formats] = choose.pick(SCHEDULES);
    const startsOn = addDays(today, choose.int(-60, 180));
    const free = choose.chance(0.3) ? 0 : choose.int(1, 9);
    const childcare = kind === 'IK_ELTERN_FRAUEN' || choose.chance(0.15);
    const capacity = choose.pick([16, 18, 20, 25] as const);
    return {
      id: serial('course', index), kind, provider: PROVIDER[town.sozialraum]!, title: `${TITLES[kind]}, ${town.name}`,
      levelFrom: from, levelTo: to, lessons, startsOn, endsOn: addDays(startsOn, Math.ceil((lessons / (formats.includes('TEILZEIT') ? 12 : 20)) * 7)),
      schedule, formats, capacity, taken: capacity - free, waiting: free === 0 ? choose.int(0, 12) : 0, municipality: town.code, childcare,
      womenOnly: kind === 'IK_ELTERN_FRAUEN' && choose.chance(0.5), ageMin: kind === 'IK_JUGEND' ? 16 : null, ageMax: kind === 'IK_JUGEND' ? 26 : null,
      fundedBy: fundedBy(kind),
    };
  });
}

const TITLES: Readonly<Record<CourseKind, string>> = {
  INTEGRATIONSKURS_ALLGEMEIN: 'Allgemeiner Integrationskurs', IK_ALPHABETISIERUNG: 'Integrationskurs mit Alphabetisierung',
  IK_ZWEITSCHRIFT: 'Integrationskurs für Zweitschriftlernende', IK_JUGEND: 'Jugendintegrationskurs',
  IK_ELTERN_FRAUEN: 'Eltern- und Frauenintegrationskurs', IK_INTENSIV: 'Intensivkurs Integration', ORIENTIERUNGSKURS: 'Orientierungskurs',
  BSK_A2: 'Berufssprachkurs A2', BSK_B1: 'Berufssprachkurs B1', BSK_B2: 'Berufssprachkurs B2', BSK_C1: 'Berufssprachkurs C1',
  BSK_FACH: 'Berufssprachkurs Gewerbe und Technik', AZUBI_BSK: 'Azubi-Berufssprachkurs', ERSTORIENTIERUNG: 'Erstorientierungskurs',
  LANDES_ODER_KOMMUNALER_KURS: 'Kommunaler Deutschkurs', EHRENAMTLICH: 'Sprachcafé',
};

export interface Offer {
  readonly id: string;
  readonly kind: OfferKind;
  readonly provider: string;
  /** The unit that keeps the entry. */
  readonly keptBy: UnitCode;
  readonly title: string;
  readonly formats: readonly Format[];
  readonly languageLevelMin: Cefr | null;
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly municipalitiesExcluded: readonly Municipality[];
  readonly capacity: number;
  readonly taken: number;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly fundedBy: string;
}

interface OfferRow {
  readonly title: string;
  readonly provider: string;
  readonly fundedBy: string;
  readonly count: number;
  readonly level?: Cefr;
  readonly ages?: readonly [number, number | null];
}

/** Durchstarten ended on 30.06.2023 and Barntrup had opted out: kept as the historic offers that they are (domain A.12). */
const durchstarten = (title: string): OfferRow => ({ title, provider: 'Servicestelle und Netzwerk Lippe', fundedBy: 'Land NRW', count: 2, ages: [18, 27] });

const OFFER_KINDS = {
  BERATUNG_JC: { title: 'Beratung im Jobcenter', provider: 'Jobcenter Lippe', fundedBy: 'SGB II', count: 8, ages: [15, null] },
  BERATUNG_BA: { title: 'Beratung der Agentur für Arbeit', provider: 'Agentur für Arbeit Detmold', fundedBy: 'SGB III', count: 6 },
  BERUFSBERATUNG: { title: 'Berufsberatung vor dem Erwerbsleben', provider: 'Agentur für Arbeit Detmold', fundedBy: 'SGB III', count: 6, ages: [14, 25] },
  BBE_BERATUNG: { title: 'Beratung zur beruflichen Entwicklung', provider: 'Netzwerk Lippe', fundedBy: 'Land NRW, ESF', count: 5 },
  MODULARE_AUSBILDUNG: { title: 'Modulare Ausbildung', provider: 'Bildungsträger', fundedBy: 'SGB III', count: 5, level: 'B1', ages: [17, 35] },
  TEB_SPRACHKURS: { title: 'TEB mit Sprachkurs', provider: 'Bildungsträger', fundedBy: 'SGB II', count: 4, level: 'A2' },
  DURCHSTARTEN_B1_COACHING: durchstarten('Durchstarten: Coaching'),
  DURCHSTARTEN_B2_BERUFSBEGLEITEND: durchstarten('Durchstarten: berufsbegleitende Qualifizierung'),
  DURCHSTARTEN_B3_HSA: durchstarten('Durchstarten: nachträglicher Hauptschulabschluss'),
  DURCHSTARTEN_B4_KURSE_JIK: durchstarten('Durchstarten: Kurse und Jugendintegrationskurs'),
  EINSTIEGSQUALIFIZIERUNG_54A: { title: 'Einstiegsqualifizierung', provider: 'Betriebe im Kreis', fundedBy: 'SGB III', count: 8, level: 'A2', ages: [16, 35] },
  ASSISTIERTE_AUSBILDUNG_74: { title: 'Assistierte Ausbildung', provider: 'Bildungsträger', fundedBy: 'SGB III', count: 6, level: 'B1', ages: [16, 30] },
  BVB_51: { title: 'Berufsvorbereitende Bildungsmaßnahme', provider: 'Bildungsträger', fundedBy: 'SGB III', count: 6, level: 'B1', ages: [16, 25] },
  BAB_56: { title: 'Berufsausbildungsbeihilfe', provider: 'Agentur für Arbeit Detmold', fundedBy: 'SGB III', count: 2 },
  MASSNAHME_45: { title: 'Maßnahme zur Aktivierung', provider: 'Bildungsträger', fundedBy: 'SGB II', count: 12, level: 'A2' },
  ARBEITSGELEGENHEIT_ASYLBLG_5: { title: 'Arbeitsgelegenheit (kann verpflichtend sein)', provider: 'Kommunen', fundedBy: 'AsylbLG', count: 6 },
  ANERKENNUNGSBERATUNG: { title: 'Anerkennungsberatung', provider: 'Netzwerk Lippe', fundedBy: 'Bund', count: 5 },
  UNTERNEHMENSANLAUFSTELLE: { title: 'Anlaufstelle für Unternehmen', provider: 'Servicestelle', fundedBy: 'Kreis Lippe', count: 3 },
} as const satisfies Record<string, OfferRow>;

export type OfferKind = keyof typeof OFFER_KINDS;

/** 90 offers of work and training (domain B.3). */
export function offers(seed: number, today: Day): Offer[] {
  const rows = Object.entries(OFFER_KINDS as Record<OfferKind, OfferRow>).flatMap(([kind, row]) =>
    Array.from({ length: row.count }, (_, number) => ({ kind: kind as OfferKind, row, number: number + 1 })));
  return rows.map(({ kind, row, number }, index) => {
    const choose = random(seed, 'offer', index);
    const ended = kind.startsWith('DURCHSTARTEN');
    const capacity = ended ? 20 : choose.int(8, 30);
    const format = choose.weighted<Format>([['VOLLZEIT', 40], ['TEILZEIT', 35], ['BERUFSBEGLEITEND', 15], ['ONLINE', 10]]);
    const free = ended || choose.chance(0.25) ? 0 : choose.int(1, capacity);
    return {
      id: serial('offer', index), kind, provider: row.provider, keptBy: row.fundedBy === 'SGB III' ? 'AA_DETMOLD' : 'JOBCENTER_LIPPE', title: `${row.title} ${number}`, fundedBy: row.fundedBy,
      formats: [format], languageLevelMin: row.level ?? null, ageMin: row.ages?.[0] ?? null, ageMax: row.ages?.[1] ?? null,
      municipalitiesExcluded: ended ? ['BARNTRUP'] : [], capacity, taken: capacity - free,
      validFrom: ended ? '2020-08-01' : addDays(today, -choose.int(30, 700)), validTo: ended ? '2023-06-30' : addDays(today, choose.int(60, 700)),
    };
  });
}
