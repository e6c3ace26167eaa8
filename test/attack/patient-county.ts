import { startCounty, type County, type CountyOptions } from '../kit/county.js';

/** Of a county that gives nobody up: on a busy machine an answer may come late, but must not be another one for that. */
export const PATIENT: CountyOptions = { agencyTimeout: 120_000, http: { timeout: 240_000 } };

export const patientCounty = (): Promise<County> => startCounty(PATIENT);
