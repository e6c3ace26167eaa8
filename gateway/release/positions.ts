import { isRecord } from './json.js';

/** One place in an answer where an object stands, and how to put another there. */
export interface Position {
  readonly value: Record<string, unknown>;
  replace(value: Record<string, unknown> | null): void;
}

/** Every object at a path of response keys below `root`; lists on the way are walked through. */
export function* positionsAt(root: Record<string, unknown>, path: readonly string[]): Generator<Position> {
  const [key, ...rest] = path;
  if (key === undefined || !Object.hasOwn(root, key)) return;
  for (const position of objectsIn(root[key], (value) => { root[key] = value; })) {
    if (rest.length === 0) yield position;
    else yield* positionsAt(position.value, rest);
  }
}

function* objectsIn(value: unknown, replace: Position['replace']): Generator<Position> {
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) yield* objectsIn(element, (other) => { value[index] = other; });
  } else if (isRecord(value)) {
    yield { value, replace };
  }
}
