import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { subgraph } from '../../schema/fixtures.js';

/** Small agencies under real names, so that real units own their data. */
export const schemas = [
  subgraph('consent', `
    type Query {
      client(id: ID!): Client @open(because: "the caller's own relation")
      clients(first: Int): Clients @open(because: "the caller's own relations")
      accessLog: [LogLine!] @consent(category: "ACCESS_LOG")
    }
    type LogLine { text: String! }
    type Clients { edges: [ClientEdge!]! @open(because: "the caller's own relations") }
    type ClientEdge { node: Client! @open(because: "the caller's own relations") }
    type Mutation { withdrawConsent(id: ID!): Withdrawal @open(because: "the caller's own act") }
    type Withdrawal { id: ID! @open(because: "the caller's own act") }
    type Client @key(fields: "id") {
      id: ID! @open(because: "pseudonym")
      consents: [String!] @consent(category: "CONSENT_META")
    }`),
  subgraph('case-management', `
    type Query { contactDirectory: [Contact!] @open(because: "public") }
    type Contact { phone: String! @open(because: "public") }
    type Client @key(fields: "id") {
      id: ID! @open(because: "pseudonym")
      name: String @consent(category: "IDENTITY_CORE")
      greeting: String @consent(category: "LANGUAGE_NEEDS")
      children: [Client!] @consent(category: "HOUSEHOLD")
      partner: Client @consent(category: "HOUSEHOLD")
      case: Case @consent(category: "CM_PROCESS")
    }
    type Case { number: String contact: Person }
    type Person { name: String goal: String @consent(category: "CM_GOALS") about: Client @consent(category: "CM_PROCESS") }`),
  subgraph('jobcenter', `
    type Query { offers(first: Int): [Offer!] @open(because: "public") offer(id: ID!): Offer @open(because: "public") }
    interface Offer { id: ID! title: String! }
    type Measure implements Offer @key(fields: "id") {
      id: ID! @open(because: "public") title: String! @open(because: "public") places: Int @open(because: "public")
    }
    type Coaching implements Offer @key(fields: "id") {
      id: ID! @open(because: "public") title: String! @open(because: "public")
    }
    type Client @key(fields: "id") {
      id: ID! @open(because: "pseudonym")
      labourProfile: Profile @consent(category: "LABOUR_PROFILE")
      benefits: String @consent(category: "BENEFIT_REGIME")
    }
    type Profile { occupation: String language: String @consent(category: "LANGUAGE_NEEDS") }`),
  subgraph('language-courses', `
    type Query { courses: [Course!] @open(because: "public") }
    type Course @key(fields: "id") { id: ID! @open(because: "public") title: String @open(because: "public") }
    type Measure @key(fields: "id") { id: ID! @open(because: "public") course: Course @open(because: "public") }
    type Client @key(fields: "id") {
      id: ID! @open(because: "pseudonym")
      languageLevel: String @consent(category: "LANGUAGE_LEVEL")
      enrolments: [Enrolment!] @consent(category: "COURSE_ENROLMENT")
    }
    type Enrolment { result: String course: Course classmates: [Client!] @consent(category: "COURSE_ENROLMENT") }`),
];

function composed(): string {
  const { supergraphSdl, errors } = composeServices(schemas.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}` })));
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
}

export const supergraphSdl = composed();
