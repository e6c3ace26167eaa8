import { isRecord } from './json.js';

/** A place in data that holds an object: an object's field or a list's element. */
export interface Position {
  readonly holder: Record<string | number, unknown>;
  readonly key: string | number;
}

/** Visits every object at a path of response keys below `root`; lists on the way are walked through. */
export function forEachObject(root: Record<string, unknown>, path: readonly string[], visit: (value: Record<string, unknown>, at: Position) => void, depth = 0): void {
  const look = (holder: Position['holder'], key: string | number): void => {
    const value = holder[key];
    if (Array.isArray(value)) for (let index = 0; index < value.length; index += 1) look(value as never, index);
    else if (!isRecord(value)) return;
    else if (depth === path.length - 1) visit(value, { holder, key });
    else forEachObject(value, path, visit, depth + 1);
  };
  const key = path[depth];
  if (key !== undefined && Object.hasOwn(root, key)) look(root, key);
}
