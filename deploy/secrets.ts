import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exportJWK } from 'jose';
import { command } from './command.js';
import { appOf, DATABASES, KEEPER, urlFor } from './databases.js';
import { explainSystemError } from './deploy-error.js';
import { generateKeys, passwordsFrom } from './keys.js';
import { logKey, witnessKey } from './log-keeper.js';

const HELP = `npm run secrets [-- --dir ORDNER]

Legt die Geheimnisse für docker-compose.yml an, einmal; vorhandene bleiben.
Creates the secrets of docker-compose.yml, once; existing ones stay.
`;

/** Every secret of docker-compose.yml by file name. */
async function secrets(): Promise<Record<string, string>> {
  const keys = generateKeys();
  const ticket = createPrivateKey(keys.ticket);
  const witness = generateKeyPairSync('ed25519').privateKey;
  const adminPassword = passwordsFrom(keys.databaseSecret)('freigabe_admin');
  const adminUrl = `postgres://freigabe_admin:${adminPassword}@postgres:5432/postgres`;
  const password = passwordsFrom(keys.databaseSecret);
  return {
    postgres_password: adminPassword,
    database_admin_url: adminUrl,
    database_secret: keys.databaseSecret,
    ...Object.fromEntries(DATABASES.map((name) => [`database_url_${name}`, urlFor(adminUrl, appOf(name), password(appOf(name)), name)])),
    pseudonym_key: keys.pseudonyms,
    ticket_private_key: keys.ticket,
    ticket_public_keys: JSON.stringify({ keys: [{ ...(await exportJWK(createPublicKey(ticket))), kid: 'ticket-1' }] }),
    database_url_consent_keeper: urlFor(adminUrl, KEEPER, password(KEEPER), 'consent'),
    log_private_key: keys.audit,
    log_public_key: logKey(createPrivateKey(keys.audit)),
    log_witnesses: `${witnessKey(witness)} http://witness:4300`,
    witness_private_key: witness.export({ type: 'pkcs8', format: 'pem' }).toString(),
    identity_provider_key: keys.issuer,
    identity_provider_client_secret: keys.clientSecret,
  };
}

await command(async () => {
  const { values } = parseArgs({ options: { dir: { type: 'string', default: 'secrets' }, help: { type: 'boolean', short: 'h' } } });
  const folder = resolve(values.dir);
  if (values.help) {
    process.stdout.write(HELP);
  } else if (existsSync(folder)) {
    process.stdout.write(`Die Geheimnisse in ${folder} bleiben, wie sie sind. / The secrets in ${folder} stay as they are.\n`);
  } else {
    write(folder, await secrets());
    process.stdout.write(`Geheimnisse angelegt in ${folder}. Weiter mit: docker compose up --build\nSecrets created in ${folder}. Next: docker compose up --build\n`);
  }
});

/**
 * The folder is closed to other accounts of this machine; the files in it are readable, because the programs in the
 * containers run under accounts that this machine does not know. Git is told to ignore the folder.
 */
function write(folder: string, files: Record<string, string>): void {
  try {
    const draft = `${folder}.new`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    writeFileSync(join(draft, '.gitignore'), '*\n');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(draft, name), text, { mode: 0o444 });
    renameSync(draft, folder);
  } catch (error) {
    throw explainSystemError(error, folder);
  }
}
