import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { runningGateway, type Running } from './running-gateway.js';

const SLOW = { query: '{ slow }' };

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(5);
}

const code = async (response: Response) => ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code;

/** A keep-alive connection that has had one answer and waits for nothing. */
async function idleConnection({ url }: Running) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'data');
  return socket;
}

test('is live, and ready when the engine is', async () => {
  let fit = false;
  await using gateway = await runningGateway({ ready: async () => { if (!fit) throw new Error('no database'); } });
  const answers = async () => Promise.all(['/health/live', '/health/ready'].map(async (path) => (await gateway.get(path, { authorization: null })).status));
  expect(await answers()).toEqual([200, 503]);
  expect(await (await gateway.get('/health/ready')).text()).not.toContain('database');
  fit = true;
  expect(await answers()).toEqual([200, 200]);
});

test('refuses what is too much at the same time, and serves again afterwards', async () => {
  await using gateway = await runningGateway({ maxConcurrent: 2 });
  const first = [gateway.post(SLOW), gateway.post(SLOW)];
  await until(() => gateway.gate.entered === 2);
  const third = await gateway.post(SLOW);
  expect([third.status, third.headers.get('retry-after'), await code(third)]).toEqual([503, '1', 'OVERLOADED']);
  gateway.gate.open();
  expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await gateway.post({ query: '{ greeting }' })).status).toBe(200);
});

test('stops waiting after the time limit, but counts the operation until it has really ended', async () => {
  await using gateway = await runningGateway({ timeout: 50, maxConcurrent: 1 });
  const response = await gateway.post(SLOW);
  expect([response.status, await code(response)]).toEqual([504, 'TIMEOUT']);
  expect(gateway.gate.aborted).toBe(1);
  expect(await code(await gateway.post(SLOW))).toBe('OVERLOADED');
  gateway.gate.open();
  await wait(0);
  expect((await gateway.post({ query: '{ greeting }' })).status).toBe(200);
});

test('tells the engine when the caller has gone', async () => {
  await using gateway = await runningGateway();
  const impatient = new AbortController();
  const request = fetch(`${gateway.url}/graphql?query={slow}`, { headers: { authorization: `Bearer ${gateway.token}` }, signal: impatient.signal });
  await until(() => gateway.gate.entered === 1);
  impatient.abort();
  await expect(request).rejects.toThrow('abort');
  await until(() => gateway.gate.aborted === 1);
});

test('answers what is in flight when it closes, closes idle connections at once and accepts no new ones', async () => {
  const gateway = await runningGateway();
  const idle = await idleConnection(gateway);
  const idleClosed = once(idle, 'close');
  const inFlight = gateway.post(SLOW);
  await until(() => gateway.gate.entered === 1);

  const closed = gateway.close(10_000);
  await idleClosed;
  await expect(fetch(`${gateway.url}/health/live`)).rejects.toThrow('fetch failed');

  gateway.gate.open();
  const response = await inFlight;
  expect(await response.json()).toEqual({ data: { slow: 'at last' } });
  expect(response.headers.get('connection')).toBe('close');
  await closed;
});

test('does not wait for ever for what is in flight', async () => {
  const gateway = await runningGateway();
  const inFlight = gateway.post(SLOW);
  inFlight.catch(() => undefined);
  await until(() => gateway.gate.entered === 1);
  await gateway.close(50);
  await expect(inFlight).rejects.toThrow('fetch failed');
  gateway.gate.open();
});

test('a drained pipeline runs nothing more', async () => {
  await using gateway = await runningGateway();
  await gateway.pipeline.drain(1_000);
  const response = await gateway.post({ query: '{ greeting }' });
  expect([response.status, await code(response)]).toEqual([503, 'SHUTTING_DOWN']);
});
