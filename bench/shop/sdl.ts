import { parse, print, visit, type ObjectTypeDefinitionNode } from 'graphql';

/**
 * The four subgraphs that benchmarks of federation gateways are known for (users, products, reviews, inventory), written for this one,
 * in the words of Federation 1, which every contender reads: Mercurius knows no others.
 */
export const SHOP: Readonly<Record<'users' | 'products' | 'reviews' | 'inventory', string>> = {
  users: `
    extend type Query { me: User user(id: ID!): User users: [User] }
    type User @key(fields: "id") { id: ID! name: String username: String birthday: Int }`,
  products: `
    extend type Query { topProducts(first: Int = 5): [Product] }
    type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
  reviews: `
    type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username") product: Product }
    extend type User @key(fields: "id") { id: ID! @external username: String @external numberOfReviews: Int reviews: [Review] }
    extend type Product @key(fields: "upc") { upc: String! @external reviews: [Review] }`,
  inventory: `
    extend type Product @key(fields: "upc") {
      upc: String! @external weight: Int @external price: Int @external
      inStock: Boolean shippingEstimate: Int @requires(fields: "price weight")
    }`,
};

const LINKS = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@provides", "@requires", "@shareable", "@composeDirective"])
    @link(url: "https://freigabe.example/consent/v1.0", import: ["@open"])
    @composeDirective(name: "@open")
  directive @open(because: String!) on FIELD_DEFINITION | OBJECT`;

const OPEN = (parse('type T @open(because: "an invented shop") @shareable { id: ID }').definitions[0] as ObjectTypeDefinitionNode).directives!;

/**
 * The same in the words of Federation 2, every field marked as open, which is what this gateway asks of a supergraph without clients.
 * In Federation 1 every field could be provided by others; here that has to be said.
 */
export const openSdl = (sdl: string): string => {
  const fields = visit(parse(sdl), {
    FieldDefinition: ({ directives = [], ...field }) =>
      directives.some(({ name }) => name.value === 'external') ? undefined : { ...field, directives: [...directives, ...OPEN] },
  });
  return `${LINKS}\n${print(fields)}`;
};

/** What those benchmarks ask: users and products, with reviews of reviews between them. */
export const SHOP_QUERY = `
  query Shop {
    users { ...Person reviews { ...Opinion product { ...Item reviews { ...Opinion author { ...Person reviews { ...Opinion product { ...Item } } } } } } }
    topProducts { ...Item reviews { ...Opinion author { ...Person reviews { ...Opinion product { ...Item } } } } }
  }
  fragment Person on User { id username name }
  fragment Opinion on Review { id body }
  fragment Item on Product { inStock name price shippingEstimate upc weight }`;
