import { randomBytes, randomUUID } from 'node:crypto';
import { graphql } from 'graphql';
import { buildConsentSchema, type ConsentApiContext, type LogPart } from '../../../consent/api/index.js';
import { compileRelease, createPolicy, type ClientRecords, type Purpose, type Requester } from '../../../consent/core/index.js';
import { createPseudonyms } from '../../../consent/pseudonyms/pseudonyms.js';
import type { ClientImport, ConsentStore } from '../../../consent/store/index.js';
import { NOON, testCounty } from '../store/county.js';

export const ANNA: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'anna', role: 'CASE_MANAGER' };
export const CARLA: Requester = { unit: 'NWL_CUK', person: 'carla', role: 'CASE_WORKER' };
export const JOB_DPO: Requester = { unit: 'JOBCENTER_LIPPE', person: 'dora', role: 'DPO' };

interface Asked {
  readonly by?: Requester;
  readonly purpose?: Purpose | null;
  readonly variables?: Record<string, unknown>;
}

const NOBODY: ClientRecords = { version: 0, relations: [], consents: [], emergencies: [] };

/** The consent subgraph over a real database, asked as the gateway asks it. */
export async function consentApi() {
  const county = await testCounty();
  const store: ConsentStore = await county.open({ clock: () => NOON });
  const pseudonyms = createPseudonyms(new Map([[1, randomBytes(32)]]));
  const { schema, sdl } = await buildConsentSchema();
  const policy = createPolicy();
  const logged: LogPart[] = [];

  return {
    county, store, sdl, schema, logged,
    close: () => county.close(),
    /** A client's id as a unit knows it. */
    seenBy: (unit: string, id: string) => pseudonyms.write(`unit:${unit}`, id),
    async client(over: Omit<ClientImport, 'id'>): Promise<string> {
      const id = randomUUID();
      await store.importClients([{ id, ...over }]);
      return id;
    },
    async ask(source: string, { by = ANNA, purpose = 'KURSVERMITTLUNG', variables = {} }: Asked = {}) {
      const context: ConsentApiContext = {
        store, pseudonyms, policy, now: NOON, requestId: 'r-1', schemaVersion: 's-1',
        caller: { requester: by, purpose, occasion: 'AZ 1' },
        async releaseOf(client) {
          const id = pseudonyms.read(`unit:${by.unit}`, client);
          if (purpose === null || id === null) return null;
          return compileRelease((await store.records([id])).get(id) ?? NOBODY, by, purpose, NOON, policy);
        },
        log: (part) => { logged.push(part); },
      };
      const { data, errors } = await graphql({ schema, source, contextValue: context, variableValues: variables });
      return { data: data ? (JSON.parse(JSON.stringify(data)) as Record<string, unknown>) : null, errors: errors?.map(({ message }) => message) ?? [] };
    },
  };
}

export type ConsentApi = Awaited<ReturnType<typeof consentApi>>;
