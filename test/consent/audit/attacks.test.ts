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
import { erase } from '../../../consent/audit/retention/erase.js';
import { ORIGIN, SIGNER, testLog, type TestLog } from './log.js';

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
    const pool = new pg.Pool({ connectionString: log.county.database.keeperUrl, max: 2 });
    const keeper = await pool.connect();
    await keeper.query('begin');
    await integrate(keeper, null, PROJECTIONS);
    const by = [{ name: 'A. Eins', reason: 'Antrag vom 1. März' }, { name: 'B. Zwei', reason: 'Antrag geprüft' }] as const;
    const erased = erase({ pool, signer: SIGNER, client: log.client(0), by, now: Date.now() });
    const early = await Promise.race([erased.then(() => 'erased'), new Promise((resolve) => { setTimeout(resolve, 200, 'waits'); })]);
    await keeper.query('commit');
    keeper.release();
    const { receipt } = await erased;
    const left = await log.county.sql('select seq from access_log l where sealed is not null and not exists (select from log_key k where k.client is not distinct from l.client)');
    await pool.end();
    expect([early, receipt?.seqs, left]).toEqual(['waits', [1, 3], []]);
  });
});
