import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { graphql } from 'graphql';
import { entryOf } from '../../../consent/audit/entry.js';
import { buildConsentSchema, consentSubgraph } from '../../../consent/api/index.js';
import { createPolicy, type Purpose, type Requester } from '../../../consent/core/index.js';
import { createPseudonyms } from '../../../consent/pseudonyms/pseudonyms.js';
import { releasableFields } from '../../../gateway/release/releasable-fields.js';
import type { ClientImport, ConsentStore } from '../../../consent/store/index.js';
import { readFor, sentBy } from '../../kit/consent-ids.js';
import { testPress } from '../../kit/press.js';
import { NOON, testCounty, type TestCounty } from '../store/county.js';

export const ANNA: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'anna', role: 'CASE_MANAGER' };
export const CARLA: Requester = { unit: 'NWL_CUK', person: 'carla', role: 'CASE_WORKER' };
export const JOB_DPO: Requester = { unit: 'JOBCENTER_LIPPE', person: 'dora', role: 'DPO' };

/** There is no county here to ask or to act on. */
const nowhere = () => Promise.reject(new Error('There is no county here.'));

interface Asked {
  readonly by?: Requester;
  readonly purpose?: Purpose | null;
  readonly variables?: Record<string, unknown>;
}

interface Setting {
  readonly clock?: () => number;
  /** A county that is there already: this is one more replica, which does not close it. */
  readonly county?: TestCounty;
}

/** The consent subgraph over a real database, asked as the gateway asks it. */
export async function consentApi(flows: readonly string[] = [], { clock = () => NOON, county: shared }: Setting = {}) {
  const county = shared ?? (await testCounty());
  const store: ConsentStore = await county.open({ clock });
  const pseudonyms = createPseudonyms(new Map([[1, randomBytes(32)]]));
  const press = testPress();
  const { sdl } = await buildConsentSchema();
  const { schema, contextFor } = await consentSubgraph({ store, pseudonyms, policy: createPolicy(flows), fields: releasableFields(readFileSync('schema/supergraph.graphql', 'utf8')), press });

  return {
    county, store, sdl,
    close: async () => {
      await press.close();
      if (!shared) await county.close();
    },
    /** The entries behind the position `since`. */
    logged: async (since: number) =>
      (await county.sql<{ payload: string }>('select payload from log_inbox where seq > $1 order by seq', [since])).map(({ payload }) => entryOf(payload)),
    /** A client's id as a unit knows it. */
    seenBy: (unit: string, id: string) => pseudonyms.write(`unit:${unit}`, id),
    async client(over: Omit<ClientImport, 'id'>): Promise<string> {
      const id = randomUUID();
      await store.importClients([{ id, ...over }]);
      return id;
    },
    async ask(source: string, { by = ANNA, purpose = 'KURSVERMITTLUNG', variables = {} }: Asked = {}) {
      const contextValue = contextFor({ requester: by, purpose, occasion: 'AZ 1' }, 'r-1', clock(), nowhere, nowhere, () => undefined);
      const { data, errors } = await graphql({ schema, source, contextValue, variableValues: sentBy(by.unit, pseudonyms, variables) });
      return { data: data ? (readFor(by.unit, pseudonyms, data) as Record<string, unknown>) : null, errors: errors?.map(({ message }) => message) ?? [] };
    },
  };
}

export type ConsentApi = Awaited<ReturnType<typeof consentApi>>;
