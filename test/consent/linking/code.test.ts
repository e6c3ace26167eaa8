import { lockedUntil, MOST_FAILURES, WINDOW } from '../../../consent/linking/attempts.js';
import { newLinkingCode, readLinkingCode } from '../../../consent/linking/code.js';
import { createPseudonyms } from '../../../consent/pseudonyms/pseudonyms.js';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a linking code', () => {
  const codes = Array.from({ length: 500 }, newLinkingCode);

  it('is 16 symbols of base32, 80 bits, and a check symbol, in groups to be read aloud', () => {
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}-[0-9A-HJKMNP-TV-Z*~$=U]$/);
    expect(new Set(codes).size).toBe(codes.length);
    for (let place = 0; place < 16; place++) expect(new Set(codes.map((code) => code.replaceAll('-', '')[place])).size).toBeGreaterThan(28);
  });

  it('is read as people write it', () => {
    for (const code of codes) {
      const read = readLinkingCode(code);
      expect(read).toBe(code.replaceAll('-', '').slice(0, 16));
      expect(readLinkingCode(` ${code.toLowerCase().replaceAll('-', ' ')}\n`)).toBe(read);
      expect(readLinkingCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(read);
    }
  });

  it('shows every wrong symbol and every swap of neighbours', () => {
    for (const code of codes.slice(0, 20)) {
      const text = code.replaceAll('-', '');
      for (let place = 0; place < 16; place++) {
        for (const symbol of SYMBOLS) if (symbol !== text[place]) expect(readLinkingCode(text.slice(0, place) + symbol + text.slice(place + 1))).toBeNull();
        const swapped = text.slice(0, place) + (text[place + 1] ?? '') + text[place] + text.slice(place + 2);
        if (place < 15 && swapped !== text) expect(readLinkingCode(swapped)).toBeNull();
      }
    }
  });

  it.each(['', '-', 'U'.repeat(17), '0'.repeat(16), '0'.repeat(18), '__proto__', '🙂'.repeat(9), `${newLinkingCode()}'--`, 'A'.repeat(100_000)])('is not %j', (text) => {
    expect(readLinkingCode(text)).toBeNull();
  });
});

describe('what is stored of a code', () => {
  const key = (fill: number) => new Uint8Array(32).fill(fill);
  const before = createPseudonyms(new Map([[1, key(1)]]));
  const after = createPseudonyms(new Map([[1, key(1)], [2, key(2)]]));

  it('is a keyed hash, different under every key, and found again after the key has changed', () => {
    const [old] = before.codeMacs('0123456789ABCDEF');
    expect(old).toHaveLength(32);
    expect(after.codeMacs('0123456789ABCDEF')[0]).not.toEqual(old);
    expect(after.codeMacs('0123456789ABCDEF')[1]).toEqual(old);
    expect(before.codeMacs('0123456789ABCDEG')[0]).not.toEqual(old);
  });
});

describe('the lock after failures', () => {
  const at = (minutes: number, person = 'carla') => ({ person, at: minutes * 60_000 });
  const five = [0, 1, 2, 3, 4].map((minutes) => at(minutes));

  it('holds from the fifth failure of a person until the first of them is a quarter of an hour old, to the millisecond', () => {
    expect(lockedUntil(five.slice(1), 'carla', 5 * 60_000)).toBeNull();
    expect(lockedUntil(five, 'carla', 5 * 60_000)).toBe(WINDOW);
    expect(lockedUntil(five, 'carla', WINDOW - 1)).toBe(WINDOW);
    expect(lockedUntil(five, 'carla', WINDOW)).toBeNull();
  });

  it('is for that person only, until a whole unit guesses', () => {
    expect(lockedUntil(five, 'cem', 5 * 60_000)).toBeNull();
    const many = Array.from({ length: MOST_FAILURES.unit }, (_, index) => at(0, `account ${index}`));
    expect(lockedUntil(many.slice(1), 'cem', 60_000)).toBeNull();
    expect(lockedUntil(many, 'cem', 60_000)).toBe(WINDOW);
  });
});
