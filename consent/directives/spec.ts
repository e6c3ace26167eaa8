/** The spec (`@link` URL) under which every subgraph imports the two directives; they are resolved by it, never by name alone. */
export const CONSENT_SPEC = 'https://freigabe.example/consent';
export const CONSENT_SPEC_URL = `${CONSENT_SPEC}/v1.0`;

/**
 * `@consent(category:)` marks personal data: it leaves only on a legal basis for that category (on an object type:
 * every field of the type). `@open(because:)` marks what is not personal data, or is the caller's own, and says why.
 */
export const DIRECTIVE_DEFINITIONS = /* GraphQL */ `
  directive @consent(category: String!) on FIELD_DEFINITION | OBJECT
  directive @open(because: String!) on FIELD_DEFINITION | OBJECT
`;
