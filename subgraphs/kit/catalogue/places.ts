import type { Municipality } from '../enums.js';

export interface Place {
  readonly name: string;
  /** Degrees north and east (WGS 84) of the town's centre, to about a kilometre. */
  readonly at: readonly [latitude: number, longitude: number];
}

/** The sixteen municipalities and where they lie. */
export const PLACES: Readonly<Record<Municipality, Place>> = {
  AUGUSTDORF: { name: 'Augustdorf', at: [51.906, 8.732] },
  BAD_SALZUFLEN: { name: 'Bad Salzuflen', at: [52.086, 8.752] },
  BARNTRUP: { name: 'Barntrup', at: [51.989, 9.117] },
  BLOMBERG: { name: 'Blomberg', at: [51.943, 9.091] },
  DETMOLD: { name: 'Detmold', at: [51.938, 8.878] },
  DOERENTRUP: { name: 'Dörentrup', at: [52.037, 9.000] },
  EXTERTAL: { name: 'Extertal', at: [52.068, 9.116] },
  HORN_BAD_MEINBERG: { name: 'Horn-Bad Meinberg', at: [51.884, 8.965] },
  KALLETAL: { name: 'Kalletal', at: [52.134, 8.957] },
  LAGE: { name: 'Lage', at: [51.992, 8.792] },
  LEMGO: { name: 'Lemgo', at: [52.028, 8.899] },
  LEOPOLDSHOEHE: { name: 'Leopoldshöhe', at: [52.013, 8.697] },
  LUEGDE: { name: 'Lügde', at: [51.955, 9.247] },
  OERLINGHAUSEN: { name: 'Oerlinghausen', at: [51.956, 8.664] },
  SCHIEDER_SCHWALENBERG: { name: 'Schieder-Schwalenberg', at: [51.876, 9.195] },
  SCHLANGEN: { name: 'Schlangen', at: [51.809, 8.845] },
};

const EARTH_RADIUS_KM = 6_371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** As the crow flies (haversine formula), in kilometres. */
function kilometres([north, east]: Place['at'], [otherNorth, otherEast]: Place['at']): number {
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const chord = half(north, otherNorth) + Math.cos(radians(north)) * Math.cos(radians(otherNorth)) * half(east, otherEast);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(chord));
}

const CODES = Object.keys(PLACES) as Municipality[];
const DISTANCES: ReadonlyMap<Municipality, ReadonlyMap<Municipality, number>> = new Map(
  CODES.map((from) => [from, new Map(CODES.map((to) => [to, Math.round(kilometres(PLACES[from].at, PLACES[to].at) * 10) / 10]))]),
);

/** Kilometres between two town centres as the crow flies, to 100 m. */
export const distanceKm = (from: Municipality, to: Municipality): number => DISTANCES.get(from)!.get(to)!;
