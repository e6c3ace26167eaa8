import { problem, spheresOf } from '../api/caller-client.js';
import type { ConsentApiContext } from '../api/context.js';
import type { LogEntry } from '../audit/entry.js';
import type { Category, UnitCode } from '../core/index.js';
import { LONGEST_DEFERRAL } from './rules.js';

/** Queries of the path; all else is an act, which hands nothing on by itself: the Jugendamt is told when it reads. */
const READINGS: ReadonlySet<string> = new Set(['emergencyNotifications', 'emergencyTasks']);

/** A step of the path as the officers of the units concerned find it in the log, done (`basis`) or refused (`null`). Never a text. */
export function emergencyEntry(
  context: ConsentApiContext, path: string, client: string | null, units: readonly UnitCode[], basis: string | null, categories: readonly Category[] = ['CM_PROCESS'],
): LogEntry {
  const owners = [...new Set(units)];
  const items = categories.map((category) => ({ path, category, owners, granted: basis !== null, delivered: READINGS.has(path), basis }));
  return context.entry({ kind: 'EMERGENCY', client, attemptedId: null, owners, rechtskreise: spheresOf(owners), items });
}

/** Whether a text says something. */
export const isText = (text: string | null | undefined, least: number): boolean => typeof text === 'string' && text.trim().length >= least && !text.includes('\0');

export const NOT_AVAILABLE = problem('NOT_AVAILABLE',
  'Klientin, Klient oder Mitteilung ist für Sie nicht vorhanden; Kennung und Zuständigkeit prüfen',
  'The client or notification does not exist for you; check the id and the competence');
export const SENDER_FORBIDDEN = problem('SENDER_FORBIDDEN',
  'Dieser Weg steht Fachkräften der beratenden und lehrenden Stellen offen; Ausländerbehörden und Jugendämter haben ihre eigenen',
  'This path is for professionals at advising and teaching units; Ausländerbehörden and Jugendämter have their own');
export const RECEIVER_FORBIDDEN = problem('RECEIVER_FORBIDDEN',
  'Mitgeteilt wird nur einem Jugendamt (JUGENDAMT:…); Polizei und Rettung telefonisch: 110, 112',
  'Only a Jugendamt (JUGENDAMT:…) is notified; police and rescue by telephone: 110, 112');
export const NOT_ENTRUSTED = problem('NOT_ENTRUSTED',
  'Nur wer an Ihrer Stelle mit der Klientin oder dem Klienten betraut ist, kann mitteilen; die fallführende Person ansprechen',
  'Only who is entrusted with the client at your unit can notify; turn to the person leading the case');
export const FACTS_INVALID = problem('FACTS_INVALID', 'observedFacts: 20 bis 4.000 Zeichen angeben', 'observedFacts: give 20 to 4,000 characters');
export const MEANS_INVALID = problem('MEANS_INVALID', 'otherMeansConsidered: 10 bis 2.000 Zeichen angeben', 'otherMeansConsidered: give 10 to 2,000 characters');
export const REASON_INVALID = problem('REASON_INVALID', 'Ein Grund mit 10 bis 2.000 Zeichen fehlt', 'a reason of 10 to 2,000 characters is missing');
export const INDICATIONS_INVALID = problem('INDICATIONS_INVALID', 'indications: mindestens einen Anhaltspunkt angeben, jeden einmal', 'indications: give at least one, each once');
export const NOTHING_HELD = problem('NOTHING_HELD',
  'Ihre Stelle führt weder Namen noch Anschrift im Gateway; das Jugendamt unmittelbar anrufen',
  'Your unit keeps neither name nor address in the gateway; telephone the Jugendamt');
export const EXCLUDED = problem('EXCLUDED',
  'Die Klientin oder der Klient hat diese Weitergabe ausgeschlossen, das geht im Gateway jeder Öffnung vor; bei Gefahr das Jugendamt unmittelbar anrufen',
  'The client has excluded this disclosure, which in the gateway goes before every opening; in danger telephone the Jugendamt');
export const UNREVIEWED = problem('UNREVIEWED',
  'Die letzte Mitteilung zu dieser Person wartet noch auf ihre Prüfung; Weiteres, auch an ein anderes Jugendamt, telefonisch durchgeben',
  'The last notification about this person is waiting for its review; tell anything further, also to another Jugendamt, by telephone');
export const CONSULTATION_UNKNOWN = problem('CONSULTATION_UNKNOWN', 'Diese Beratung ist an Ihrer Stelle nicht festgehalten; Nummer prüfen oder weglassen', 'This consultation is not recorded at your unit; check the number or leave it out');
export const LIMITED = problem('LIMITED',
  'Zu viele Mitteilungen in kurzer Zeit; ab retryAt erneut, bei Gefahr das Jugendamt unmittelbar anrufen',
  'Too many notifications in a short time; again from retryAt on, in danger telephone the Jugendamt');
export const OWN_ACT = problem('OWN_ACT', 'Wer mitgeteilt hat, prüft nicht; eine zweite Person ist nötig', 'Who has notified does not review; a second person is needed');
export const ALREADY_REVIEWED = problem('ALREADY_REVIEWED', 'Die Mitteilung ist schon geprüft; eine Prüfung wird nicht geändert', 'The notification has been reviewed already; a review is not changed');
export const NOTE_INVALID = problem('NOTE_INVALID', 'note: 10 bis 2.000 Zeichen angeben', 'note: give 10 to 2,000 characters');
export const DEFERRAL_INVALID = problem('DEFERRAL_INVALID', `deferredTo: in der Zukunft, höchstens ${LONGEST_DEFERRAL} Tage`, `deferredTo: in the future, at most ${LONGEST_DEFERRAL} days`);
export const ALREADY_INFORMED = problem('ALREADY_INFORMED', 'Die Benachrichtigung ist schon festgehalten', 'It is recorded already that the client was informed');
