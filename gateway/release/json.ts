/** Names that reach an object's prototype when data is merged (CVE-2026-32621). */
export const isPrototypeName = (key: string): boolean => key === '__proto__' || key === 'constructor' || key === 'prototype';

/** The names as they stand in a text, or an escape that could spell one of them. */
const SUSPICIOUS = /__proto__|constructor|prototype|\\u00/;

/** Parses JSON of a subgraph without the keys that could pollute prototypes. @throws SyntaxError */
export const parseJson = (text: string): unknown =>
  SUSPICIOUS.test(text) ? JSON.parse(text, (key, value: unknown) => (isPrototypeName(key) ? undefined : value)) : JSON.parse(text);

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an object holds under a caller's name: `toString` and its like, which every object inherits, are functions and never data. */
export function valueAt(object: Readonly<Record<string, unknown>>, key: string): unknown {
  const value = object[key];
  return typeof value === 'function' ? undefined : value;
}
