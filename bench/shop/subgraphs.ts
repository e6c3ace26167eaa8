// The shop's four subgraphs in one process, a port each; data in memory, the same for every contender, invented.
// Arguments: ports of users, products, reviews and inventory.
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createServer, type IncomingMessage } from 'node:http';
import { executor } from '../../subgraphs/kit/execute.js';
import { answer, readRequest } from '../../subgraphs/kit/http.js';
import { SHOP } from './sdl.js';

interface User { readonly id: string; readonly name: string; readonly username: string; readonly birthday: number }
interface Product { readonly upc: string; readonly name: string; readonly price: number; readonly weight: number }
interface Review { readonly id: string; readonly body: string; readonly by: number; readonly of: number }

const range = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index));
const USERS = range(6, (index): User => ({ id: `u${index}`, name: `Person Nummer ${index}`, username: `person-${index}`, birthday: 19_700_101 + index }));
const PRODUCTS = range(9, (index): Product => ({ upc: `p${index}`, name: `Ware ${index} aus Holz`, price: 40 + index * 310, weight: 100 + index * 75 }));
const REVIEWS = range(11, (index): Review => ({ id: `r${index}`, body: `Meinung ${index}: haelt, was sie verspricht.`, by: index % 2, of: (index * 4) % 5 }));

const reviewView = ({ id, body, by, of }: Review) => ({
  __typename: 'Review', id, body, author: { __typename: 'User', id: USERS[by]!.id, username: USERS[by]!.username }, product: { __typename: 'Product', upc: PRODUCTS[of]!.upc },
});
const reviewsOf = (fits: (review: Review) => boolean) => REVIEWS.filter(fits).map(reviewView);

const resolvers = {
  users: {
    Query: { me: () => USERS[0], users: () => USERS, user: (_: unknown, { id }: User) => USERS.find((user) => user.id === id) },
    User: { __resolveReference: ({ id }: User) => USERS.find((user) => user.id === id) },
  },
  products: {
    Query: { topProducts: (_: unknown, { first }: { first: number }) => PRODUCTS.slice(0, first) },
    Product: { __resolveReference: ({ upc }: Product) => PRODUCTS.find((product) => product.upc === upc) },
  },
  reviews: {
    Review: { __resolveReference: ({ id }: Review) => reviewsOf((review) => review.id === id)[0] },
    User: {
      __resolveReference: ({ id }: User) => ({ id, username: USERS.find((user) => user.id === id)?.username }),
      reviews: ({ id }: User) => reviewsOf(({ by }) => USERS[by]!.id === id),
      numberOfReviews: ({ id }: User) => REVIEWS.filter(({ by }) => USERS[by]!.id === id).length,
    },
    Product: { reviews: ({ upc }: Product) => reviewsOf(({ of }) => PRODUCTS[of]!.upc === upc) },
  },
  inventory: {
    Product: { inStock: ({ upc }: Product) => upc !== 'p3', shippingEstimate: ({ price, weight }: Product) => (price > 1_000 ? 0 : Math.round(weight / 2)) },
  },
};

for (const [index, name] of (['users', 'products', 'reviews', 'inventory'] as const).entries()) {
  const schema = buildSubgraphSchema({ typeDefs: parse(SHOP[name]), resolvers: resolvers[name] as never });
  const execute = executor(schema, true, (fault) => console.error(fault));
  const asked = async (request: IncomingMessage) => execute(await readRequest(request), () => ({}));
  createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    if (request.method === 'GET') return answer(response, 200, {});
    asked(request).then((result) => answer(response, 200, result), (fault: unknown) => answer(response, 500, { errors: [{ message: String(fault) }] }));
  }).listen(Number(process.argv[2 + index]), '127.0.0.1');
}
