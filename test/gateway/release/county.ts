import { createEngine, type Caller, type Engine, type EngineOptions } from '../../../gateway/engine.js';
import { createPolicy, type Category, type ClientRecords, type Consent } from '../../../consent/core/index.js';
import { createPseudonyms } from '../../../consent/pseudonyms/pseudonyms.js';
import type { ReleaseCommit, CommitResult } from '../../../consent/store/index.js';
import { DEFAULT_LIMITS } from '../../../gateway/server/limits.js';
import { caseManager, consent, NOW, records, relation } from '../../consent/core/records.js';
import { schemaOf, startAgency, ticketKey, type Agency, type Resolvers } from './agency.js';
import { supergraphSdl } from './schemas.js';

export const pseudonyms = createPseudonyms(new Map([[1, new Uint8Array(32).fill(7)]]));

type Subject = { readonly id: string };

const uuid = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

/** Invented clients. Dana exists but the caller's unit does not work with her; nobody has the id of `nobody`. */
export const people = { anna: uuid(1), ben: uuid(2), cem: uuid(3), dana: uuid(4), nobody: uuid(9) };
export type Name = keyof typeof people;

/** The request as the gateway counts it. */
export const REQUEST = uuid(7);

export const caller: Caller = { requester: caseManager, purpose: 'KURSVERMITTLUNG', occasion: 'A-1' };

/** A client as the caller writes them. */
export const idOf = (name: Name): string => pseudonyms.write('unit:KREIS_SERVICESTELLE', people[name]);
/** A client as a subgraph knows them. */
export const idAt = (subgraph: string, name: Name): string => pseudonyms.write(`subgraph:${subgraph}`, people[name]);

export const released = (owner: string, ...categories: Category[]): Consent =>
  consent({ id: `${owner}-${categories.join('-')}`, releasingUnits: [owner], categories });

export interface County {
  readonly engine: Engine;
  readonly agencies: Record<'case-management' | 'jobcenter' | 'language-courses', Agency>;
  /** What decisions rest on; a test changes it freely. */
  readonly clients: Map<string, ClientRecords>;
  /** Agencies' data by internal id, for tests that change it. */
  readonly data: Record<string, Record<string, unknown>>;
  readonly commits: ReleaseCommit[];
  readonly told: string[];
  onCommit: (commit: ReleaseCommit) => CommitResult;
  onRecords: () => void;
  run(query: string, variables?: Record<string, unknown>, over?: Partial<Caller>, operationName?: string): Promise<any>;
  close(): Promise<void>;
}

export async function startCounty(over: Partial<EngineOptions> = {}, timeoutMs = 2_000): Promise<County> {
  const clients = new Map<string, ClientRecords>();
  const data: County['data'] = {};
  for (const [name, id] of Object.entries(people)) {
    if (name === 'nobody') continue;
    clients.set(id, records(name === 'dana' ? { relations: [relation('NWL_CUK', 'cuk-1')] } : {}));
    data[id] = { name, labourProfile: { occupation: `work of ${name}` }, benefits: `benefits of ${name}`, languageLevel: `level of ${name}` };
  }
  const internal = (subgraph: string, id: string): string => pseudonyms.read(`subgraph:${subgraph}`, id)!;
  const clientResolvers = (subgraph: string, fields: Resolvers[string] = {}): Resolvers[string] => ({
    __resolveReference: ({ id }: { id: string }) => ({ id, ...data[internal(subgraph, id)] }), ...fields,
  });
  const relatives = (...names: Name[]) => names.map((name) => ({ __typename: 'Client', id: idAt('case-management', name), ...data[people[name]] }));
  const isAnna = (id: string): boolean => internal('case-management', id) === people.anna;

  const agencies = {
    'case-management': await startAgency('case-management', {
      Query: { contactDirectory: () => [{ phone: '05231' }] },
      Client: clientResolvers('case-management', {
        children: ({ id }: Subject) => (isAnna(id) ? relatives('ben', 'dana') : []),
        partner: ({ id }: Subject) => (isAnna(id) ? relatives('cem')[0] : null),
        case: ({ id }: Subject) => ({ number: '17', contact: { name: 'Frau Muster', goal: 'secret', about: { __typename: 'Client', id } } }),
      }),
    }, NOW),
    jobcenter: await startAgency('jobcenter', {
      Query: {
        offers: () => [{ __typename: 'Measure', id: '1', title: 'Measure one', places: 3 }, { __typename: 'Coaching', id: '2', title: 'Coaching two' }],
        offer: (_source, { id }) => ({ __typename: 'Measure', id, title: `Measure ${id}`, places: 4 }),
      },
      Client: clientResolvers('jobcenter'),
    }, NOW),
    'language-courses': await startAgency('language-courses', {
      Query: { courses: () => [{ id: 'k1', title: 'B1' }] },
      Measure: { __resolveReference: ({ id }: { id: string }) => ({ id, course: { id: `k${id}`, title: `Course ${id}` } }) },
      Client: clientResolvers('language-courses', {
        enrolments: () => [{ result: 'passed', course: { id: 'k1', title: 'B1' }, classmates: [{ __typename: 'Client', id: idAt('language-courses', 'cem'), ...data[people.cem] }] }],
      }),
    }, NOW),
  };
  const consentSchema = schemaOf('consent', {
    Query: {
      client: (_source, { id }) => (clients.get(pseudonyms.read('unit:KREIS_SERVICESTELLE', id) ?? '') ? { id } : null),
      clients: () => ({ edges: (['anna', 'ben', 'cem'] as const).map((name) => ({ node: { id: idOf(name) } })) }),
      accessLog: () => [{ text: 'read' }],
    },
    Mutation: { withdrawConsent: (_source, { id }) => ({ id }) },
    Client: { consents: ({ id }: Subject) => [`consents of ${id}`] },
  });

  const county = {
    agencies, clients, data, commits: [] as ReleaseCommit[], told: [] as string[],
    onCommit: (() => 'COMMITTED') as County['onCommit'],
    onRecords: () => {},
  };
  const engine = await createEngine({
    supergraphSdl,
    subgraphs: Object.fromEntries(Object.entries(agencies).map(([name, { url }]) => [name, { url, timeoutMs }])),
    consent: { schema: consentSchema, contextFor: () => ({}) },
    store: {
      async records(ids) {
        county.onRecords();
        return new Map(ids.flatMap((id) => (clients.has(id) ? [[id, clients.get(id)!] as const] : [])));
      },
      async commit(commit) {
        const result = county.onCommit(commit);
        if (result === 'COMMITTED') county.commits.push(commit);
        return result;
      },
      ready: async () => true,
      persons: { remember: () => Promise.resolve() },
    },
    pseudonyms, ticketKey, policy: createPolicy(), clock: () => NOW, limits: DEFAULT_LIMITS, introspection: true,
    logger: { info: () => undefined, error: (event, details) => county.told.push(`${event} ${JSON.stringify(details)}`) },
    ...over,
  });
  return Object.assign(county, {
    engine,
    async run(query: string, variables: Record<string, unknown> = {}, as: Partial<Caller> = {}, operationName?: string) {
      const prepared = engine.prepare(query, operationName ?? null, { ...caller, ...as }.requester.role);
      const result = 'kind' in prepared ? await engine.execute(prepared, variables, { ...caller, ...as }, REQUEST) : { errors: prepared };
      return JSON.parse(JSON.stringify(result));
    },
    async close() {
      await engine.close();
      await Promise.all(Object.values(agencies).map((agency) => agency.close()));
    },
  });
}

/** All requests the agencies received, in order of agency. */
export const requests = (county: County) =>
  Object.entries(county.agencies).flatMap(([subgraph, { received }]) => received.map((request) => ({ subgraph, ...request })));
