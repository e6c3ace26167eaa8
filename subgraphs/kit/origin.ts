import type { UnitCode } from '../../consent/core/index.js';

/** Whose data a value is, and who holds it; `owner` is `null` for the client itself, who has many. */
export interface Origin {
  readonly client: string;
  readonly owner: UnitCode | null;
}

interface Admission {
  readonly origin: Origin;
  readonly owners: readonly UnitCode[];
  /** Whether the values are clients themselves: of those nothing but the id goes on. */
  readonly toClient: boolean;
}

/** Values inside a record (a step of a plan) that do not carry client and owner themselves. What no owner answers for is not here, so nothing protected leaves it. */
const inside = new WeakMap<object, Origin>();

/** Origin of the object a field is asked of; `null` if it has none, and then nothing protected leaves it. */
export function originOf(type: string, source: unknown): Origin | null {
  if (!isObject(source)) return null;
  if (type === 'Client') return typeof source.id === 'string' ? { client: source.id, owner: null } : null;
  if (typeof source.client === 'string' && typeof source.owner === 'string') return { client: source.client, owner: source.owner };
  return inside.get(source) ?? null;
}

/** What of a resolved value may go on: rows of another client or of an owner that did not grant are dropped, whoever read them. */
export function admit(value: unknown, admission: Admission): unknown {
  if (Array.isArray(value)) return value.map((item) => admit(item, admission)).filter((item) => item !== null);
  if (!isObject(value)) return value;
  const { origin, owners, toClient } = admission;
  if ('owner' in value && !owners.includes(String(value.owner))) return null;
  if ('client' in value && value.client !== origin.client) return null;
  if (toClient) return { __typename: 'Client', id: value.id };
  if (!('owner' in value) && origin.owner !== null) inside.set(value, origin);
  return value;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
