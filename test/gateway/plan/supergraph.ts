import { composeServices } from '@apollo/composition';
import { readFileSync } from 'node:fs';
import { parse } from 'graphql';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@requires", "@external", "@provides", "@shareable", "@interfaceObject"])';

/** Everything that makes plans and answers difficult, in one small supergraph; people and things are invented. */
const difficult: Readonly<Record<string, string>> = {
  shelf: `
    type Query { items(first: Int): [Item!] item: Item! owner(id: ID!): Owner things: [Thing] matrix: [[Item!]!] top: Media mixed: [Item]! }
    interface Item @key(fields: "id") { id: ID! title: String price: Int! }
    type Book implements Item @key(fields: "id") { id: ID! title: String price: Int! pages: Int! author: Owner size: Size! note: String tag: String @shareable }
    type Film implements Item @key(fields: "id") { id: ID! title: String price: Int! minutes: Float author: Owner! kind: Kind note: Int }
    enum Kind { SHORT LONG }
    type Size @shareable { width: Int! height: Int }
    union Thing = Book | Film | Owner
    union Media = Book | Film
    type Owner @key(fields: "id") { id: ID! name: String! shelf: [Item!]! home: Size nested: [[Int!]!] }
    scalar Json`,
  shop: `
    type Query { offers: [Goods!] }
    union Goods = Book | Film
    type Book @key(fields: "id") { id: ID! tag: String! @shareable pages: Int! @external stock: Int weight: Int! @requires(fields: "pages") rating: Rating! }
    type Film @key(fields: "id") { id: ID! stock: Int! rating: Rating tag: String }
    type Rating { stars: Int! by: Owner text: Json }
    type Owner @key(fields: "id") { id: ID! home: Size @external balance: Float! active: Boolean label: String! @requires(fields: "home { width height }") friends: [Owner!] favourites: [Goods!] }
    type Size @shareable { width: Int! height: Int }
    scalar Json`,
  reviews: `
    type Item @interfaceObject @key(fields: "id") { id: ID! reviews(first: Int): [Review!]! score: Int }
    type Review { id: ID! text: String! of: Item by: Owner! }
    type Owner @key(fields: "id") { id: ID! reviews: [Review] }
    type Query { latest: [Review!] }`,
};

export const difficultSupergraph = (): string => {
  const { supergraphSdl, errors } = composeServices(Object.entries(difficult).map(([name, sdl]) => ({ name, typeDefs: parse(`${LINK}\n${sdl}`), url: `http://${name}` })));
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
};

export const ourSupergraph = (): string => readFileSync('schema/supergraph.graphql', 'utf8');
