import type { KeyObject } from 'node:crypto';
import { DEFAULT_ORIGIN } from '../consent/audit/keeper/config.js';
import { startKeeper, type Keeper } from '../consent/audit/keeper/keeper.js';
import { verifierKey, vkeyOf } from '../consent/audit/note/keys.js';
import { tellFault } from '../consent/audit/program.js';
import { LONGEST } from '../consent/audit/retention/period.js';
import { startRetention } from '../consent/audit/retention/schedule.js';
import { startChores } from '../consent/supervision/chores.js';
import { PROJECTIONS } from '../consent/supervision/projections.js';

/** The log keeper of `npm start`: as in production, but in this process and without witnesses. */
export const startLogKeeper = (url: string, key: KeyObject, file: string): Keeper =>
  startKeeper({ url, signer: { origin: DEFAULT_ORIGIN, key }, file, projections: PROJECTIONS, onFault: tellFault });

/** Deletes contents past six months, as the keeper's program does in production. */
export const startLogRetention = (url: string, key: KeyObject): { close(): Promise<void> } =>
  startRetention({ url, signer: { origin: DEFAULT_ORIGIN, key }, period: LONGEST, onFault: tellFault });

/** What supervision needs done beside the log: approved names opened, rules run. */
export const startLogChores = (url: string, key: KeyObject): { close(): Promise<void> } => startChores({ url, key, onFault: tellFault });

/** The public key by which the log of an installation is verified. */
export const logKey = (key: KeyObject): string => vkeyOf(verifierKey(DEFAULT_ORIGIN, 'ED25519', key));

/** Name of the witness in docker-compose.yml. */
const WITNESS = 'jobcenter-lippe.example/witness';

export const witnessKey = (key: KeyObject): string => vkeyOf(verifierKey(WITNESS, 'COSIGNATURE_V1', key));
