import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { command } from './command.js';
import { placesIn, readDeployConfig } from './config.js';
import { DeployError } from './deploy-error.js';
import { loadKeys } from './keys.js';
import { readRunFile } from './run-file.js';
import { staffIdentity, staffToken } from './staff-token.js';

const HELP = `npm run -s token -- --unit STELLE --role ROLLE [--person ID]

Gibt ein Bearer-Token des eingebauten Anmeldedienstes aus; npm start muss laufen.
Prints a bearer token of the embedded identity provider; npm start has to be running.

  --unit          Stelle / unit, z. B. / such as JOBCENTER_LIPPE
  --role          CASE_WORKER, CASE_MANAGER, DPO oder / or COORDINATOR
  --person        Person; ohne Angabe die erste der Demo / the first of the demo if left out
  --provider      Adresse eines anderen Anmeldedienstes / address of another provider (docker compose)
  --secret-file   sein Client-Geheimnis / its client secret
`;

await command(async () => {
  const { values } = parseArgs({
    options: {
      unit: { type: 'string' }, role: { type: 'string' }, person: { type: 'string' },
      provider: { type: 'string' }, 'secret-file': { type: 'string' }, help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const identity = staffIdentity(values.unit, values.role, values.person);
  const places = placesIn(readDeployConfig().home);
  const provider = values.provider ?? readRunFile(places.run)?.identityProvider;
  if (!provider) {
    throw new DeployError('NO_PROVIDER',
      'Es läuft kein Kreis. Erst npm start, dann in einem zweiten Fenster das Token.',
      'No county is running. Run npm start first, then ask for the token in a second terminal.');
  }
  const secret = values['secret-file'] ? readFileSync(values['secret-file'], 'utf8').trim() : loadKeys(places.keys).clientSecret;
  process.stdout.write(`${await staffToken(provider, secret, identity)}\n`);
});
