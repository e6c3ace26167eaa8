export { fromFhirConsent } from './from-fhir.js';
export type { FhirConsent } from './resource.js';
export { FHIR_CONSENT_SCHEMA } from './schema.js';
export { toFhirConsent } from './to-fhir.js';
