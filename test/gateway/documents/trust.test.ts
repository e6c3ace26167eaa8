import { hashOf, type RegisteredDocument } from '../../../gateway/documents/manifest.js';
import { stages } from '../../../gateway/documents/stages.js';
import { CLAIMS, issuedToken } from '../identity/issuer.js';
import { runningGateway } from '../server/running-gateway.js';

const UNIT = CLAIMS.unit;
const CALLER = '{ caller }';
const GREETING = 'query Greeting { greeting }';

const registered = (query: string, purposes: RegisteredDocument['purposes'], unit: string = UNIT): RegisteredDocument =>
  ({ unit, name: 'Operation', owner: 'Fachanwendung', hash: hashOf(query), purposes, query });

const DOCUMENTS = [registered(CALLER, ['KURSVERMITTLUNG']), registered(GREETING, []), registered('{ slow }', ['KURSVERMITTLUNG', 'WOHNEN']), registered('{ fault }', [], 'ABH_KREIS')];
const gatewayIn = (stage: string) => runningGateway({ documents: { documents: DOCUMENTS, stages: stages(stage) } });

const persisted = (hash: string): object => ({ persistedQuery: { version: 1, sha256Hash: hash } });
const codeOf = async (response: Response): Promise<unknown> => ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code;

describe('a unit whose operations have to be registered', () => {
  it('may ask what it has registered, by text, by hash, and by GET', async () => {
    await using gateway = await gatewayIn('enforce');
    const hash = hashOf(GREETING);
    const search = new URLSearchParams({ extensions: JSON.stringify(persisted(hash)) });
    const answers = await Promise.all([
      gateway.post({ query: GREETING }),
      gateway.post({ extensions: persisted(hash) }),
      gateway.post({ query: GREETING, extensions: persisted(hash) }),
      gateway.post({ documentId: `sha256:${hash}` }),
      gateway.get(`/graphql?${search}`),
      gateway.get(`/graphql?documentId=${hash.toUpperCase()}`),
    ]);
    for (const answer of answers) expect([answer.status, await answer.json()]).toEqual([200, { data: { greeting: 'Guten Tag' } }]);
  });

  it.each([
    ['another text', { query: '{ greeting }' }],
    ['the registered text with a blank more', { query: `${GREETING} ` }],
    ['a text registered by another unit', { query: '{ fault }' }],
    ['the hash of a text registered by another unit', { extensions: persisted(hashOf('{ fault }')) }],
    ['a hash of nothing', { extensions: persisted('0'.repeat(64)) }],
  ])('may not ask %s', async (_, body) => {
    await using gateway = await gatewayIn('enforce');
    const answer = await gateway.post(body);
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'OPERATION_NOT_REGISTERED']);
  });

  it('asks for the purpose that is registered, also without naming it', async () => {
    await using gateway = await gatewayIn('enforce');
    const sent = await gateway.post({ query: CALLER });
    expect(await sent.json()).toMatchObject({ data: { caller: expect.stringContaining('"purpose":"KURSVERMITTLUNG"') } });
    const other = await gateway.post({ query: CALLER }, { 'x-purpose-of-use': 'WOHNEN' });
    expect([other.status, await codeOf(other)]).toEqual([403, 'PURPOSE_NOT_REGISTERED']);
  });

  it('has to choose where several purposes are registered', async () => {
    await using gateway = await gatewayIn('enforce');
    gateway.gate.open();
    expect((await gateway.post({ query: '{ slow }' }, { 'x-purpose-of-use': 'WOHNEN' })).status).toBe(200);
    expect((await gateway.post({ query: '{ slow }' }, { 'x-purpose-of-use': 'SCHULPLATZ' })).status).toBe(403);
  });

  it('gains no purpose for open data by naming one', async () => {
    await using gateway = await gatewayIn('enforce');
    expect((await gateway.post({ query: GREETING }, { 'x-purpose-of-use': 'WOHNEN' })).status).toBe(200);
  });
});

describe('on the way there', () => {
  it('an unregistered operation is answered and told the operator once', async () => {
    await using gateway = await gatewayIn('log-unknown');
    for (let count = 0; count < 3; count++) expect((await gateway.post({ query: '{ greeting }' })).status).toBe(200);
    expect(gateway.logged.filter((line) => line.includes('operation is not registered'))).toEqual([
      JSON.stringify({ event: 'operation is not registered', unit: UNIT, sha256: hashOf('{ greeting }') }),
    ]);
  });

  it('clients that send a hash first are told to send the text', async () => {
    await using gateway = await gatewayIn('off');
    const first = await gateway.post({ extensions: persisted(hashOf('{ greeting }')) });
    expect([first.status, await first.json()]).toEqual([200, { errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] }]);
    expect((await gateway.post({ query: '{ greeting }', extensions: persisted(hashOf('{ greeting }')) })).status).toBe(200);
  });

  it('a text under the hash of another is refused in every stage', async () => {
    for (const stage of ['off', 'log-unknown', 'enforce']) {
      await using gateway = await gatewayIn(stage);
      const answer = await gateway.post({ query: '{ caller }', extensions: persisted(hashOf(GREETING)) });
      expect([stage, answer.status, await codeOf(answer)]).toEqual([stage, 400, 'BAD_REQUEST']);
    }
  });

  it.each([['abc'], [''], [1], [{}]])('%j is no hash', async (hash) => {
    await using gateway = await gatewayIn('off');
    expect((await gateway.post({ extensions: persisted(hash as string) })).status).toBe(400);
  });

  it('units can be at different stages', async () => {
    await using gateway = await gatewayIn(`log-unknown,${UNIT}=enforce`);
    expect((await gateway.post({ query: '{ greeting }' })).status).toBe(403);
    const elsewhere = `Bearer ${await issuedToken({ ...CLAIMS, unit: 'JOBCENTER_LIPPE' })}`;
    expect((await gateway.post({ query: '{ greeting }' }, { authorization: elsewhere })).status).toBe(200);
  });

  it('stages that are not understood are told', () => {
    expect(() => stages('forced')).toThrow('forced: keins von / none of off, log-unknown, enforce');
    expect(() => stages('off,NOWHERE=enforce')).toThrow('NOWHERE: unbekannte Stelle / unknown unit');
  });
});

it('a registered mutation does not come by GET', async () => {
  await using gateway = await runningGateway({ documents: { documents: [registered('mutation { greet }', [])], stages: stages('enforce') } });
  const search = new URLSearchParams({ documentId: hashOf('mutation { greet }') });
  expect((await gateway.get(`/graphql?${search}`)).status).toBe(405);
});
