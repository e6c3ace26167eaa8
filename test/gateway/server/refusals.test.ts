import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { runningGateway, type Running } from './running-gateway.js';

const QUERY = { query: '{ greeting }' };
let gateway: Running;
beforeAll(async () => {
  gateway = await runningGateway({ maxBodyBytes: 2_000 });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const codeOf = async (response: Response) => {
  const { data, errors } = (await response.json()) as { data?: unknown; errors: { message: string; extensions: { code: string } }[] };
  expect(data).toBeUndefined();
  expect(errors).toHaveLength(1);
  expect(errors[0]!.message).toMatch(/^.+\S \/ \S.+$/s);
  return [response.status, errors[0]!.extensions.code];
};

test('answers a query by POST and by GET', async () => {
  expect(await (await gateway.post(QUERY)).json()).toEqual({ data: { greeting: 'Guten Tag' } });
  expect(await (await gateway.get('/graphql?query={greeting}')).json()).toEqual({ data: { greeting: 'Guten Tag' } });
});

test('marks every GraphQL answer as not to be stored, sniffed or framed, and numbers it', async () => {
  const answers = [await gateway.post(QUERY), await gateway.post('{'), await gateway.post(QUERY, { authorization: null }), await gateway.get('/graphql?query={fault}')];
  for (const { headers } of answers) {
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(answers.length);
});

test('does not let a caller choose the request id', async () => {
  const { headers } = await gateway.post(QUERY, { 'x-request-id': 'mine' });
  expect(headers.get('x-request-id')).not.toBe('mine');
});

test('refuses a mutation over GET', async () => {
  const response = await gateway.get('/graphql?query=mutation{greet}');
  expect(response.headers.get('allow')).toBe('POST');
  expect(await codeOf(response)).toEqual([405, 'METHOD_NOT_ALLOWED']);
});

test('refuses a GET mutation hidden behind a query of the same document', async () => {
  const query = encodeURIComponent('query q { greeting } mutation m { greet }');
  expect((await gateway.get(`/graphql?query=${query}&operationName=q`)).status).toBe(200);
  expect(await codeOf(await gateway.get(`/graphql?query=${query}&operationName=m`))).toEqual([405, 'METHOD_NOT_ALLOWED']);
});

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('refuses %s', async (method) => {
  const response = await fetch(`${gateway.url}/graphql`, { method });
  expect(response.headers.get('allow')).toBe('GET, POST');
  expect(await codeOf(response)).toEqual([405, 'METHOD_NOT_ALLOWED']);
});

describe('requests that a foreign web page could cause', () => {
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json-seq', 'text/plain;application/json'])(
    'refuses a POST of %s',
    async (type) => expect(await codeOf(await gateway.post(QUERY, { 'content-type': type }))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']),
  );

  test('refuses a POST without a content type', async () => {
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', body: Buffer.from(JSON.stringify(QUERY)), headers: { authorization: `Bearer ${gateway.token}` } });
    expect(await codeOf(response)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded'])('refuses a GET that says it is %s', async (type) => {
    expect(await codeOf(await gateway.get('/graphql?query={greeting}', { 'content-type': type }))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  test('refuses a GET as a link, an image or a form sends it', async () => {
    const plain = { authorization: null, accept: 'text/html,image/avif,*/*;q=0.8' };
    expect(await codeOf(await gateway.get('/graphql?query={greeting}', plain))).toEqual([400, 'CSRF_REFUSED']);
    expect(await codeOf(await gateway.get('/graphql?query={greeting}', { ...plain, 'x-requested-with': 'test' }))).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('bodies', () => {
  test('refuses a batch', async () => {
    expect(await codeOf(await gateway.post([QUERY, QUERY]))).toEqual([400, 'BATCHING_REFUSED']);
  });

  test.each([
    ['broken JSON', '{"query":'], ['a text', '"{ greeting }"'], ['null', 'null'], ['nothing', ''], ['no query', '{}'],
    ['a query that is no text', '{"query":["{greeting}"]}'], ['variables that are a list', '{"query":"{greeting}","variables":[]}'],
    ['an operation name that is no text', '{"query":"{greeting}","operationName":{}}'], ['extensions that are a text', '{"query":"{greeting}","extensions":"x"}'],
  ])('refuses %s', async (_, body) => expect(await codeOf(await gateway.post(body))).toEqual([400, 'BAD_REQUEST']));

  test('refuses bytes that are not UTF-8', async () => {
    const body = Buffer.concat([Buffer.from('{"query":"{greeting}","x":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', body, headers: { authorization: `Bearer ${gateway.token}`, 'content-type': 'application/json' } });
    expect(await codeOf(response)).toEqual([400, 'BAD_REQUEST']);
  });

  test.each(['gzip', 'deflate', 'br', 'zstd', 'identity, gzip'])('does not decompress: %s', async (encoding) => {
    const bomb = gzipSync(Buffer.alloc(1_000_000, ' '));
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST', body: bomb, headers: { authorization: `Bearer ${gateway.token}`, 'content-type': 'application/json', 'content-encoding': encoding },
    });
    expect(await codeOf(response)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  test.each(['utf-16', 'utf-7', 'iso-8859-1', 'utf-8; charset=utf-16'])('refuses the charset %s', async (charset) => {
    expect(await codeOf(await gateway.post(QUERY, { 'content-type': `application/json; charset=${charset}` }))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  test('accepts UTF-8 however it is spelt', async () => {
    for (const type of ['application/json;charset=UTF-8', 'Application/JSON; Charset="utf-8"']) {
      expect((await gateway.post(QUERY, { 'content-type': type })).status).toBe(200);
    }
  });

  test('refuses a body that announces itself as too large', async () => {
    expect(await codeOf(await gateway.post({ query: '{ greeting }', padding: 'x'.repeat(2_000) }))).toEqual([413, 'BODY_TOO_LARGE']);
  });

  test('cuts off a body without a length as soon as it is too large', async () => {
    const upload = request(`${gateway.url}/graphql`, { method: 'POST', headers: { authorization: `Bearer ${gateway.token}`, 'content-type': 'application/json' } });
    upload.on('error', () => undefined); // the connection is closed while we would go on sending
    upload.write('x'.repeat(1_500));
    upload.write('x'.repeat(1_500));
    const [response] = await once(upload, 'response');
    expect(response.statusCode).toBe(413);
    expect(response.headers.connection).toBe('close');
    upload.destroy();
  });

  test('counts bytes, not characters', async () => {
    expect((await gateway.post({ query: '{ greeting }', padding: 'ä'.repeat(900) })).status).toBe(200);
    expect((await gateway.post({ query: '{ greeting }', padding: 'ä'.repeat(1_100) })).status).toBe(413);
  });
});

test('refuses doubled parameters and broken JSON in a URL', async () => {
  for (const search of ['query={greeting}&query={slow}', 'query={greeting}&variables={', 'query={greeting}&variables=[]', 'operationName=x', '']) {
    expect(await codeOf(await gateway.get(`/graphql?${search}`))).toEqual([400, 'BAD_REQUEST']);
  }
});

test('hands variables named like prototypes on as plain data', async () => {
  const body = '{"query":"{ greeting }","variables":{"__proto__":{"polluted":1},"constructor":1}}';
  expect((await gateway.post(body)).status).toBe(200);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test('refuses media types that it does not speak', async () => {
  expect(await codeOf(await gateway.post(QUERY, { accept: 'text/html' }))).toEqual([406, 'NOT_ACCEPTABLE']);
});

test('says nothing of an internal fault but its number, and logs it under that number', async () => {
  const response = await gateway.post({ query: '{ fault }' });
  const body = await response.text();
  const id = response.headers.get('x-request-id')!;
  expect(response.status).toBe(500);
  expect(JSON.parse(body).errors[0].extensions.code).toBe('INTERNAL');
  expect(body).toContain(id);
  expect(body).not.toContain('SECRET');
  expect(gateway.logged.filter((line) => line.includes(id) && line.includes('SECRET-OF-THE-ENGINE'))).toHaveLength(1);
});

test('answers 30 levels of doubled fragments at once, over GET and POST', async () => {
  const levels = Array.from({ length: 30 }, (_, i) => `fragment f${i} on Query{...f${i + 1} ...f${i + 1}}`).join('');
  const query = `${levels}fragment f30 on Query{greeting}{...f0}`;
  const started = performance.now();
  const accept = { accept: 'application/graphql-response+json' };
  for (const response of [await gateway.post({ query }, accept), await gateway.get(`/graphql?query=${encodeURIComponent(query)}`, accept)]) {
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(response.status).toBe(400);
    expect(errors[0]!.extensions.code).toBe('LIMIT_EXCEEDED');
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('says where GraphQL is, and what is possible where', async () => {
  expect(await codeOf(await gateway.get('/'))).toEqual([404, 'NOT_FOUND']);
  expect(await codeOf(await gateway.get('/graphql/'))).toEqual([404, 'NOT_FOUND']);
  expect(await codeOf(await fetch(`${gateway.url}/health/live`, { method: 'POST' }))).toEqual([405, 'METHOD_NOT_ALLOWED']);
});

test('refuses what is not HTTP', async () => {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  socket.end('SSH-2.0-guess\r\n\r\n');
  const [data] = await once(socket, 'data');
  expect(String(data)).toMatch(/^HTTP\/1\.1 400 /);
});

test('keeps other origins out unless they are listed', async () => {
  await using open = await runningGateway({ corsOrigins: ['https://app.example'] });
  const ask = { method: 'OPTIONS', headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' } };
  expect((await fetch(`${gateway.url}/graphql`, ask)).headers.get('access-control-allow-origin')).toBeNull();
  const allowed = await fetch(`${open.url}/graphql`, ask);
  expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, 'https://app.example']);
  const foreign = await fetch(`${open.url}/graphql`, { ...ask, headers: { ...ask.headers, origin: 'https://app.example.evil.example' } });
  expect([foreign.status, foreign.headers.get('access-control-allow-origin'), foreign.headers.get('vary')]).toEqual([405, null, 'Origin']);
  expect((await open.post(QUERY, { origin: 'https://app.example' })).headers.get('access-control-allow-origin')).toBe('https://app.example');
});
