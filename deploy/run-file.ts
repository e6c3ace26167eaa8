import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { DatabaseName } from './databases.js';

/** What a running county tells `npm run token` and `npm run audit:export`: addresses, and how to read the databases. */
export interface RunFile {
  /** Process that runs the county. */
  readonly pid: number;
  readonly gateway: string;
  readonly identityProvider: string;
  readonly subgraphs: Readonly<Record<string, string>>;
  /** URLs of the runtime roles. */
  readonly databases: Readonly<Record<DatabaseName, string>>;
  /** Where the checkpoints of the access log are, and by which public keys the log is verified. */
  readonly audit: { readonly checkpoints: string; readonly keys: readonly string[] };
}

/** Holds passwords: 0600. */
export function writeRunFile(file: string, run: RunFile): void {
  writeFileSync(`${file}.new`, JSON.stringify(run, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export const readRunFile = (file: string): RunFile | null =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunFile) : null;

export const removeRunFile = (file: string): void => rmSync(file, { force: true });
