/** What can be wrong with an export of the access log. */
export type FindingKind =
  | 'CHANGED' | 'REMOVED' | 'INSERTED' | 'REORDERED' | 'BACKDATED' | 'TRUNCATED' | 'FORKED' | 'CLIENT_GAP' | 'UNATTESTED' | 'UNWITNESSED'
  | 'BAD_SIGNATURE' | 'NO_CHECKPOINT' | 'MISSING_RECEIPT' | 'NOT_DELETED' | 'TILE_MISMATCH' | 'UNREADABLE';

/** What a finding is about: entries by their number, checkpoints and receipts by the line of their file, tiles by their path. */
export type Subject = 'ENTRY' | 'CHECKPOINT' | 'RECEIPT' | 'TILE' | 'PROOF';

/** Something wrong with the things `from` to `to` of one sort. */
export interface Finding {
  readonly kind: FindingKind;
  readonly of: Subject;
  readonly from: number;
  readonly to: number;
  /** A tile's path, a key's name. */
  readonly name?: string;
}

/** Findings after which a log is not looked at further: the first ones are the ones to look at. */
export const MOST_FINDINGS = 1_000;

export const finding = (kind: FindingKind, of: Subject, from: number, to = from, name?: string): Finding =>
  ({ kind, of, from, to, ...(name !== undefined && { name }) });

const TEXTS: Readonly<Record<FindingKind, readonly [de: string, en: string]>> = {
  CHANGED: ['verändert: Inhalt und Prüfwert passen nicht zum Baum', 'changed: content and commitment do not fit the tree'],
  REMOVED: ['aus der Mitte entfernt', 'removed from the middle'],
  INSERTED: ['eingefügt: kein Eintrag des Baums', 'inserted: no entry of the tree'],
  REORDERED: ['an einen anderen Platz gestellt', 'moved to another place'],
  BACKDATED: ['rückdatiert: früher als sein Vorgänger', 'backdated: earlier than its predecessor'],
  TRUNCATED: ['am Ende abgeschnitten; ein Prüfpunkt kennt sie noch', 'cut off at the end; a checkpoint still knows them'],
  FORKED: ['abgespalten: in sich stimmig, aber nicht, was der Prüfpunkt bezeugt', 'forked: consistent, but not what the checkpoint attests'],
  CLIENT_GAP: ['davor fehlt ein Eintrag derselben Person (laufende Nummer)', 'an entry of the same client is missing before it (running number)'],
  UNATTESTED: ['ohne Prüfpunkt: angehängt, oder der Prüfpunkt wurde entfernt', 'under no checkpoint: appended, or the checkpoint was removed'],
  UNWITNESSED: ['von zu wenigen Zeugen bestätigt', 'confirmed by too few witnesses'],
  BAD_SIGNATURE: ['Unterschrift fehlt oder ist falsch', 'signature missing or wrong'],
  NO_CHECKPOINT: ['kein gültiger Prüfpunkt: nichts ist bezeugt', 'no valid checkpoint: nothing is attested'],
  MISSING_RECEIPT: ['Inhalt fehlt ohne gültigen Löschbeleg', 'content missing without a valid deletion receipt'],
  NOT_DELETED: ['laut Löschbeleg gelöscht, aber noch vorhanden', 'deleted according to a receipt, but still there'],
  TILE_MISMATCH: ['Hash-Kachel fehlt oder passt nicht zu den Einträgen', 'hash tile missing or not that of the entries'],
  UNREADABLE: ['nicht lesbar', 'not readable'],
};

const NOUNS: Readonly<Record<Subject, readonly [de: string, des: string, en: string, ens: string]>> = {
  ENTRY: ['Eintrag', 'Einträge', 'entry', 'entries'],
  CHECKPOINT: ['Prüfpunkt (Zeile)', 'Prüfpunkte (Zeilen)', 'checkpoint (line)', 'checkpoints (lines)'],
  RECEIPT: ['Löschbeleg (Zeile)', 'Löschbelege (Zeilen)', 'deletion receipt (line)', 'deletion receipts (lines)'],
  TILE: ['Kachel', 'Kacheln', 'tile', 'tiles'],
  PROOF: ['Nachweis', 'Nachweise', 'proof', 'proofs'],
};

/** A finding as its reader sees it, in both languages. */
export function describeFinding({ kind, of, from, to, name }: Finding): string {
  const [de, en] = TEXTS[kind];
  const [german, germans, english, englishes] = NOUNS[of];
  const which = of === 'PROOF' ? '' : of === 'TILE' ? ` ${name}` : from === to ? ` ${from}` : ` ${from}–${to}`;
  const key = of !== 'TILE' && name !== undefined ? ` (${name})` : '';
  const [noun, englishNoun] = from === to ? [german, english] : [germans, englishes];
  return `${kind}  ${noun}${which}${key}: ${de}. / ${englishNoun}${which}${key}: ${en}.`;
}
