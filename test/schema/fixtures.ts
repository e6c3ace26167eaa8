import type { Subgraph } from '../../schema/rules/index.js';

const FEDERATION =
  'https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@provides", "@external", "@shareable", "@composeDirective"]';

/** How a subgraph of the tests links the consent spec; each part can be replaced by what an attacker would write. */
export interface Linking {
  federation?: string;
  consentLink?: string;
  definitions?: string;
  compose?: string;
}

/** A subgraph with the usual links and directive definitions around `types`. */
export const subgraph = (name: string, types: string, linking: Linking = {}): Subgraph => ({
  name,
  sdl: `
    extend schema
      @link(url: "${linking.federation ?? FEDERATION})
      ${linking.consentLink ?? '@link(url: "https://freigabe.example/consent/v1.0", import: ["@consent", "@open"])'}
      ${linking.compose ?? '@composeDirective(name: "@consent") @composeDirective(name: "@open")'}
    ${
      linking.definitions ??
      `directive @consent(category: String!) on FIELD_DEFINITION | OBJECT
       directive @open(because: String!) on FIELD_DEFINITION | OBJECT`
    }
    ${types}`,
});

/** The consent subgraph: the only way in. */
export const consent = subgraph(
  'consent',
  `type Query {
     client(id: ID!): Client @open(because: "the caller's own relation")
     clients(first: Int, after: String): Clients @open(because: "the caller's own relations")
     accessLog(first: Int, from: String): [LogEntry!] @consent(category: "ACCESS_LOG")
   }
   type Clients { nodes: [Client!]! @open(because: "the caller's own relations") }
   type LogEntry { at: String! fields: [String!]! }
   type Mutation { withdrawConsent(id: ID!): Withdrawal! @open(because: "the caller's own act") }
   type Withdrawal { id: ID! @open(because: "the caller's own act") }
   type Client @key(fields: "id") { id: ID! @open(because: "pseudonym") }`,
);

/** An agency with a nested value type, a nested client and an open catalogue. */
export const caseManagement = subgraph(
  'case-management',
  `type Query { contactDirectory(place: String): [Contact!] @open(because: "public") }
   type Contact { phone: String! @open(because: "public") }
   type Client @key(fields: "id") {
     id: ID! @open(because: "pseudonym")
     name: String @consent(category: "IDENTITY_CORE")
     household: Household @consent(category: "HOUSEHOLD")
     children(first: Int): [Client!] @consent(category: "HOUSEHOLD")
   }
   type Household { size: Int! income: Int @consent(category: "BENEFIT_DETAIL") }`,
);

/** A second agency, to be replaced or extended by a test. */
export const courses = (types: string, linking?: Linking): Subgraph => subgraph('language-courses', types, linking);

/** `Client` as the second agency may extend it. */
export const courseClient = (fields: string): string =>
  `type Client @key(fields: "id") { id: ID! @open(because: "pseudonym") ${fields} }`;
