import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cosigning } from '../../../consent/audit/keeper/cosign.js';
import { EMPTY_ROOT, leafHash, type Hash } from '../../../consent/audit/merkle/hash.js';
import { consistencySpans } from '../../../consent/audit/merkle/proofs.js';
import { hashesOf } from '../../../consent/audit/merkle/tile-reader.js';
import { EMPTY_EDGE, grow, rootOfEdge } from '../../../consent/audit/merkle/tiles.js';
import { checkpointText, parseCheckpoint } from '../../../consent/audit/note/checkpoint.js';
import { verifierKey } from '../../../consent/audit/note/keys.js';
import { parseNote, signersOf, signNote } from '../../../consent/audit/note/note.js';
import { serveWitness, type WitnessServer } from '../../../consent/audit/witness/server.js';
import { openWitnessState } from '../../../consent/audit/witness/state.js';
import { createWitness } from '../../../consent/audit/witness/witness.js';
import { NOON } from '../store/county.js';
import { ORIGIN, SIGNER, testLog, type TestLog } from './log.js';

const folder = mkdtempSync(join(tmpdir(), 'freigabe-witness-'));
afterAll(() => rmSync(folder, { recursive: true }));

const logKey = verifierKey(ORIGIN, 'ED25519', SIGNER.key);
const logSigner = { name: ORIGIN, type: 'ED25519', key: SIGNER.key } as const;
let states = 0;

function witnessOf(name: string, file = join(folder, `state-${(states += 1)}`)) {
  const signer = { name, type: 'COSIGNATURE_V1', key: generateKeyPairSync('ed25519').privateKey } as const;
  const witness = createWitness({ signer, logs: [logKey], state: openWitnessState(file), clock: () => NOON });
  return { witness, file, signer, key: verifierKey(name, 'COSIGNATURE_V1', signer.key) };
}

/** A tree of made-up leaves; `other` leads to a fork from that leaf on. */
function made(size: number, other = Infinity) {
  const leaves = Array.from({ length: size }, (_, index) => leafHash(Buffer.from(index < other ? `${index}` : `forged ${index}`)));
  const { edge, tiles } = grow(EMPTY_EDGE, leaves);
  const read = async () => new Map(tiles.map(({ level, index, hashes }) => [`${level}/${index}`, hashes]));
  return { root: size === 0 ? EMPTY_ROOT : rootOfEdge(edge), proof: (from: number): Promise<Hash[]> => hashesOf(consistencySpans(from, size), read) };
}

const noteOf = (size: number, root: Hash, signers: Parameters<typeof signNote>[1] = [logSigner], origin = ORIGIN) =>
  signNote(checkpointText({ origin, size, root, at: NOON }), signers, NOON);
const body = (old: number | string, proof: readonly Hash[], note: string) =>
  [`old ${old}`, ...proof.map((hash) => Buffer.from(hash).toString('base64')), '', note].join('\n');

describe('a witness', () => {
  it('cosigns a first checkpoint, then those that contain what it has cosigned', async () => {
    const { witness, key } = witnessOf('jobcenter.example/witness');
    const sizes = [0, 3, 3, 300, 1_000];
    for (const [place, size] of sizes.entries()) {
      const { root, proof } = made(size);
      const note = noteOf(size, root);
      const old = sizes[place - 1] ?? 0;
      const answer = await witness.addCheckpoint(body(old, await proof(old), note));
      expect(answer.status).toBe(200);
      expect(signersOf(parseNote(note + answer.body), [logKey, key])).toEqual([logKey, key]);
    }
    const served = witness.checkpoint(createHash('sha256').update(ORIGIN).digest('hex'));
    expect(parseCheckpoint(parseNote(served.body).text).size).toBe(1_000);
    expect(signersOf(parseNote(served.body), [key])).toEqual([key]);
    expect(witness.checkpoint('0'.repeat(64)).status).toBe(404);
  });

  const stranger = { ...logSigner, key: generateKeyPairSync('ed25519').privateKey };
  const REFUSED: Readonly<Record<string, readonly [status: number, request: () => Promise<string>]>> = {
    'a fork': [422, async () => body(5, await made(9, 2).proof(5), noteOf(9, made(9, 2).root))],
    'another tree of the same size': [422, async () => body(5, [], noteOf(5, made(5, 0).root))],
    'an older tree': [400, async () => body(5, [], noteOf(4, made(4).root))],
    'an older tree, told from its own size': [409, async () => body(4, [], noteOf(4, made(4).root))],
    'a beginning anew': [409, async () => body(0, [], noteOf(9, made(9, 0).root))],
    'a proof that leads elsewhere': [422, async () => body(5, (await made(9).proof(5)).toReversed(), noteOf(9, made(9).root))],
    'no proof': [422, async () => body(5, [], noteOf(9, made(9).root))],
    'a stranger in the log’s name': [403, async () => body(5, await made(9).proof(5), noteOf(9, made(9).root, [stranger]))],
    'a changed checkpoint': [403, async () => body(5, await made(9).proof(5), noteOf(9, made(9).root).replace(`at ${NOON}`, 'at 1'))],
    'a log that it does not know': [404, async () => body(5, [], noteOf(9, made(9).root, [logSigner], 'other.example/log'))],
    'half a request': [400, async () => 'old 5\n'],
    'a size with a leading zero': [400, async () => body('05', [], noteOf(9, made(9).root))],
    'a hash that is none': [400, async () => body(5, [Buffer.alloc(31)], noteOf(9, made(9).root))],
    'more hashes than a proof can have': [400, async () => body(5, Array.from({ length: 64 }, () => EMPTY_ROOT), noteOf(9, made(9).root))],
  };

  it.each(Object.keys(REFUSED))('refuses %s, and keeps what it had', async (what) => {
    const { witness, file, signer } = witnessOf('nwl.example/witness');
    expect((await witness.addCheckpoint(body(0, [], noteOf(5, made(5).root)))).status).toBe(200);
    const [status, request] = REFUSED[what]!;
    const answer = await witness.addCheckpoint(await request());
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain('—');
    if (status === 409) expect([answer.body, answer.type]).toEqual(['5\n', 'text/x.tlog.size']);
    const again = createWitness({ signer, logs: [logKey], state: openWitnessState(file) });
    expect((await again.addCheckpoint(body(5, await made(9).proof(5), noteOf(9, made(9).root)))).status).toBe(200);
  });

  it('cosigns one of two trees that come at once, never both', async () => {
    const { witness } = witnessOf('ki.example/witness');
    await witness.addCheckpoint(body(0, [], noteOf(5, made(5).root)));
    const requests = await Promise.all([made(9), made(9, 7), made(9, 6)].map(async ({ root, proof }) => body(5, await proof(5), noteOf(9, root))));
    const answers = await Promise.all(requests.map((request) => witness.addCheckpoint(request)));
    expect(answers.map(({ status }) => status)).toEqual([200, 409, 409]);
  });

  it('does not start with a memory that it cannot read', () => {
    const file = join(folder, 'spoilt');
    writeFileSync(file, '{"freigabe');
    expect(() => openWitnessState(file)).toThrow();
  });
});

describe('the keeper and its witnesses', () => {
  let log: TestLog;
  const servers: WitnessServer[] = [];
  beforeAll(async () => { log = await testLog(); });
  beforeEach(() => log.reset());
  afterEach(async () => { await Promise.all(servers.splice(0).map((server) => server.close())); });
  afterAll(() => log.close());

  const serving = async (name: string, faults: unknown[] = []) => {
    const { witness, key } = witnessOf(name);
    const server = await serveWitness(witness, 0, '127.0.0.1', (fault) => { faults.push(fault); });
    servers.push(server);
    return { key, url: server.url, server };
  };
  const told: unknown[] = [];
  const onFault = (fault: unknown): void => { told.push(fault); };
  const newest = () => parseNote(log.notes().at(-1)!);

  it('puts the cosignatures of all into the checkpoint, and keeps up with them', async () => {
    const witnesses = await Promise.all(['jobcenter.example', 'nwl.example', 'jugendamt.example'].map((name) => serving(name)));
    const keeper = log.keeper({ cosign: cosigning({ witnesses, quorum: 3, onFault }) });
    for (let round = 0; round < 3; round += 1) {
      await log.write(0, 1, 2);
      await keeper.settle();
      expect(signersOf(newest(), [logKey, ...witnesses.map(({ key }) => key)])).toHaveLength(4);
    }
    const [{ note }] = await log.county.sql<{ note: string }>('select note from log_checkpoint order by size desc limit 1') as [{ note: string }];
    expect(note).toBe(log.notes().at(-1));
    expect(told).toEqual([]);
  });

  it('makes do with k of n, and catches a witness up that was away', async () => {
    const witnesses = await Promise.all(['jobcenter.example', 'nwl.example'].map((name) => serving(name)));
    const away = { ...witnesses[1]!, url: 'http://127.0.0.1:1' };
    const first = log.keeper({ cosign: cosigning({ witnesses: [witnesses[0]!, away], quorum: 1, onFault }) });
    await log.write(0, 1);
    await first.settle();
    expect(signersOf(newest(), witnesses.map(({ key }) => key)).map(({ name }) => name)).toEqual(['jobcenter.example']);
    expect(told.map(String)).toEqual([expect.stringContaining('nwl.example')]);
    await first.close();
    const second = log.keeper({ cosign: cosigning({ witnesses, quorum: 2, onFault }) });
    await log.write(2);
    await second.settle();
    expect(signersOf(newest(), witnesses.map(({ key }) => key))).toHaveLength(2);
  });

  it('keeps a checkpoint that too few cosign, without their signatures', async () => {
    const one = await serving('jobcenter.example');
    const keeper = log.keeper({ cosign: cosigning({ witnesses: [one, { ...one, key: verifierKey('x', 'COSIGNATURE_V1', generateKeyPairSync('ed25519').privateKey) }], quorum: 2, onFault }) });
    await log.write(0);
    await keeper.settle();
    expect(newest().signatures).toHaveLength(1);
    expect(keeper.state).toBe('ACTIVE');
  });
});
