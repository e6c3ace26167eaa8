import type { Category } from './categories.js';
import type { Instant } from './records.js';
import type { Purpose } from './purposes.js';
import { UNITS, type UnitCode } from './units.js';

/** One direction of a statutory flow. */
export interface Arrow {
  readonly from: readonly UnitCode[];
  readonly to: readonly UnitCode[];
  readonly categories: readonly Category[];
}

/** A transmission that a statute allows without consent (domain C.9, closed catalogue B3). */
export interface StatutoryFlow {
  readonly id: string;
  readonly title: string;
  readonly citation: string;
  /** Flows with `false` have a channel of their own and can never be switched on here. */
  readonly viaGateway: boolean;
  readonly arrows: readonly Arrow[];
  readonly purposes: readonly Purpose[];
  /** Half-open; `null` where the law sets no end. */
  readonly from: Instant;
  readonly to: Instant | null;
}

const ALWAYS = { from: Date.UTC(2020, 0, 1), to: null };
const youthOffices = [...UNITS.keys()].filter((unit) => unit.startsWith('JUGENDAMT:'));
const employment = ['JOBCENTER_LIPPE', 'AA_DETMOLD'];

const outside = (id: string, title: string, citation: string): StatutoryFlow => ({
  id, title, citation, viaGateway: false, arrows: [], purposes: [], ...ALWAYS,
});

/** Version of the catalogue below; raised by hand, together with `RULES_VERSION`, with every change of it. */
export const FLOWS_VERSION = '2026-11-1';

/** The closed catalogue. Every flow is off until the policy names it. */
export const STATUTORY_FLOWS: readonly StatutoryFlow[] = [
  {
    id: 'S1',
    title: 'Jobcenter ↔ Agentur für Arbeit',
    citation: '§ 50 Abs. 1 SGB II, § 9a SGB III, § 69 Abs. 1 Nr. 1 SGB X',
    viaGateway: true,
    arrows: [{ from: employment, to: employment, categories: ['BENEFIT_REGIME', 'LABOUR_PROFILE', 'MEASURE_PARTICIPATION'] }],
    purposes: ['ARBEITSBERATUNG', 'MASSNAHMENZUSTEUERUNG', 'RECHTSKREISWECHSEL'],
    ...ALWAYS,
  },
  {
    id: 'S2',
    title: 'Jobcenter ↔ Clearing- und Koordinierungsstelle Sprache als beauftragter Dritter',
    citation: '§ 50 Abs. 1 SGB II',
    viaGateway: true,
    arrows: [
      { from: ['JOBCENTER_LIPPE'], to: ['NWL_CUK'], categories: ['COURSE_ENTITLEMENT', 'BENEFIT_REGIME'] },
      { from: ['NWL_CUK'], to: ['JOBCENTER_LIPPE'], categories: ['LANGUAGE_LEVEL', 'COURSE_ENTITLEMENT'] },
    ],
    purposes: ['KURSVERMITTLUNG', 'SPRACHEINSTUFUNG'],
    ...ALWAYS,
  },
  {
    id: 'S3',
    title: 'Jobcenter, Agentur für Arbeit ↔ Jugendamt, auf Ersuchen im Einzelfall',
    citation: '§ 69 Abs. 1 Nr. 1 SGB X, §§ 64, 65 SGB VIII',
    viaGateway: true,
    arrows: [
      { from: employment, to: youthOffices, categories: ['BENEFIT_REGIME', 'CONTACT'] },
      { from: youthOffices, to: employment, categories: ['CONTACT'] },
    ],
    purposes: ['KITAPLATZ', 'RECHTSKREISWECHSEL'],
    ...ALWAYS,
  },
  outside('S4', 'Kursträger → BAMF', '§ 88a AufenthG, § 8 IntV, § 26 DeuFöV'),
  outside('S5', 'Kursträger → Jobcenter, Sozialamt, Ausländerbehörde (Verpflichtete)', '§ 88a Abs. 1 S. 2 AufenthG, § 8 Abs. 3 IntV'),
  outside('S6', 'Fachkraft → Jugendamt (Kindeswohlgefährdung)', '§ 4 KKG, § 71 Abs. 1 S. 6 SGB X'),
  outside('S7', 'Sozialamt ↔ Ausländerbehörde', '§ 11 Abs. 3 AsylbLG, § 90 Abs. 3 AufenthG'),
  outside('S8', 'Öffentliche Stelle → Ausländerbehörde', '§ 87 AufenthG, § 71 Abs. 2 SGB X'),
  outside('S9', 'Leistungsträger → Ausländerbehörde (Leistungsantrag)', '§ 87 Abs. 2 S. 1 Nr. 2a, S. 3 AufenthG'),
  outside('S10', 'Einwohnermeldeamt → Schulträger', 'Melderecht NRW'),
  outside('S11', 'Öffentliche Stelle → Einbürgerungsbehörde', '§ 32 StAG'),
  outside('S12', 'Jugendamt → Jugendamt', '§ 8a Abs. 6 SGB VIII'),
];
