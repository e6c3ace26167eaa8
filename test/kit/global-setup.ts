import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Postgres } from '../../deploy/postgres.js';

export interface TestServer {
  readonly postgres: Postgres;
  readonly folder: string;
}

/** One real PostgreSQL for the whole jest run; workers find it in `FREIGABE_TEST_SUPER_URL`. */
export default async function globalSetup(): Promise<void> {
  const { startPostgres } = await source<typeof import('../../deploy/postgres.js')>('deploy/postgres.ts');
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-test-'));
  chmodSync(folder, 0o755); // root's PostgreSQL runs under another account
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false });
  // A run that is broken off sees no teardown.
  process.once('exit', () => { try { process.kill(postgres.pid, 'SIGINT'); } catch { /* stopped already */ } });
  process.once('SIGTERM', () => process.exit(143));
  process.env['FREIGABE_TEST_SUPER_URL'] = postgres.superUrl;
  Object.assign(globalThis, { freigabeTestServer: { postgres, folder } satisfies TestServer });
}

/** jest transforms what its global setup loads but resolves it like Node, which does not know that `x.js` is `x.ts` here. */
async function source<Module>(path: string): Promise<Module> {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const source = specifier.replace(/\.js$/, '.ts');
      const here = context.parentURL && specifier.startsWith('.') && existsSync(fileURLToPath(new URL(source, context.parentURL)));
      return next(here ? source : specifier, context);
    },
  });
  try {
    return (await import(join(process.cwd(), path))) as Module;
  } finally {
    hooks.deregister();
  }
}
