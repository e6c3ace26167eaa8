import type { Basis, BasisKind, DenyReason, NamedPerson, Requester, Role } from '../../../../consent/core/index.js';
import type { Expected, Vector, VectorFile, WrittenClient, WrittenConsent, WrittenEmergency, WrittenRelation } from '../format.js';

/** The instant at which the vectors ask unless they say otherwise. */
export const NOW = '2026-03-01T12:00:00Z';

export const cm: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'cm-1', role: 'CASE_MANAGER' };
export const jobcenter: Requester = { unit: 'JOBCENTER_LIPPE', person: 'jc-1', role: 'CASE_WORKER' };
export const cuk: Requester = { unit: 'NWL_CUK', person: 'cuk-1', role: 'CASE_WORKER' };
export const abh: Requester = { unit: 'ABH_KREIS', person: 'abh-1', role: 'CASE_WORKER' };
export const ki: Requester = { unit: 'KI_SEITENEINSTIEG', person: 'ki-1', role: 'CASE_WORKER' };
export const youthOffice: Requester = { unit: 'JUGENDAMT:KREIS', person: 'ja-1', role: 'CASE_WORKER' };
export const at = (unit: string, person: string, role: Role = 'CASE_WORKER'): Requester => ({ unit, person, role });
export const substituteOf = (who: Requester): Requester => ({ ...who, person: `${who.person}-substitute` });
export const named = ({ unit, person }: Requester): NamedPerson => ({ unit, person });

/** That the unit of a person works with the client, led by this person. */
export const relation = ({ unit, person }: Requester, over: Partial<WrittenRelation> = {}): WrittenRelation =>
  ({ unit, from: '2025-11-01T00:00:00Z', to: null, persons: [person], responsible: person, ...over });

/** A written release of the language level by CuK to the case management for finding a course, February to August. */
export const consent = (over: Partial<WrittenConsent> = {}): WrittenConsent => ({
  id: 'c1', state: 'ERTEILT', releasingUnits: ['NWL_CUK'], releasingPersons: [], receivingUnits: ['KREIS_SERVICESTELLE'], receivingPersons: [],
  categories: ['LANGUAGE_LEVEL'], explicitCategories: [], exclusions: [], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH',
  from: '2026-02-01T00:00:00Z', to: '2026-08-01T00:00:00Z', ...over,
});

/** A release of an hour to the Jugendamt. */
export const emergency = (over: Partial<WrittenEmergency> = {}): WrittenEmergency => ({
  id: 'e1', releasingUnit: 'KREIS_SERVICESTELLE', receivingUnit: 'JUGENDAMT:KREIS', categories: ['IDENTITY_CORE', 'CONTACT'],
  from: '2026-03-01T11:30:00Z', to: '2026-03-01T12:30:00Z', ...over,
});

export const team: readonly Requester[] = [cm, jobcenter, cuk, abh, ki, youthOffice];

/** A client whom every unit of the team works with. */
export const client = (over: Partial<WrittenClient> = {}): WrittenClient => ({ relations: team.map((who) => relation(who)), consents: [], emergencies: [], ...over });
export const withConsents = (...consents: WrittenConsent[]): WrittenClient => client({ consents });

export const granted = (kind: BasisKind, id: string | null = null): Expected => ({ granted: { kind, id } satisfies Basis });
export const own = granted('OWN_DATA');
export const withheld = (reason: DenyReason): Expected => ({ withheld: reason });

/** One row of a table: what it shows, the client, who asks for what of whom, what for, and what must come out. */
export type Row = readonly [
  shows: string, client: string, requester: Requester, owner: string, category: string, purpose: string, expect: Expected,
  over?: Partial<Pick<Vector, 'at' | 'flows'>>,
];

export interface Table {
  readonly file: string;
  /** Beginning of the ids of the file. */
  readonly prefix: string;
  readonly title: string;
  readonly source: string;
  readonly clients: Readonly<Record<string, WrittenClient>>;
  readonly rows: readonly Row[];
}

/** Rows become vectors; ids count on, so new rows go to the end of their table. */
export const expand = ({ prefix, title, source, clients, rows }: Table): VectorFile => ({
  $schema: './vectors.schema.json', title, source, clients,
  vectors: rows.map(([shows, name, requester, owner, category, purpose, expect, over], index) => ({
    id: `${prefix}-${String(index + 1).padStart(2, '0')}`, shows, client: name, requester, purpose, at: NOW, flows: [], owner, category, expect, ...over,
  })),
});
