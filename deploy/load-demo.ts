import { createPseudonyms } from '../consent/pseudonyms/pseudonyms.js';
import { command } from './command.js';
import { readDemoConfig } from './container-config.js';
import { databaseUrls } from './databases.js';
import { passwordsFrom } from './keys.js';
import { loadDemoOnce } from './load-demo-once.js';

/** Fills migrated databases with the demo county, then ends (service `demo` of docker compose). */
await command(async () => {
  const { adminUrl, databaseSecret, pseudonymKey, today } = readDemoConfig();
  const databases = databaseUrls(adminUrl, { password: passwordsFrom(databaseSecret) });
  await loadDemoOnce({ databases, today, pseudonyms: createPseudonyms(new Map([[1, Buffer.from(pseudonymKey, 'base64url')]])) });
});
