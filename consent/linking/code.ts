import { randomBytes } from 'node:crypto';

/** Crockford's base32: no I, L, O and U, which are misread; the last five are check symbols only. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U';
/** 16 symbols of 5 bits each. */
const RANDOM_BYTES = 10;

/** A new code of 80 random bits and a check symbol, as it is printed: `XXXX-XXXX-XXXX-XXXX-C`. */
export function newLinkingCode(): string {
  const value = BigInt(`0x${randomBytes(RANDOM_BYTES).toString('hex')}`);
  const symbols = Array.from({ length: 16 }, (_, index) => SYMBOLS[Number((value >> BigInt(75 - 5 * index)) & 31n)]).join('');
  return `${symbols.match(/.{4}/g)!.join('-')}-${checkSymbol(value)}`;
}

/**
 * The code behind what somebody has typed or scanned, in one spelling; `null` if it cannot be one: wrong length, foreign
 * symbols, or the check symbol tells of a slip. That is arithmetic over the text alone and says nothing of any code.
 */
export function readLinkingCode(typed: string): string | null {
  if (typed.length > 64) return null;
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replaceAll('O', '0');
  if (!/^[0-9A-HJKMNP-TV-Z]{16}[0-9A-HJKMNP-Z*~$=]$/.test(text)) return null;
  const symbols = text.slice(0, 16);
  const value = [...symbols].reduce((sum, symbol) => sum * 32n + BigInt(SYMBOLS.indexOf(symbol)), 0n);
  return checkSymbol(value) === text[16] ? symbols : null;
}

/** The remainder modulo 37, which finds every wrong symbol and every swap of two neighbours. */
const checkSymbol = (value: bigint): string => SYMBOLS[Number(value % 37n)]!;
