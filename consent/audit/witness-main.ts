import { verifierKey, vkeyOf } from './note/keys.js';
import { tell, tellFault, untilTold } from './program.js';
import { readWitnessConfig, WITNESS_HELP } from './witness/config.js';
import { serveWitness } from './witness/server.js';
import { openWitnessState } from './witness/state.js';
import { createWitness } from './witness/witness.js';

if (process.argv.includes('--help')) process.stdout.write(WITNESS_HELP);
else {
  await untilTold(async () => {
    const { name, key, logs, state, port, host } = readWitnessConfig();
    const signer = { name, type: 'COSIGNATURE_V1', key } as const;
    const server = await serveWitness(createWitness({ signer, logs, state: openWitnessState(state) }), port, host, tellFault);
    tell('info', 'ready', { url: server.url, key: vkeyOf(verifierKey(name, 'COSIGNATURE_V1', key)) });
    return server.close;
  });
}
