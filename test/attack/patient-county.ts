import { startCounty, type County } from '../kit/county.js';

/** A county that gives nobody up: on a busy machine an answer may come late, but must not be another one for that. */
export const patientCounty = (): Promise<County> => startCounty({ agencyTimeout: 120_000, http: { timeout: 240_000 } });
