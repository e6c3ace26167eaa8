import type { Data } from './subgraph.js';

/** What the gateway itself asked of an object, by its own response keys. */
export type OwnValues = ReadonlyMap<Data, Data>;

/** Keys that begin so are the gateway's own; callers cannot use them (`reservedNames`). What stands under them is told beside a response, never in it. */
export const OWN_PREFIX = '_freigabe';

export const isOwnKey = (key: string): boolean => key.startsWith(OWN_PREFIX);

/** Takes the gateway's own keys out of a response. */
export function takeOwn(value: unknown, own = new Map<Data, Data>()): OwnValues {
  if (Array.isArray(value)) value.forEach((element) => takeOwn(element, own));
  else if (typeof value === 'object' && value !== null) {
    const object = value as Data;
    const taken = Object.entries(object).filter(([key]) => isOwnKey(key));
    for (const [key] of taken) Reflect.deleteProperty(object, key);
    if (taken.length > 0) own.set(object, Object.fromEntries(taken));
    for (const below of Object.values(object)) takeOwn(below, own);
  }
  return own;
}
