// What somebody would write by hand for these screens: no GraphQL in front, the agencies' own GraphQL behind, with fixed texts.
// The practical limit of what any gateway in Node could cost. Arguments: port, JSON {subgraph: url}, JSON [client ids].
import { createServer, type IncomingMessage } from 'node:http';
import { Pool } from 'undici';
import { CHILD, COURSE, PARENT, VIEW } from './asks.js';

type Data = Record<string, unknown>;
type Screen = Readonly<Record<string, string>>;
interface Asked {
  readonly endpoint: 'view' | 'clients' | 'families' | 'catalogue';
  readonly id: string;
  readonly first: number;
  readonly after: string | null;
}

const [port, urlsText, idsText] = process.argv.slice(2) as [string, string, string];
const ids = JSON.parse(idsText) as string[];
const agencies = new Map(Object.entries(JSON.parse(urlsText) as Record<string, string>).map(([name, url]) => [name, new Pool(new URL(url).origin, { connections: 64 })]));

async function ask(agency: string, query: string, variables: Data): Promise<Data> {
  const { body } = await agencies.get(agency)!.request({
    path: '/graphql', method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }),
  });
  return ((await body.json()) as { data: Data }).data;
}

/** Clients with what each agency of the screen knows of them, all agencies at once. */
async function clients(of: readonly string[], screen: Screen): Promise<Data[]> {
  const representations = of.map((id) => ({ __typename: 'Client', id }));
  const parts = await Promise.all(Object.entries(screen).map(async ([agency, fields]) => {
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Client { ${fields} } } }`;
    return (await ask(agency, query, { representations }))['_entities'] as Data[];
  }));
  return of.map((_, index) => Object.assign({}, ...parts.map((part) => part[index])) as Data);
}

async function families(of: readonly string[]): Promise<Data[]> {
  const parents = await clients(of, PARENT);
  const childrenOf = (parent: Data): { id: string }[] => (parent['children'] as { id: string }[] | null) ?? [];
  const children = [...new Set(parents.flatMap((parent) => childrenOf(parent).map(({ id }) => id)))];
  const found = new Map(children.length === 0 ? [] : (await clients(children, CHILD)).map((child, index) => [children[index]!, child]));
  return parents.map((parent) => ({ ...parent, children: childrenOf(parent).map(({ id }) => ({ id, ...found.get(id) })) }));
}

async function page({ first, after }: Asked, show: (of: readonly string[]) => Promise<Data[]>): Promise<Data> {
  const begin = after === null ? 0 : ids.indexOf(after) + 1;
  const of = ids.slice(begin, begin + first);
  return { clients: { edges: (await show(of)).map((node) => ({ node })), pageInfo: { endCursor: of.at(-1) ?? null } } };
}

function show(asked: Asked): Promise<Data> {
  switch (asked.endpoint) {
    case 'view':
      return clients([asked.id], VIEW).then(([client]) => ({ client }));
    case 'clients':
      return page(asked, (of) => clients(of, VIEW));
    case 'families':
      return page(asked, families);
    case 'catalogue':
      return ask('language-courses', `{ courses(first: 50) { edges { node { ${COURSE} } } pageInfo { endCursor } } }`, {});
  }
}

async function bodyOf(request: IncomingMessage): Promise<Asked> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return JSON.parse(text) as Asked;
}

createServer((request, response) => {
  if (request.method === 'GET') return response.end();
  bodyOf(request).then(show).then(
    (data) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data })),
    (fault: unknown) => response.writeHead(500).end(String(fault)),
  );
}).listen(Number(port), '127.0.0.1');
