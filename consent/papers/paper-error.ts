/** Why a paper cannot be made. The message is German first and says what to do. */
export class PaperError extends Error {
  constructor(
    readonly code: 'NAME_MISSING' | 'UNIT_UNKNOWN' | 'FUNCTION_UNKNOWN' | 'CHARACTER_UNKNOWN' | 'USAGE',
    de: string,
    en: string,
  ) {
    super(`${de} / ${en}`);
    this.name = 'PaperError';
  }
}
