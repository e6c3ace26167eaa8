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

/** What every entry has. */
const ANY = '*';

const decisionOf = (granted: boolean): Decision => (granted ? 'GRANTED' : 'WITHHELD');

/** What an entry can be found by, by the officer of a unit: exactly what that officer is shown. */
export function facetsOf(unit: UnitCode, entry: LogEntry): readonly string[] {
  const { items, owners } = visibleTo(unit, entry);
  const { client, requester, purpose, kind } = entry;
  const facets = [
    ANY, `kind:${kind}`, `asking:${requester.unit}`, `person:${requester.person}`,
    `emergency:${kind === 'EMERGENCY' || items.some(({ basis }) => basis?.startsWith('EMERGENCY') ?? false)}`,
    ...(client === null ? [] : [`client:${client}`]),
    ...(purpose === null ? [] : [`purpose:${purpose}`]),
    ...owners.map((owner) => `owner:${owner}`),
    ...items.flatMap(({ category, granted, basis }) => [
      `category:${category}`, `category:${category}:${decisionOf(granted)}`, `decision:${decisionOf(granted)}`, ...basisFacets(basis),
    ]),
  ];
  return [...new Set(facets)];
}

/** `CONSENT:<id>` is found by its kind and by its id. */
const basisFacets = (basis: string | null): readonly string[] => {
  if (basis === null) return [];
  const [kind, ...id] = basis.split(':');
  return id.length > 0 ? [`basis:${kind}`, `basisId:${id.join(':')}`] : [`basis:${kind}`];
};

export const anomalyFacet = (rule: string): string => `anomaly:${rule}`;

/** The facets that an entry must have to be found by a filter; never none. */
export function wanted(filter: LogFilter): readonly string[] {
  const { client, requesterUnit, requesterPerson, owner, purpose, category, basis, basisId, decision, kind, emergency, anomaly } = filter;
  const of = (name: string, value: string | boolean | null | undefined): readonly string[] => (value === null || value === undefined ? [] : [`${name}:${value}`]);
  const facets = [
    ...of('client', client), ...of('asking', requesterUnit), ...of('person', requesterPerson), ...of('owner', owner), ...of('purpose', purpose),
    ...of('category', category && decision ? `${category}:${decision}` : category), ...of('decision', decision), ...of('basis', basis), ...of('basisId', basisId),
    ...of('kind', kind), ...of('emergency', emergency), ...(anomaly ? [anomalyFacet(anomaly)] : []),
  ];
  return facets.length > 0 ? facets : [ANY];
}
