import { command } from './command.js';
import { readMigrateConfig } from './container-config.js';
import { provision } from './databases.js';
import { passwordsFrom } from './keys.js';
import { migrateAll } from './migrate-all.js';

/** Makes databases and roles and brings every table up to date, then ends (service `migrate` of docker compose). */
await command(async () => {
  const { adminUrl, databaseSecret } = readMigrateConfig();
  await migrateAll(await provision(adminUrl, { password: passwordsFrom(databaseSecret) }));
});
