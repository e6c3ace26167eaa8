import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runs } from '../../../kit/long.js';
import { ORIGIN, signer, writeLongLog } from './made-log.js';

/** A million in the long variant, of 2 kB each. */
const ENTRIES = runs(4_000, 1_000_000);
const FIELDS = 13;
/** Seconds from the start of the program to its verdict. */
const LIMIT = 60;

const log = signer(ORIGIN, 1);
const witness = signer('witness.example/jobcenter', 4);
let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'freigabe-million-')); });
afterAll(() => rm(folder, { recursive: true }));

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
}

/** The program as `npm run audit:verify` starts it; in the end it tells its own processor time and memory. */
const TELL = `data:text/javascript,process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); console.log(JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, mb: maxRSS / 1024 })); })`;

function verify(): Promise<Run> {
  const begun = performance.now();
  const keys = ['--key', log.vkey, '--witness', witness.vkey];
  const child = spawn(process.execPath, ['--import', TELL, 'dist/consent/audit/verifier/main.js', '--export', folder, ...keys], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
  return new Promise((done) => { child.once('close', (code) => { done({ code, out, err, seconds: (performance.now() - begun) / 1_000 }); }); });
}

test(`verifies ${ENTRIES} entries, as a program of its own, within ${LIMIT} s, and says how far it is`, async () => {
  const bytes = await writeLongLog(folder, { entries: ENTRIES, clients: 5_000, fields: FIELDS, signers: [log, witness] });
  const { code, out, err, seconds } = await verify();
  const [verdict, used] = out.trim().split('\n');
  const { cpu, mb } = JSON.parse(used!) as { cpu: number; mb: number };
  process.stdout.write(`${ENTRIES} entries of ${Math.round(bytes / ENTRIES)} bytes verified in ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of processor time, ${mb.toFixed(0)} MB, at load ${loadavg()[0]!.toFixed(1)}\n`);
  expect(verdict).toBe(`Unversehrt: ${ENTRIES} Einträge, 1 Prüfpunkte, ${ENTRIES} bezeugt. / Intact: ${ENTRIES} entries, 1 checkpoints, ${ENTRIES} attested.`);
  expect(code).toBe(0);
  expect(seconds).toBeLessThanOrEqual(LIMIT);
  const shown = [...err.matchAll(/\[█*░*\] +(\d+) %/g)].map(([, percent]) => Number(percent));
  expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  if (seconds > 10) expect(shown.length).toBeGreaterThan(8);
}, 900_000);
