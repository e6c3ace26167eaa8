import type { KeyObject } from 'node:crypto';
import { DEFAULT_ORIGIN } from '../consent/audit/keeper/config.js';
import { startKeeper, type Keeper } from '../consent/audit/keeper/keeper.js';
import { verifierKey, vkeyOf } from '../consent/audit/note/keys.js';
import { tellFault } from '../consent/audit/program.js';
import { PROJECTIONS } from '../consent/supervision/projections.js';

/** The log keeper of `npm start`: as in production, but in this process and without witnesses. */
export const startLogKeeper = (url: string, key: KeyObject, file: string): Keeper =>
  startKeeper({ url, signer: { origin: DEFAULT_ORIGIN, key }, file, projections: PROJECTIONS, onFault: tellFault });

/** The public key by which the log of an installation is verified. */
export const logKey = (key: KeyObject): string => vkeyOf(verifierKey(DEFAULT_ORIGIN, 'ED25519', key));

/** Name of the witness in docker-compose.yml. */
const WITNESS = 'jobcenter-lippe.example/witness';

export const witnessKey = (key: KeyObject): string => vkeyOf(verifierKey(WITNESS, 'COSIGNATURE_V1', key));
