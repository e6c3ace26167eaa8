export { addresseeOf, type Addressee } from './addressee.js';
export * from './dpv/index.js';
export * from './fhir/index.js';
export type { Exchanged, ExchangeProblem, ProblemCode } from './problems.js';
