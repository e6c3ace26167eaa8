export { fromConsentRecord } from './from-record.js';
export type { ConsentRecord } from './record.js';
export { toConsentReceipt, type ConsentReceipt } from './receipt.js';
export { CONSENT_RECORD_SCHEMA } from './schema.js';
export { toConsentRecord } from './to-record.js';
