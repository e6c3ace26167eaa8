import type { Data } from './subgraph.js';

const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Puts what a fetch brought beside what is there already: objects and lists of equal length are merged, anything else is
 * replaced. Keys that reach a prototype never come this far: `parseJson` drops them.
 */
export function merge(target: Data, source: Data): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    const there = target[key];
    if (typeof there !== 'object' || there === null || !Object.hasOwn(target, key)) target[key] = value;
    else if (isObject(there) && isObject(value)) merge(there, value);
    else if (Array.isArray(there) && Array.isArray(value) && there.length === value.length) mergeElements(there, value);
    else target[key] = value;
  }
}

function mergeElements(target: unknown[], source: readonly unknown[]): void {
  source.forEach((value, index) => {
    const there = target[index];
    if (isObject(there) && isObject(value)) merge(there, value);
    else target[index] = value;
  });
}
