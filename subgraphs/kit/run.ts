import type { Agency } from './agency.js';
import { readConfig } from './config.js';
import { startAgency } from './server.js';

/** Runs an agency as a program until SIGTERM or SIGINT; then requests under way are still answered. */
export async function runAgency<L>(agency: Agency<L>): Promise<void> {
  const running = await startAgency(agency, readConfig(agency.port));
  process.stdout.write(`${agency.name} ready on ${running.url}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void running.close());
}
