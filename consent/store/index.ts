export { migrateConsent } from './migrate.js';
export { openConsentStore, type ConsentStoreOptions } from './open.js';
export * from './lifecycle-types.js';
export * from './types.js';
