/** The log contradicts what was signed of it: nothing more is signed until somebody has looked. */
export class LogForked extends Error {
  override readonly name = 'LogForked';
  readonly code = 'LOG_FORKED';
  /** `seq`: the first entry that is in question. */
  constructor(readonly seq: number, de: string, en: string) {
    super(`Das Zugriffsprotokoll widerspricht seinem letzten Prüfpunkt, Eintrag ${seq}: ${de}. Es wird nichts mehr unterschrieben; `
      + `Protokoll ausleiten und prüfen (npm run audit:export, audit:verify). / The access log contradicts its last checkpoint, entry ${seq}: ${en}. `
      + 'Nothing more is signed; export and verify the log.');
  }
}
