import { startChores } from '../supervision/chores.js';
import { PROJECTIONS } from '../supervision/projections.js';
import { KEEPER_HELP, readKeeperConfig } from './keeper/config.js';
import { cosigning } from './keeper/cosign.js';
import { serveHealth } from './keeper/health.js';
import { startKeeper } from './keeper/keeper.js';
import { verifierKey, vkeyOf } from './note/keys.js';
import { tell, tellFault, untilTold } from './program.js';
import { startRetention } from './retention/schedule.js';

if (process.argv.includes('--help')) process.stdout.write(KEEPER_HELP);
else {
  await untilTold(async () => {
    const { databaseUrl, origin, key, previousKeys, checkpoints, witnesses, quorum, retention: period, port, host } = readKeeperConfig();
    const keeper = startKeeper({
      url: databaseUrl, signer: { origin, key, previous: previousKeys }, file: checkpoints, projections: PROJECTIONS, onFault: tellFault,
      ...(witnesses.length > 0 && { cosign: cosigning({ witnesses, quorum, onFault: tellFault }) }),
    });
    const chores = startChores({ url: databaseUrl, key, previousKeys, onFault: tellFault });
    const retention = startRetention({
      url: databaseUrl, signer: { origin, key }, period, onFault: tellFault, onRun: (deleted) => tell('info', 'contents past their period deleted', { deleted }),
    });
    const health = await serveHealth(keeper, port, host);
    tell('info', 'ready', { url: health.url, key: vkeyOf(verifierKey(origin, 'ED25519', key)) });
    return async () => {
      await health.close();
      await retention.close();
      await chores.close();
      await keeper.close();
    };
  });
}
