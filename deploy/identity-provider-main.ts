import { createPrivateKey } from 'node:crypto';
import { command } from './command.js';
import { readIdentityProviderConfig } from './container-config.js';
import { startIdentityProvider } from './identity-provider.js';

/** The development identity provider as a program of its own (docker compose), until SIGTERM or SIGINT. */
await command(async () => {
  const { key, ...config } = readIdentityProviderConfig();
  const provider = await startIdentityProvider({ ...config, key: createPrivateKey(key) });
  process.stdout.write(`identity provider ready on ${provider.issuer}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void provider.stop());
});
