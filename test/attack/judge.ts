import type { ClientRecords, Requester } from '../../consent/core/index.js';
import { secondOpinion } from '../consent/cedar/oracle.js';
import { carried, holds } from '../consent/cedar/random-records.js';
import { KIND, WHO, type Asked } from './draw.js';
import { categoryOf, ownersOf } from './schema.js';

export interface Caller {
  readonly as: Requester;
  readonly purpose: string;
}

/** Whether somebody may see data of an owner, in the second opinion. */
export type Grants = (client: string, owner: string, category: string) => boolean;

/** Decides a second time, independently of the product: in Cedar, from what is recorded of each client. */
export function grantsFor({ as, purpose }: Caller, records: ReadonlyMap<string, ClientRecords>, at: number): Grants {
  const known = new Map<string, ReadonlySet<string>>();
  /** All that one client releases, at once: Cedar keeps the policies of one client at a time. */
  const grantsOf = (client: string): ReadonlySet<string> => {
    const of = records.get(client);
    if (!of) return new Set();
    const opinion = secondOpinion(of);
    return new Set(holdings(of).filter(({ owner, category }) => opinion({ requester: as, owner, category, purpose, at, flows: [] }) !== null)
      .map(({ owner, category }) => `${owner} ${category}`));
  };
  return (client, owner, category) => {
    const granted = known.get(client) ?? grantsOf(client);
    known.set(client, granted);
    return granted.has(`${owner} ${category}`);
  };
}

/** Whether a unit works with a client now. */
export const isRelated = (records: ClientRecords | undefined, unit: string, at: number): boolean =>
  (records?.relations ?? []).some((relation) => relation.unit === unit && relation.from <= at && (relation.to === null || at < relation.to));

/** What could be released of a client at all: what the units that work with them hold. Anything else counts as granted by nobody. */
const holdings = ({ relations }: ClientRecords) => [...new Set([...relations.map(({ unit }) => unit), 'CONSENT_SERVICE'])]
  .flatMap((owner) => carried.filter((category) => holds(owner, category)).map((category) => ({ owner, category })));

interface Walk {
  readonly grants: Grants;
  /** The client behind the caller's id. */
  readonly clientOf: (id: string) => string | null;
  /** Whether the client is one of the caller's unit. */
  readonly knows: (client: string | null) => boolean;
  readonly found: string[];
}

/** A client on the way down, and what was asked for of it. */
interface Subject {
  readonly client: string;
  readonly owners: readonly string[];
  readonly categories: readonly string[];
}

/** What stands in an answer although no owner grants all of its categories; nothing where all is well. */
export function ungranted(roots: readonly Asked[], data: unknown, walk: Omit<Walk, 'found'>): readonly string[] {
  const found: string[] = [];
  if (isObject(data)) look('Query', roots, data, null, '', { ...walk, found });
  return found;
}

/** Where a caller comes to clients by themselves; from there, family ties lead further. */
const ENTRANCES = ['Query.client', 'ClientEdge.node'];

function look(type: string, asked: readonly Asked[], object: Record<string, unknown>, subject: Subject | null, path: string, walk: Walk): void {
  const client = type === 'Client' ? walk.clientOf(String(object[WHO])) : null;
  for (const { key, field, below } of asked) {
    const value = Object.hasOwn(object, key) ? object[key] : undefined;
    if (value === null || value === undefined) continue;
    const place = `${path}/${key}`;
    if (ENTRANCES.includes(`${type}.${field}`) && isObject(value) && !walk.knows(walk.clientOf(String(value[WHO])))) walk.found.push(`${place}: a client of another unit`);
    const category = categoryOf(`${type}.${field}`);
    let here = subject;
    if (type === 'Client') {
      if (client === null) walk.found.push(`${place}: of nobody whom the caller could know`);
      here = { client: client ?? '', owners: ownersOf(field), categories: category === null ? [] : [category] };
    } else if (subject && category !== null) {
      here = { ...subject, categories: [...new Set([...subject.categories, category])] };
    }
    if (here && here.categories.length > 0 && !here.owners.some((owner) => here.categories.every((one) => walk.grants(here.client, owner, one)))) {
      walk.found.push(`${place}: ${type}.${field} of ${here.client}, ${here.categories.join(' and ')} granted by nobody`);
    }
    if (below) descend(value, below, here, place, walk);
  }
}

function descend(value: unknown, below: NonNullable<Asked['below']>, subject: Subject | null, path: string, walk: Walk): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => descend(item, below, subject, `${path}/${index}`, walk));
  } else if (isObject(value)) {
    const [only] = below.keys();
    const type = below.size === 1 ? only! : String(value[KIND]);
    look(type, below.get(type) ?? [], value, subject, path, walk);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
