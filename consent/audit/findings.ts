/** What can be wrong with a log or with its checkpoints. */
export type FindingKind =
  | 'CHANGED' | 'REMOVED' | 'INSERTED' | 'REORDERED' | 'BACKDATED' | 'TRUNCATED' | 'FORKED' | 'CHECKPOINT_CHANGED' | 'CHECKPOINTS_MISSING';

/** Something wrong with the entries `from` to `to` (for `CHECKPOINT_…`: the lines of the checkpoint file, from 1). */
export interface Finding {
  readonly kind: FindingKind;
  readonly from: number;
  readonly to: number;
}

const TEXTS: Readonly<Record<FindingKind, readonly [de: string, en: string]>> = {
  CHANGED: ['Inhalt, Nummer oder Prüfsumme verändert', 'content, number or hash changed'],
  REMOVED: ['aus der Mitte entfernt', 'removed from the middle'],
  INSERTED: ['nachträglich eingefügt', 'inserted later'],
  REORDERED: ['an einen anderen Platz gestellt', 'moved to another place'],
  BACKDATED: ['rückdatiert', 'backdated'],
  TRUNCATED: ['am Ende abgeschnitten (die Prüfpunkte kennen sie noch)', 'cut off at the end (the checkpoints still know them)'],
  FORKED: ['neu berechnet: in sich stimmig, aber nicht die Einträge, die der Prüfpunkt bezeugt', 'recomputed: consistent, but not the entries that the checkpoint attests'],
  CHECKPOINT_CHANGED: ['verändert, entfernt oder nicht mit diesem Schlüssel unterschrieben', 'changed, removed or not signed with this key'],
  CHECKPOINTS_MISSING: ['kein Prüfpunkt vorhanden: Kürzen und Neuberechnen wären nicht erkennbar', 'no checkpoint: truncation and recomputation could not be seen'],
};

/** A finding as its reader sees it. */
export function describeFinding({ kind, from, to }: Finding): string {
  const [de, en] = TEXTS[kind];
  const range = from === to ? `${from}` : `${from}–${to}`;
  const [noun, englishNoun] = kind.startsWith('CHECKPOINT') ? ['Prüfpunkt (Zeile)', 'checkpoint (line)'] : from === to ? ['Eintrag', 'entry'] : ['Einträge', 'entries'];
  return `${kind}  ${noun} ${range}: ${de}. / ${englishNoun} ${range}: ${en}.`;
}
