import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { PROJECTIONS } from '../../../consent/supervision/projections.js';
import { cosigning } from '../../../consent/audit/keeper/cosign.js';
import { integrate } from '../../../consent/audit/keeper/integrate.js';
import { verifierKey } from '../../../consent/audit/note/keys.js';
import { parseNote, signatureLine } from '../../../consent/audit/note/note.js';
import type { LogEntry } from '../../../consent/audit/entry.js';
import { erase } from '../../../consent/audit/retention/erase.js';
import { entry, NOON } from '../store/county.js';
import { ORIGIN, SIGNER, testLog, type TestLog } from './log.js';
import { testPool } from '../../kit/pool.js';

let log: TestLog;
beforeAll(async () => { log = await testLog(); });
beforeEach(() => log.reset());
afterAll(() => log.close());

const { privateKey } = generateKeyPairSync('ed25519');
const witness = { name: 'jobcenter.example', type: 'COSIGNATURE_V1', key: privateKey } as const;
const key = verifierKey(witness.name, witness.type, privateKey);

/** A witness that signs what it is given and answers as it likes. */
async function witnessSaying(answer: (line: string) => string) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const note = Buffer.concat(chunks).toString().split('\n\n').slice(1).join('\n\n');
      response.end(answer(signatureLine(parseNote(note).text, witness, Date.now())));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

describe('the log under attack', () => {
  it.each<[string, (line: string) => string]>([
    ['no line end', (line) => line.trimEnd()],
    ['empty lines', (line) => `${line}\n\n`],
    ['another system’s line end', (line) => line.replace('\n', '\r\n')],
    ['a line in the log’s name', (line) => `${line}— ${ORIGIN} AAAAAAAAAAAA\n`],
    ['nothing', () => ''],
  ])('cannot have its checkpoints spoilt by a witness that answers with %s', async (_what, answer) => {
    const { url, close } = await witnessSaying(answer);
    const first = log.keeper({ cosign: cosigning({ witnesses: [{ key, url }], quorum: 1, onFault: () => undefined }) });
    await log.write(0);
    await first.settle();
    await first.close();
    close();
    for (const note of log.notes()) parseNote(note);
    const second = log.keeper();
    await log.write(1);
    await second.settle();
    expect([second.state, log.faults]).toEqual(['ACTIVE', []]);
  });

  it.each<[string, string | Partial<Record<keyof LogEntry, unknown>>]>([
    ['no JSON', '{"client":'], ['null', 'null'], ['an empty object', '{}'], ['a number', '7'],
    ['a client who is none', { client: 'x' }], ['no requester', { requester: null }], ['a NUL', { occasion: 'a\0b' }], ['half a character', { occasion: '\ud800' }],
    ['a category that fits no index', { items: [{ path: 'a', category: 'x'.repeat(9_000), owners: [], granted: true, delivered: true, basis: null }] }],
    ['items that are none', { items: [null] }], ['a kind that is none', { kind: 'DELETE' }],
  ])('is neither stopped nor hidden by a gateway that writes %s', async (_what, odd) => {
    const text = typeof odd === 'string' ? odd : JSON.stringify({ ...entry(), ...odd });
    const keeper = log.keeper({ projections: PROJECTIONS });
    const gateway = new pg.Client({ connectionString: log.county.database.appUrl });
    await gateway.connect();
    await gateway.query('select append_log($1, clock_ms())', [[text]]);
    await gateway.end();
    await log.county.sql('truncate log_facet, log_request, log_basis');
    await log.write(0);
    const found = async () => (await log.store.accessLog({ unit: 'NWL_CUK', first: 5, before: null, from: null, to: null })).items.map(({ seq }) => seq);
    expect(await found()).toEqual([2]);
    await keeper.settle();
    expect(await found()).toEqual([2]);
    expect([keeper.state, log.faults.map(String)]).toEqual(['ACTIVE', [expect.stringContaining('holds what is no entry')]]);
    expect(await log.county.sql('select seq::int, number::int, client from access_log order by seq')).toEqual([{ seq: 1, number: 0, client: null }, { seq: 2, number: 1, client: log.client(0) }]);
  });

  it('is not set back to where its file was cosigned last: the largest tree counts', async () => {
    const first = log.keeper();
    await log.write(0);
    await first.settle();
    const [old] = log.notes();
    const backup = await log.county.sql('select * from log_tile');
    await log.write(1);
    await first.settle();
    await first.close();
    appendFileSync(log.file, `${JSON.stringify(old)}\n`); // as when a witness answers late
    await log.county.sql('delete from access_log where seq = 2; delete from log_checkpoint where size = 2; update log_state set seq = 1');
    await log.county.sql(`update log_tile set hashes = decode('${(backup[0] as { hashes: Buffer }).hashes.toString('hex')}', 'hex')`);
    const second = log.keeper();
    await second.settle();
    expect([second.state, String(log.faults[0])]).toEqual(['FORKED', expect.stringContaining('entry 2')]);
  });

  it('erases what is being integrated about a client at that moment, or not yet, but leaves none of it closed without a receipt', async () => {
    const first = log.keeper({ projections: PROJECTIONS });
    await log.write(0);
    await first.settle();
    await first.close();
    await log.write(1, 0);
    const pool = testPool(log.county.database.keeperUrl, 2);
    const keeper = await pool.connect();
    await keeper.query('begin');
    await integrate(keeper, null, PROJECTIONS);
    const erased = erase({ pool, signer: SIGNER, now: NOON }, await log.erasure(0));
    const early = await Promise.race([erased.then(() => 'erased'), new Promise((resolve) => { setTimeout(resolve, 200, 'waits'); })]);
    await keeper.query('commit');
    keeper.release();
    const { receipt } = (await erased)!;
    const left = await log.county.sql('select seq from access_log l where sealed is not null and not exists (select from log_key k where k.client is not distinct from l.client)');
    await pool.end();
    expect([early, receipt?.seqs, left]).toEqual(['waits', [1, 3], []]);
  });
});
