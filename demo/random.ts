import { createHash } from 'node:crypto';

/** A small seeded source of choices: the same seed gives the same choices on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the values, each as likely as its weight says. */
  weighted<T>(rows: readonly (readonly [T, number])[]): T;
  /** A UUID in the form of version 4 (RFC 9562). */
  uuid(): string;
}

/**
 * sfc32 (a small fast counting generator), started from a hash of the seed's parts. Every client has a generator of
 * their own, so one more choice for one client changes nothing for the others.
 */
export function random(...seed: readonly (string | number)[]): Random {
  const state = new Int32Array(createHash('sha256').update(JSON.stringify(seed)).digest().buffer.slice(0, 16));
  let [a, b, c, counter] = [state[0]!, state[1]!, state[2]!, state[3]!];

  const word = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  const next = (): number => word() / 2 ** 32;
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));

  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => list[int(0, list.length - 1)]!,
    weighted(rows) {
      let left = next() * rows.reduce((sum, [, weight]) => sum + weight, 0);
      return (rows.find(([, weight]) => (left -= weight) < 0) ?? rows[rows.length - 1]!)[0];
    },
    uuid() {
      const hex = [word(), word(), word(), word()].map((part) => part.toString(16).padStart(8, '0')).join('');
      const variant = (8 + (Number.parseInt(hex[16]!, 16) & 3)).toString(16);
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
  };
}
