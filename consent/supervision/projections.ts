import { recordDisclosures } from './disclosures.js';
import { indexEntries } from './index-entries.js';

/** What the log keeper keeps beside the log, in the transaction that integrates a batch of entries. */
export const PROJECTIONS = [indexEntries, recordDisclosures] as const;
