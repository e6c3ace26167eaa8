import { randomUUID, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '../../../consent/audit/entry.js';
import { startKeeper, type Keeper, type KeeperOptions } from '../../../consent/audit/keeper/keeper.js';
import type { ConsentStore } from '../../../consent/store/index.js';
import { entry, NOON, testCounty, type TestCounty } from '../store/county.js';

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
  /** Notes of the checkpoint file. */
  notes(): string[];
  /** Ends all keepers and begins an empty log. */
  reset(): Promise<void>;
  close(): Promise<void>;
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
    notes: () => readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as string),
    async reset() {
      await Promise.all(keepers.splice(0).map((keeper) => keeper.close()));
      await county.sql('truncate access_log, log_inbox, log_key, log_tile, log_checkpoint, deletion_receipt; update log_state set seq = 0, at = 0');
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
