export { addresseeOf, type Addressee } from './addressee.js';
export * from './dpv/index.js';
export { exchangedOf, type ExchangedConsent } from './exchanged-consent.js';
export * from './fhir/index.js';
export type { JsonSchema } from './json-schema.js';
export type { Exchanged, ExchangeProblem, ProblemCode } from './problems.js';
