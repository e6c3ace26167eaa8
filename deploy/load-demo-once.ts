import type { Pseudonyms } from '../consent/pseudonyms/pseudonyms.js';
import { buildCounty } from '../demo/county.js';
import { loadCounty, loadedCounty } from '../demo/load.js';
import { AGENCIES } from '../subgraphs/agencies.js';
import type { DatabaseName, Databases } from './databases.js';

export interface DemoOptions {
  readonly databases: Databases;
  readonly pseudonyms: Pseudonyms;
  /** `yyyy-mm-dd`; a county that is loaded already keeps its own day. */
  readonly today: string;
}

/** Loads the demo county on the first start; completes a load that was cut off. */
export async function loadDemoOnce({ databases, pseudonyms, today }: DemoOptions): Promise<void> {
  const marks = await Promise.all(Object.values(databases).map(({ ownerUrl }) => loadedCounty(ownerUrl)));
  if (marks.every((mark) => mark !== null)) return;
  const begun = marks.find((mark) => mark !== null);
  const agencyUrls = Object.fromEntries(AGENCIES.map(({ name, database }) => [name, databases[database as DatabaseName].ownerUrl]));
  await loadCounty(buildCounty(begun ?? { today }), {
    consentUrl: databases.consent.ownerUrl, agencyUrls: agencyUrls as Record<(typeof AGENCIES)[number]['name'], string>, pseudonyms,
  });
}
