/** Bytes of standard base64 (RFC 4648 §4) in its one canonical spelling; `null` for anything else. */
export function fromBase64(text: unknown): Buffer | null {
  if (typeof text !== 'string') return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/** A hash or commitment: 32 bytes. */
export function hashFromBase64(text: unknown): Buffer | null {
  const bytes = fromBase64(text);
  return bytes?.length === 32 ? bytes : null;
}

/** A decimal without sign and leading zeros, within what a number holds exactly. */
export function decimal(text: string | undefined): number | null {
  const value = /^(0|[1-9]\d{0,15})$/.test(text ?? '') ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : null;
}
