import { rmSync } from 'node:fs';
import type { TestServer } from './global-setup.js';

export default async function globalTeardown(): Promise<void> {
  const { postgres, folder } = (globalThis as unknown as { freigabeTestServer: TestServer }).freigabeTestServer;
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
