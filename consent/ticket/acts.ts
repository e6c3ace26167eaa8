/** What may be done to a client's place in a course or an offer. */
export const PLACE_ACTS = ['RESERVE', 'CONFIRM', 'WAIT', 'CANCEL'] as const;
export type PlaceActKind = (typeof PLACE_ACTS)[number];

/** What an act on a place came to: the state of the client's reservation, or why there is none. */
export const PLACE_OUTCOMES = [
  'RESERVIERT', 'BESTAETIGT', 'WARTELISTE', 'STORNIERT', 'KEIN_PLATZ', 'OHNE_COACH', 'PLAETZE_FREI', 'OHNE_PLATZ', 'UNBEKANNT', 'KEY_REUSED',
] as const;
export type PlaceOutcome = (typeof PLACE_OUTCOMES)[number];

export interface PlaceAnswer {
  readonly outcome: PlaceOutcome;
  /** Milliseconds since the epoch: until when a reservation must be confirmed. */
  readonly lapsesAt: number | null;
  /** Place in the waiting list, from 1. */
  readonly position: number | null;
}
