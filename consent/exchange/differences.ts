import { problem, type ExchangeProblem } from './problems.js';

/** How a format reads one leaf (instants in any zone, say), and which names carry nothing that is decided on. */
export interface Reading {
  readonly ignored: ReadonlySet<string>;
  readonly leaf: (name: string, value: string) => unknown;
}

/**
 * Where two texts of one format say something else, whatever the order of their lists. An import writes anew what it has
 * read: if that is not what came in, something was said that we cannot represent, or one thing was said in two ways. Then
 * nothing is imported; no rule ever wins over another by its place or its date.
 */
export function differences(read: unknown, rewritten: unknown, reading: Reading): ExchangeProblem[] {
  return [...new Set(compare(canonical(read, reading), canonical(rewritten, reading), ''))].map((path) =>
    problem('NOT_REPRESENTABLE', path, 'widerspricht dem Rest oder lässt sich nicht genau abbilden', 'contradicts the rest or cannot be represented exactly'));
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

function canonical(value: unknown, reading: Reading, name = ''): Json {
  if (Array.isArray(value)) return value.map((item) => canonical(item, reading, name)).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value === 'object' && value !== null) {
    const names = Object.keys(value).filter((key) => !reading.ignored.has(key)).sort();
    return Object.fromEntries(names.map((key) => [key, canonical((value as Record<string, unknown>)[key], reading, key)]));
  }
  return (typeof value === 'string' ? reading.leaf(name, value) : value) as Json;
}

function compare(a: Json | undefined, b: Json | undefined, path: string): string[] {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length ? a.flatMap((item, index) => compare(item as Json, b[index] as Json, path)) : [path];
  if (isRecord(a) && isRecord(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].flatMap((name) => compare(a[name], b[name], path === '' ? name : `${path}.${name}`));
  }
  return Object.is(a, b) ? [] : [path];
}

const isRecord = (value: Json | undefined): value is { readonly [name: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value);
