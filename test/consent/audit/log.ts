import { randomUUID, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '../../../consent/audit/entry.js';
import { startKeeper, type Keeper, type KeeperOptions } from '../../../consent/audit/keeper/keeper.js';
import type { ConsentStore } from '../../../consent/store/index.js';
import { DAY, entry, NOON, testCounty, type TestCounty } from '../store/county.js';

export const ORIGIN = 'freigabe.example/log';
const { privateKey } = generateKeyPairSync('ed25519');
export const SIGNER = { origin: ORIGIN, key: privateKey };

/** A consent database with a log that keepers keep; they do so only when told to settle. */
export interface TestLog {
  readonly county: TestCounty;
  readonly store: ConsentStore;
  readonly file: string;
  /** Told to keepers, in order. */
  readonly faults: unknown[];
  keeper(options?: Partial<KeeperOptions>): Keeper;
  /** Commits entries, each about a client (by number, `null` nobody) in a commit of its own. */
  write(...clients: readonly (number | null)[]): Promise<void>;
  client(number: number): string;
  /** A client's erasure as two officers have left it; its id. */
  erasure(number: number, over?: Partial<Erasure>): Promise<string>;
  /** Notes of the checkpoint file. */
  notes(): string[];
  /** Ends all keepers and begins an empty log. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

interface Erasure {
  readonly requested_by: string;
  readonly reason: string;
  readonly approved_by: string | null;
  readonly approval: string | null;
  readonly approved_at: number | null;
  readonly ends_at: number;
}

export async function testLog(clock: () => number = () => NOON): Promise<TestLog> {
  const county = await testCounty();
  const store = await county.open({ clock });
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-log-'));
  const file = join(folder, 'checkpoints');
  const keepers: Keeper[] = [];
  const faults: unknown[] = [];
  const clients = Array.from({ length: 10 }, () => randomUUID());
  let requests = 0;
  return {
    county, store, file, faults,
    keeper(options = {}) {
      const keeper = startKeeper({
        url: county.database.keeperUrl, signer: SIGNER, file, clock, everyMs: 3_600_000, onFault: (fault) => { faults.push(fault); }, ...options,
      });
      keepers.push(keeper);
      return keeper;
    },
    async write(...about) {
      for (const number of about) {
        requests += 1;
        const one: LogEntry = entry({ requestId: `request-${requests}`, client: number === null ? null : clients[number]! });
        await store.commit({ heads: [], until: Infinity, entries: [one] });
      }
    },
    client: (number) => clients[number]!,
    async erasure(number, over = {}) {
      const one: Erasure = { requested_by: 'dora', reason: 'Antrag vom 1. März, Az. 12', approved_by: 'emil', approval: 'geprüft, keine Aufbewahrungspflicht', approved_at: clock(), ends_at: clock() + DAY, ...over };
      const [row] = await county.sql<{ id: string }>(
        `insert into erasure_request (client, unit, requested_by, reason, requested_at, ends_at, approved_by, approval, approved_at)
         values ($1, 'JOBCENTER_LIPPE', $2, $3, $4, $5, $6, $7, $8) returning id`,
        [clients[number], one.requested_by, one.reason, clock(), one.ends_at, one.approved_by, one.approval, one.approved_at]);
      return row!.id;
    },
    notes: () => readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as string),
    async reset() {
      await Promise.all(keepers.splice(0).map((keeper) => keeper.close()));
      await county.sql('truncate access_log, log_inbox, log_key, log_tile, log_checkpoint, deletion_receipt, erasure_request; update log_state set seq = 0, at = 0');
      rmSync(file, { force: true });
      faults.length = 0;
      requests = 0;
    },
    async close() {
      await Promise.all(keepers.map((keeper) => keeper.close()));
      await county.close();
      rmSync(folder, { recursive: true });
    },
  };
}
