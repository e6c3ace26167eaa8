/** A schema whose `@consent` and `@open` cannot be read beyond doubt; nothing of it may be served. */
export class ProtectionError extends Error {
  readonly code = 'PROTECTION_UNREADABLE';
  override readonly name = 'ProtectionError';

  /** @param problems all of them, German first, each with its coordinate. */
  constructor(readonly problems: readonly string[]) {
    super(
      `Der Schutz des Schemas ist nicht eindeutig lesbar; es wird nicht verwendet. Bitte beheben: / ` +
        `The schema's protection cannot be read beyond doubt; it is not used. Please correct:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    );
  }
}
