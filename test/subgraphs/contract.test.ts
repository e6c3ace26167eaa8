import { grant, forger, NOW, runTestAgency, ticket, type Answer, type RunningTestAgency } from './running-agency.js';
import { SAMPLES } from './samples.js';

const [A, B] = ['c1_alpha', 'c1_beta'] as const;

describe.each(SAMPLES)('the guard of $agency.name', ({ agency, table, columns, category, field, owner, otherOwner, shown }) => {
  const name = field.split(' ')[0]!;
  let running: RunningTestAgency;
  const only = (answer: Answer): unknown => answer.data?._entities[0][name];

  beforeAll(async () => {
    running = await runTestAgency(agency);
    await running.insert(table, { client: A, owner, ...columns });
    await running.insert(table, { client: A, owner: otherOwner, ...columns });
    await running.insert(table, { client: B, owner, ...columns });
  });
  beforeEach(() => void (running.statements.length = 0));
  afterAll(() => running.stop());

  const mine = () => grant([A], [owner], category);

  test('shows the rows of the granting owner, and only them', async () => {
    expect(await running.clients([A], field, ticket(agency.name, [mine()]))).toEqual({ data: { _entities: [{ id: A, [name]: [shown] }] } });
  });

  test('merges the rows of all owners that granted', async () => {
    expect(only(await running.clients([A], field, ticket(agency.name, [grant([A], [owner, otherOwner], category)])))).toEqual([shown, shown]);
  });

  test.each([
    ['no ticket', () => undefined, 'MISSING'],
    ['a forged signature', () => ticket(agency.name, [mine()], { key: forger }), 'BAD_SIGNATURE'],
    ['an expired ticket', () => ticket(agency.name, [mine()], { at: NOW - 60_000 }), 'EXPIRED'],
    ['a ticket of the future', () => ticket(agency.name, [mine()], { at: NOW + 60_000 }), 'NOT_YET_VALID'],
    ['a ticket for another subgraph', () => ticket('somewhere-else', [mine()]), 'WRONG_AUDIENCE'],
    ['no ticket at all but some text', () => 'ticket', 'MALFORMED'],
    ['a ticket without signature', () => `${ticket(agency.name, [mine()]).split('.').slice(0, 2).join('.')}.`, 'MALFORMED'],
    ['widened grants', () => widened(ticket(agency.name, [grant([B], [owner], category)])), 'BAD_SIGNATURE'],
  ])('refuses %s: nothing protected, nothing read, one clear error', async (_, make, fault) => {
    const answer = await running.clients([A, B], field, make());
    expect(answer.data).toEqual({ _entities: [{ id: A, [name]: null }, { id: B, [name]: null }] });
    expect(answer.errors).toEqual([{
      message: `Kein gültiges Freigabeticket (${fault}); über das Gateway anfragen / No valid release ticket (${fault}); ask through the gateway`,
      path: ['_entities', 0, name],
      extensions: { code: 'TICKET_REFUSED', fault },
    }]);
    expect(running.statements).toEqual([]);
  });

  test('accepts a ticket once', async () => {
    const once = ticket(agency.name, [mine()]);
    expect(only(await running.clients([A], field, once))).toEqual([shown]);
    const again = await running.clients([A], field, once);
    expect([only(again), again.errors?.[0]?.extensions?.fault]).toEqual([null, 'REPLAYED']);
  });

  test('shows nothing of a client the ticket does not name, and does not read it', async () => {
    const answer = await running.clients([B], field, ticket(agency.name, [mine()]));
    expect(answer).toEqual({ data: { _entities: [{ id: B, [name]: null }] } });
    expect(running.statements).toEqual([]);
  });

  test('does not read rows of an owner that did not grant', async () => {
    await running.clients([A, B], field, ticket(agency.name, [mine()]));
    expect(running.statements.map(({ parameters }) => parameters)).toEqual([[[A], [owner]]]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('is not misled by a client called %s', async (id) => {
    expect(await running.clients([id], field, ticket(agency.name, [mine()]))).toEqual({ data: { _entities: [{ id, [name]: null }] } });
  });

  test('shows nothing under another category', async () => {
    expect(only(await running.clients([A], field, ticket(agency.name, [grant([A], [owner], 'ACCESS_LOG')])))).toBeNull();
  });

  test.each([
    ['an alias', (f: string) => `{ ... on Client { x: ${f} } }`],
    ['an alias that is a name of JavaScript', (f: string) => `{ ... on Client { __proto__: ${f} constructor: ${f} } }`],
    ['a named fragment', (f: string) => `{ ...f } fragment f on Client { ${f} }`],
    ['a fragment inside a fragment', (f: string) => `{ ...f } fragment f on Client { ...g } fragment g on Client { ${f} }`],
    ['an inline fragment without type', (f: string) => `{ ... on Client { ... { ${f} } } }`],
    ['a directive', (f: string) => `{ ... on Client @include(if: true) { ${f.replace('{', '@skip(if: false) {')} } }`],
    ['the same field twice', (f: string) => `{ ... on Client { a: ${f} b: ${f} } ... on Client { a: ${f} } }`],
  ])('withholds through %s', async (_, shape) => {
    const [selection, ...fragments] = shape(field).split(/(?= fragment )/);
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) ${selection} } ${fragments.join('')}`;
    const variables = { r: [{ __typename: 'Client', id: B, [name]: [shown] }] };
    const answer = await running.ask(query, variables, ticket(agency.name, [mine()]));
    expect(answer.errors).toBeUndefined();
    expect([...new Set(Object.values(answer.data?._entities[0]))]).toEqual([null]);
    expect(running.statements).toEqual([]);
  });

  test('keeps apart what is asked at the same time with different tickets', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) =>
      running.clients([A], field, ticket(agency.name, [index % 2 === 0 ? mine() : grant([B], [owner], category)]))));
    expect(answers.map(only)).toEqual(answers.map((_, index) => (index % 2 === 0 ? [shown] : null)));
  });

  test('answers aliased entity look-ups of one request each by its own grants', async () => {
    const query = `query ($a: [_Any!]!, $b: [_Any!]!) {
      g0: _entities(representations: $a) { ... on Client { x: ${field} } }
      g1: _entities(representations: $b) { ... on Client { x: ${field} } }
    }`;
    const reference = (id: string) => [{ __typename: 'Client', id }];
    const answer = await running.ask(query, { a: reference(A), b: reference(B) }, ticket(agency.name, [mine()]));
    expect(answer).toEqual({ data: { g0: [{ x: [shown] }], g1: [{ x: null }] } });
    expect(running.statements).toHaveLength(1);
  });

  test('needs as many statements for a hundred clients as for one', async () => {
    const many = Array.from({ length: 100 }, (_, index) => (index === 0 ? A : `c1_other${index}`));
    await running.clients([A], field, ticket(agency.name, [grant([A], [owner, otherOwner], category)]));
    const forOne = running.statements.splice(0).length;
    const answer = await running.clients(many, field, ticket(agency.name, [grant(many, [owner, otherOwner], category)]));
    expect(answer.data?._entities[0][name]).toEqual([shown, shown]);
    expect([forOne, running.statements.length]).toEqual([1, 1]);
  });
});

/** The ticket with its clients exchanged and the old signature. */
function widened(token: string): string {
  const [header, payload, signature] = token.split('.') as [string, string, string];
  const claims = Buffer.from(payload, 'base64url').toString('utf8').replace(B, A);
  return [header, Buffer.from(claims).toString('base64url'), signature].join('.');
}
