import { buildConsentSchema } from '../consent/api/index.js';
import { AGENCIES } from '../subgraphs/agencies.js';
import { buildSubgraph } from '../subgraphs/kit/index.js';
import type { RoutedSubgraph } from './compose.js';

/** The consent subgraph runs in the gateway's process; nothing may answer at its address. */
const IN_PROCESS = 'http://consent.invalid/graphql';

/** The county's subgraphs as they will be served, built from code alone: no database is needed. */
export async function countySubgraphs(): Promise<readonly RoutedSubgraph[]> {
  const { sdl } = await buildConsentSchema();
  const agencies = AGENCIES.map(async (agency): Promise<RoutedSubgraph> => ({
    name: agency.name,
    url: `http://127.0.0.1:${agency.port}/graphql`,
    sdl: (await buildSubgraph(agency)).sdl,
  }));
  return [{ name: 'consent', url: IN_PROCESS, sdl }, ...(await Promise.all(agencies))];
}
