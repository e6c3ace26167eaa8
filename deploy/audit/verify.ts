import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportLog } from '../../consent/audit/export/export-log.js';
import { verifyCommand } from '../../consent/audit/verifier/command.js';
import { command } from '../command.js';
import { connectedTo, running } from './access.js';

/** `npm run -s audit:verify`: the verifier; without arguments the log of the county that runs here is exported first, and verified by its own keys. */
await command(async () => {
  const terminal = { out: (line: string): void => void process.stdout.write(`${line}\n`), err: (text: string): void => void process.stderr.write(text) };
  const args = process.argv.slice(2);
  if (args.length > 0) {
    process.exitCode = await verifyCommand(args, terminal);
    return;
  }
  const { databases, audit } = running();
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-audit-'));
  try {
    await connectedTo(databases.consent, async (pool) => {
      const connection = await pool.connect();
      await exportLog(connection, { folder, keys: audit.keys }).finally(() => connection.release());
    });
    process.exitCode = await verifyCommand(['--export', folder, ...audit.keys.flatMap((key) => ['--key', key])], terminal);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
