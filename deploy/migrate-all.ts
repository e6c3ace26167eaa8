import { migrateConsent } from '../consent/store/index.js';
import { AGENCIES } from '../subgraphs/agencies.js';
import { migrateAgency } from '../subgraphs/kit/index.js';
import type { DatabaseName, Databases } from './databases.js';

/** Brings all six databases up to date, side by side. */
export async function migrateAll(databases: Databases): Promise<void> {
  await Promise.all([
    migrateConsent(databases.consent.ownerUrl),
    ...AGENCIES.map((agency) => migrateAgency(agency, databases[agency.database as DatabaseName].ownerUrl)),
  ]);
}
