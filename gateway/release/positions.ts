import { isRecord } from './json.js';

type Visit = (value: Record<string, unknown>, replace: (value: Record<string, unknown> | null) => void) => void;

/** Visits every object at a path of response keys below `root`, with a way to put another in its place; lists on the way are walked through. */
export function forEachObject(root: Record<string, unknown>, path: readonly string[], visit: Visit, depth = 0): void {
  const key = path[depth];
  if (key === undefined || !Object.hasOwn(root, key)) return;
  const isLast = depth === path.length - 1;
  const look = (value: unknown, replace: (value: unknown) => void): void => {
    if (Array.isArray(value)) value.forEach((element: unknown, index) => look(element, (other) => { value[index] = other; }));
    else if (isRecord(value) && isLast) visit(value, replace);
    else if (isRecord(value)) forEachObject(value, path, visit, depth + 1);
  };
  look(root[key], (value) => { root[key] = value; });
}
