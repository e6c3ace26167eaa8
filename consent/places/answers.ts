import { problem } from '../api/caller-client.js';
import type { ConsentProblem } from '../api/consent-input.js';
import type { PlaceAnswer, PlaceOutcome } from '../ticket/index.js';
import { PLACE_PURPOSES } from './hand-over.js';
import type { PlaceReceipt, PlaceState } from './places.types.js';

export const NOT_AVAILABLE = problem('NOT_AVAILABLE', 'Keine Klientin und kein Klient der eigenen Stelle', 'No client of the own unit');
export const ONE_OF_TWO = problem('PLACE_UNCLEAR', 'Genau eines angeben: course oder offer', 'Give exactly one of course and offer');
export const UNKNOWN = problem('PLACE_UNKNOWN', 'Diesen Kurs oder dieses Angebot gibt es nicht, oder hier werden dafür keine Plätze vergeben; die anbietende Stelle fragen', 'There is no such course or offer, or no places are given for it here; ask the unit that offers it');
export const PURPOSE_UNFIT = problem('PURPOSE_UNFIT', `Zu diesem Zweck werden keine Plätze vergeben; in X-Purpose-Of-Use angeben: ${PLACE_PURPOSES.join(', ')}`, 'No places are given for this purpose; name one of these in X-Purpose-Of-Use');
export const SENDS_NOBODY = problem('UNIT_FORBIDDEN', 'Diese Stelle vermittelt keine Plätze; die Fallführung bitten', 'This unit does not refer to courses; ask the case management');
export const NO_BASIS = problem('NO_BASIS', 'Die anbietende Stelle würde von der Person erfahren, und das ist nicht freigegeben; needed nennt, was eine Schweigepflichtsentbindung enthalten müsste', 'The unit that offers it would get to know of the person, and that is not released; needed says what a release would have to contain');
export const UNCERTAIN = problem('AGENCY_SILENT', 'Die Stelle antwortet nicht; ob es geschehen ist, ist ungewiss. Mit demselben idempotencyKey erneut versuchen', 'The agency does not answer; whether it was done is not known. Try again with the same idempotencyKey');

const OUTCOMES: Readonly<Record<PlaceOutcome, PlaceState | ConsentProblem>> = {
  RESERVIERT: 'RESERVIERT', BESTAETIGT: 'BESTAETIGT', WARTELISTE: 'WARTELISTE', STORNIERT: 'STORNIERT',
  KEIN_PLATZ: problem('NO_PLACE', 'Kein Platz: voll, oder die Person hat dort schon einen. Die Warteliste nutzen oder etwas anderes suchen', 'No place: full, or the person has one there already. Use the waiting list or look for something else'),
  OHNE_COACH: problem('NO_COACH', 'Für dieses Coaching ist noch niemand als Coach eingetragen, und ohne Coach (höchstens 20 Personen je Coach) gibt es keinen Platz. Die Warteliste nutzen, und die anbietende Stelle um Eintragung bitten', 'Nobody is entered as coach here yet, and without a coach (at most 20 people each) there is no place. Use the waiting list, and ask the unit that offers it to enter one'),
  PLAETZE_FREI: problem('PLACES_FREE', 'Es sind Plätze frei; gleich reservieren', 'There are free places; reserve one'),
  OHNE_PLATZ: problem('NO_RESERVATION', 'Die eigene Stelle hat dort keinen Platz für die Person reserviert, oder er ist verfallen', 'The own unit has no place reserved there for the person, or it has lapsed'),
  UNBEKANNT: UNKNOWN,
  KEY_REUSED: problem('IDEMPOTENCY_KEY_REUSED', 'Der Idempotenzschlüssel gehört zu einem anderen Vorgang; einen neuen wählen', 'The idempotency key belongs to another change; choose a new one'),
};

export const refused = (...problems: readonly ConsentProblem[]): PlaceReceipt => ({ state: null, lapsesAt: null, position: null, needed: null, reason: null, problems });

/** What the agency answered, as the caller is told it. */
export function receiptOf({ outcome, lapsesAt, position }: PlaceAnswer): PlaceReceipt {
  const told = OUTCOMES[outcome];
  if (typeof told !== 'string') return refused(told);
  return { ...refused(), state: told, lapsesAt: lapsesAt === null ? null : new Date(lapsesAt), position };
}
