import type { LogEntry, LogKind } from '../audit/entry.js';
import type { BasisKind, Category, Purpose, UnitCode } from '../core/index.js';
import { visibleTo } from './visible.js';

export type Decision = 'GRANTED' | 'WITHHELD';

/** What entries are looked for by; all that is given must hold of the entry. Ids are internal. */
export interface LogFilter {
  readonly client?: string | null;
  readonly requesterUnit?: UnitCode | null;
  /** Pseudonym, as the log has it. */
  readonly requesterPerson?: string | null;
  readonly owner?: UnitCode | null;
  readonly purpose?: Purpose | null;
  readonly category?: Category | null;
  readonly basis?: BasisKind | null;
  /** Consent, flow or emergency. */
  readonly basisId?: string | null;
  /** With a category: of this category. */
  readonly decision?: Decision | null;
  readonly kind?: LogKind | null;
  readonly emergency?: boolean | null;
  /** Code of a rule that has fired on the entry. */
  readonly anomaly?: string | null;
}

/** What every entry says to a unit that may read it. */
const READABLE = '*';

const decisionOf = (granted: boolean): Decision => (granted ? 'GRANTED' : 'WITHHELD');

/** What an entry says to everyone who may read it. */
export const commonFacets = ({ requester, purpose, kind }: LogEntry): readonly string[] =>
  [`kind:${kind}`, `asking:${requester.unit}`, ...of('purpose', purpose)];

/** What an entry says to the officer of a unit, besides: exactly what that officer is shown. */
export function facetsOf(unit: UnitCode, entry: LogEntry): readonly string[] {
  const { items, owners } = visibleTo(unit, entry);
  const isEmergency = entry.kind === 'EMERGENCY' || items.some(({ basis }) => kindOf(basis)?.startsWith('EMERGENCY') ?? false);
  return [...new Set([
    READABLE, `emergency:${isEmergency}`, ...owners.map((owner) => `owner:${owner}`),
    ...items.flatMap(({ category, granted, basis }) => [
      `category:${category}`, `category:${category}:${decisionOf(granted)}`, `decision:${decisionOf(granted)}`, ...of('basis', kindOf(basis)),
    ]),
  ])];
}

/** A text that only entries share which have the same readers and the same facets for each: what `readersOf`, `commonFacets` and `facetsOf` read of one. */
export const likenessOf = ({ requester, purpose, kind, owners, items }: LogEntry): string =>
  JSON.stringify([requester.unit, purpose, kind, owners, items.map((item) => [item.category, item.granted, item.owners, kindOf(item.basis)])]);

const kindOf = (basis: string | null): string | undefined => basis?.split(':')[0];

/** The consents, flows and emergencies that are bases in what the officer of a unit is shown (`visibleTo`). */
export function basisIdsOf(unit: UnitCode, { requester, items }: LogEntry): readonly string[] {
  const ids = new Set<string>();
  for (const { owners, basis } of items) {
    const start = basis === null ? -1 : basis.indexOf(':');
    if (start !== -1 && (requester.unit === unit || owners.includes(unit))) ids.add(basis!.slice(start + 1));
  }
  ids.delete('');
  return [...ids];
}

export const anomalyFacet = (rule: string): string => `anomaly:${rule}`;

/** The facets that an entry must have to be found by a filter; clients, persons and ids are too many for facets. */
export function wanted(filter: LogFilter): { readonly common: readonly string[]; readonly own: readonly string[] } {
  const { requesterUnit, owner, purpose, category, basis, decision, kind, emergency, anomaly } = filter;
  return {
    common: [...of('asking', requesterUnit), ...of('purpose', purpose), ...of('kind', kind)],
    own: [
      READABLE, ...of('owner', owner), ...of('category', category && decision ? `${category}:${decision}` : category), ...of('decision', decision),
      ...of('basis', basis), ...of('emergency', emergency), ...(anomaly ? [anomalyFacet(anomaly)] : []),
    ],
  };
}

/** Whether an entry that the officer of `unit` may read is found by a filter. */
export function isFound(filter: LogFilter, unit: UnitCode, entry: LogEntry): boolean {
  const { common, own } = wanted(filter);
  const facets = new Set([...commonFacets(entry), ...facetsOf(unit, entry)]);
  const { client, requesterPerson, basisId } = filter;
  return [...common, ...own].every((facet) => facets.has(facet)) && (!client || entry.client === client) &&
    (!requesterPerson || entry.requester.person === requesterPerson) && (!basisId || basisIdsOf(unit, entry).includes(basisId));
}

function of(name: string, value: string | boolean | null | undefined): readonly string[] {
  return value === null || value === undefined ? [] : [`${name}:${value}`];
}
