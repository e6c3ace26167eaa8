import type { UnitCode } from '../consent/core/index.js';

export type Sozialraum =
  | 'SR1_OERLINGHAUSEN' | 'SR2_BLOMBERG' | 'SR3_DOERENTRUP' | 'SR4_DETMOLD' | 'SR5_BAD_SALZUFLEN' | 'SR6_LAGE_LEMGO';

export type Municipality =
  | 'AUGUSTDORF' | 'BAD_SALZUFLEN' | 'BARNTRUP' | 'BLOMBERG' | 'DETMOLD' | 'DOERENTRUP' | 'EXTERTAL' | 'HORN_BAD_MEINBERG'
  | 'KALLETAL' | 'LAGE' | 'LEMGO' | 'LEOPOLDSHOEHE' | 'LUEGDE' | 'OERLINGHAUSEN' | 'SCHIEDER_SCHWALENBERG' | 'SCHLANGEN';

export interface Place {
  readonly code: Municipality;
  readonly name: string;
  readonly postalCode: string;
  /** Inhabitants in thousands, rounded: how the county's clients spread. */
  readonly weight: number;
  readonly sozialraum: Sozialraum;
  readonly jugendamt: UnitCode;
  readonly abh: UnitCode;
  readonly ebh: UnitCode;
  /** The unit whose case manager works in this place. */
  readonly caseManagement: UnitCode;
}

type Row = readonly [Municipality, string, string, number, Sozialraum];

/** The 16 municipalities and their Sozialräume (domain A.10). */
const rows: readonly Row[] = [
  ['AUGUSTDORF', 'Augustdorf', '32832', 10, 'SR1_OERLINGHAUSEN'],
  ['BAD_SALZUFLEN', 'Bad Salzuflen', '32105', 54, 'SR5_BAD_SALZUFLEN'],
  ['BARNTRUP', 'Barntrup', '32683', 9, 'SR3_DOERENTRUP'],
  ['BLOMBERG', 'Blomberg', '32825', 15, 'SR2_BLOMBERG'],
  ['DETMOLD', 'Detmold', '32756', 74, 'SR4_DETMOLD'],
  ['DOERENTRUP', 'Dörentrup', '32694', 8, 'SR3_DOERENTRUP'],
  ['EXTERTAL', 'Extertal', '32699', 11, 'SR3_DOERENTRUP'],
  ['HORN_BAD_MEINBERG', 'Horn-Bad Meinberg', '32805', 17, 'SR2_BLOMBERG'],
  ['KALLETAL', 'Kalletal', '32689', 14, 'SR3_DOERENTRUP'],
  ['LAGE', 'Lage', '32791', 35, 'SR6_LAGE_LEMGO'],
  ['LEMGO', 'Lemgo', '32657', 41, 'SR6_LAGE_LEMGO'],
  ['LEOPOLDSHOEHE', 'Leopoldshöhe', '33818', 17, 'SR1_OERLINGHAUSEN'],
  ['LUEGDE', 'Lügde', '32676', 10, 'SR2_BLOMBERG'],
  ['OERLINGHAUSEN', 'Oerlinghausen', '33813', 17, 'SR1_OERLINGHAUSEN'],
  ['SCHIEDER_SCHWALENBERG', 'Schieder-Schwalenberg', '32816', 9, 'SR2_BLOMBERG'],
  ['SCHLANGEN', 'Schlangen', '33189', 9, 'SR1_OERLINGHAUSEN'],
];

/** Towns with a Jugendamt of their own; the Kreisjugendamt works for the other twelve (domain A.5). */
const OWN_JUGENDAMT: ReadonlySet<Municipality> = new Set<Municipality>(['DETMOLD', 'BAD_SALZUFLEN', 'LAGE', 'LEMGO']);

/** Every municipality with the units responsible there: the routing rule of domain B.0 as a table. */
export const PLACES: ReadonlyMap<Municipality, Place> = new Map(
  rows.map(([code, name, postalCode, weight, sozialraum]) => {
    const authority = code === 'DETMOLD' ? 'DETMOLD' : 'KREIS';
    return [code, {
      code, name, postalCode, weight, sozialraum,
      jugendamt: `JUGENDAMT:${OWN_JUGENDAMT.has(code) ? code : 'KREIS'}`,
      abh: `ABH_${authority}`,
      ebh: `EBH_${authority}`,
      caseManagement: code === 'DETMOLD' ? 'DETMOLD_CM' : 'KREIS_SERVICESTELLE',
    }];
  }),
);

/** The place of a municipality. */
export const place = (code: Municipality): Place => PLACES.get(code)!;
