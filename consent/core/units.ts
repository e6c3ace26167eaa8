import type { Rechtskreis } from './rechtskreise.js';

/** Code of a unit (Stelle): the body that is a controller of its own, such as `JOBCENTER_LIPPE`; domain B.0. */
export type UnitCode = string;

/** The authority that supervises data protection at a unit. */
export type Supervisor = 'LDI_NRW' | 'BFDI';

/** Subgraph that serves the data a unit owns; `null` for units that only receive. */
export type SubgraphName =
  | 'consent'
  | 'case-management'
  | 'jobcenter'
  | 'language-courses'
  | 'school-entry'
  | 'immigration-office';

export interface Unit {
  readonly code: UnitCode;
  /** Official German name. */
  readonly name: string;
  readonly rechtskreis: Rechtskreis;
  /** Whether the unit is bound by the Sozialgeheimnis (§ 35 SGB I). */
  readonly socialSecrecy: boolean;
  readonly supervisor: Supervisor;
  readonly subgraph: SubgraphName | null;
}

const municipalities = [
  'AUGUSTDORF', 'BAD_SALZUFLEN', 'BARNTRUP', 'BLOMBERG', 'DETMOLD', 'DOERENTRUP', 'EXTERTAL', 'HORN_BAD_MEINBERG',
  'KALLETAL', 'LAGE', 'LEMGO', 'LEOPOLDSHOEHE', 'LUEGDE', 'OERLINGHAUSEN', 'SCHIEDER_SCHWALENBERG', 'SCHLANGEN',
] as const;

type Row = readonly [UnitCode, string, Rechtskreis, boolean, SubgraphName | null];

const rows: readonly Row[] = [
  ['KREIS_SERVICESTELLE', 'Servicestelle Einwanderungsmanagement, Kreis Lippe', 'KIM_TINTG', false, 'case-management'],
  ['DETMOLD_CM', 'Case Management der Stadt Detmold', 'KIM_TINTG', false, 'case-management'],
  ['NWL_TM', 'Teilhabemanagement, Netzwerk Lippe gGmbH', 'DURCHSTARTEN', false, 'case-management'],
  ['JOBCENTER_LIPPE', 'Jobcenter Lippe AöR', 'SGB_II', true, 'jobcenter'],
  ['AA_DETMOLD', 'Agentur für Arbeit Detmold', 'SGB_III', true, 'jobcenter'],
  ['NWL_CUK', 'Clearing- und Koordinierungsstelle Sprache, Netzwerk Lippe gGmbH', 'INTV_DEUFOEV', false, 'language-courses'],
  ['KURSTRAEGER:VHS_LIPPE_OST', 'VHS Lippe-Ost', 'INTV_DEUFOEV', false, 'language-courses'],
  ['KURSTRAEGER:VHS_LIPPE_WEST', 'VHS Lippe-West', 'INTV_DEUFOEV', false, 'language-courses'],
  ['KURSTRAEGER:VHS_DETMOLD_LEMGO', 'VHS Detmold-Lemgo', 'INTV_DEUFOEV', false, 'language-courses'],
  ['KI_SEITENEINSTIEG', 'Kommunales Integrationszentrum, Seiteneinstiegsberatung', 'SCHULG_NRW', false, 'school-entry'],
  ['SCHULAUFSICHT', 'Schulaufsicht Kreis Lippe', 'SCHULG_NRW', false, 'school-entry'],
  ['JUGENDAMT:KREIS', 'Jugendamt Kreis Lippe', 'SGB_VIII', true, 'school-entry'],
  ['JUGENDAMT:DETMOLD', 'Jugendamt der Stadt Detmold', 'SGB_VIII', true, 'school-entry'],
  ['JUGENDAMT:BAD_SALZUFLEN', 'Jugendamt der Stadt Bad Salzuflen', 'SGB_VIII', true, 'school-entry'],
  ['JUGENDAMT:LAGE', 'Jugendamt der Stadt Lage', 'SGB_VIII', true, 'school-entry'],
  ['JUGENDAMT:LEMGO', 'Jugendamt der Stadt Lemgo', 'SGB_VIII', true, 'school-entry'],
  ['GESUNDHEITSAMT', 'Gesundheitsamt Kreis Lippe', 'OEGDG_NRW', false, 'school-entry'],
  ['ABH_KREIS', 'Ausländerbehörde Kreis Lippe', 'AUFENTHG_ASYLG', false, 'immigration-office'],
  ['ABH_DETMOLD', 'Ausländerbehörde der Stadt Detmold', 'AUFENTHG_ASYLG', false, 'immigration-office'],
  ['EBH_KREIS', 'Einbürgerungsbehörde Kreis Lippe', 'STAG', false, 'immigration-office'],
  ['EBH_DETMOLD', 'Einbürgerungsbehörde der Stadt Detmold', 'STAG', false, 'immigration-office'],
  ['CONSENT_SERVICE', 'Register der Schweigepflichtsentbindungen', 'KIM_TINTG', false, 'consent'],
  ...municipalities.map((place): Row => [`SOZIALAMT:${place}`, `Sozialamt ${place}`, 'SGB_XII_ASYLBLG', false, null]),
  ...municipalities.map((place): Row => [`SCHULTRAEGER:${place}`, `Schulträger ${place}`, 'SCHULG_NRW', false, 'school-entry']),
];

/** Every unit that can own, release or receive data. A code that is not in this table is unknown and gets nothing. */
export const UNITS: ReadonlyMap<UnitCode, Unit> = new Map(
  rows.map(([code, name, rechtskreis, socialSecrecy, subgraph]) => [
    code,
    { code, name, rechtskreis, socialSecrecy, subgraph, supervisor: code === 'AA_DETMOLD' ? 'BFDI' : 'LDI_NRW' },
  ]),
);

const tenants = new Map<SubgraphName, UnitCode[]>();
for (const { code, subgraph } of UNITS.values()) {
  if (subgraph) tenants.set(subgraph, [...(tenants.get(subgraph) ?? []), code]);
}

/** The units whose data a subgraph serves (its tenants). */
export const ownersIn = (subgraph: SubgraphName): readonly UnitCode[] => tenants.get(subgraph) ?? [];


/** Ausländer- and Einbürgerungsbehörden: the never-list (domain C.10-1) speaks of them. */
export const isImmigrationAuthority = (unit: UnitCode): boolean => UNITS.get(unit)?.subgraph === 'immigration-office';
