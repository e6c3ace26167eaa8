import type { ClientRecords, Requester } from '../../consent/core/index.js';
import { secondOpinion } from '../consent/cedar/oracle.js';
import { holds } from '../consent/cedar/random-records.js';
import { MARK } from './crowd.js';
import { KIND, USED, WHO, type Asked, type Operation } from './draw.js';
import { categoryOf, ownersOf } from './schema.js';

export interface Caller {
  readonly as: Requester;
  readonly purpose: string;
}

/** Whether somebody may see data of an owner, in the second opinion. */
export type Grants = (client: string, owner: string, category: string) => boolean;

/** Decides a second time, independently of the product: in Cedar, from what is recorded of each client; again when that is changed. */
export function judge(records: ReadonlyMap<string, ClientRecords>, at: number): (caller: Caller) => Grants {
  const clients = new Map<string, Opinion>();
  const opinionOn = (client: string, of: ClientRecords): Opinion => {
    let known = clients.get(client);
    if (known?.of !== of) clients.set(client, (known = { of, decide: secondOpinion(of, client), decided: new Map() }));
    return known;
  };
  return (caller) => {
    const { as, purpose } = caller;
    return (client, owner, category) => {
      const of = records.get(client);
      if (!of || !isConceivable(of, caller, owner, category, at)) return false;
      const { decide, decided } = opinionOn(client, of);
      const question = JSON.stringify([as.unit, as.person, as.role, purpose, owner, category]);
      let granted = decided.get(question);
      if (granted === undefined) decided.set(question, (granted = decide({ requester: as, owner, category, purpose, at, flows: [] }) !== null));
      return granted;
    };
  };
}

interface Opinion {
  readonly of: ClientRecords;
  readonly decide: ReturnType<typeof secondOpinion>;
  readonly decided: Map<string, boolean>;
}

/**
 * Whether some record of a client of the caller's unit names owner, category and caller at all. What Cedar is not asked counts as
 * granted by nobody, so a gap here raises an alarm and hides none.
 */
export function isConceivable(of: ClientRecords, { as: { unit }, purpose }: Caller, owner: string, category: string, at: number): boolean {
  if (!holds(owner, category) || !isRelated(of, unit, at)) return false;
  if (owner === unit || owner === 'CONSENT_SERVICE') return true;
  return of.consents.some(({ releasingUnits, categories, purposes, receivingUnits, receivingPersons, receivingFunctions }) =>
    texts(releasingUnits).includes(owner) && texts(categories).includes(category) && texts(purposes).includes(purpose)
    && (texts(receivingUnits).includes(unit) || [receivingPersons, receivingFunctions].some((all) => Array.isArray(all) && all.some((named) => named?.unit === unit))))
    || of.emergencies.some((emergency) => emergency.releasingUnit === owner && texts(emergency.categories).includes(category) && emergency.receivingUnit === unit);
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** Whether a unit works with a client now. */
export const isRelated = (records: ClientRecords | undefined, unit: string, at: number): boolean =>
  (records?.relations ?? []).some((relation) => relation.unit === unit && relation.from <= at && (relation.to === null || at < relation.to));

interface Walk {
  readonly grants: Grants;
  /** The client behind the caller's id. */
  readonly clientOf: (id: string) => string | null;
  /** Whether the client is one of the caller's unit. */
  readonly knows: (client: string | null) => boolean;
  /** A client's own id, which the marks begin with. */
  readonly nameOf: (client: string) => string;
  readonly turned: boolean;
  readonly found: string[];
}

/** A client on the way down, and what was asked for of it. */
interface Subject {
  readonly client: string;
  readonly owners: readonly string[];
  readonly categories: readonly string[];
}

/**
 * What stands in an answer although no owner grants all of its categories, although it is told of another client or comes from an
 * owner that does not grant it, or although nobody asked for it; nothing where all is well.
 */
export function ungranted({ roots, turned }: Operation, data: unknown, walk: Omit<Walk, 'found' | 'turned'>): readonly string[] {
  const found: string[] = [];
  if (isObject(data)) look('Query', roots, data, null, '', { ...walk, turned, found });
  return found;
}

/** Keys that every answer may have. */
const BESIDES = [WHO, KIND, USED, '__typename'];

/** Where a caller comes to clients by themselves; from there, family ties lead further. */
const ENTRANCES = ['Query.client', 'ClientEdge.node'];

function look(type: string, asked: readonly Asked[], object: Record<string, unknown>, subject: Subject | null, path: string, walk: Walk): void {
  const client = type === 'Client' ? walk.clientOf(String(object[WHO])) : null;
  if (type === 'Client' && client === null) walk.found.push(`${path}: somebody whom the caller could not know`);
  const wanted = asked.filter(({ on, onTurned }) => (walk.turned ? onTurned : on));
  const keys = new Set([...wanted.map(({ key }) => key), ...BESIDES]);
  for (const key of Object.keys(object)) if (!keys.has(key)) walk.found.push(`${path}/${key}: asked by nobody`);
  for (const { key, field, below } of wanted) {
    const value = Object.hasOwn(object, key) ? object[key] : undefined;
    if (value === null || value === undefined) continue;
    const place = `${path}/${key}`;
    if (ENTRANCES.includes(`${type}.${field}`) && isObject(value) && !walk.knows(walk.clientOf(String(value[WHO])))) walk.found.push(`${place}: a client of another unit`);
    const category = categoryOf(`${type}.${field}`);
    let here = subject;
    if (type === 'Client') {
      here = { client: client ?? '', owners: ownersOf(field), categories: category === null ? [] : [category] };
    } else if (subject && category !== null) {
      here = { ...subject, categories: [...new Set([...subject.categories, category])] };
    }
    if (here && here.categories.length > 0 && !here.owners.some((owner) => here.categories.every((one) => walk.grants(here.client, owner, one)))) {
      walk.found.push(`${place}: ${type}.${field} of ${here.client}, ${here.categories.join(' and ')} granted by nobody`);
    }
    if (here && !below) lookForMarks(value, here, place, walk);
    if (below) descend(value, below, here, place, walk);
  }
}

/** Texts say themselves whose they are and where they come from. */
function lookForMarks(value: unknown, { client, categories }: Subject, place: string, { grants, nameOf, found }: Walk): void {
  for (const text of [value].flat()) {
    const [, whose, owner] = (typeof text === 'string' && MARK.exec(text)) || [];
    if (whose === undefined || owner === undefined) continue;
    if (!nameOf(client).startsWith(whose)) found.push(`${place}: of another client, ${whose}, in the place of ${client}`);
    if (!categories.every((category) => grants(client, owner, category))) found.push(`${place}: from ${owner}, which does not grant ${categories.join(' and ')} of ${client}`);
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
