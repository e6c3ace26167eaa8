import { generateKeyPairSync } from 'node:crypto';
import { accessSync, constants, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { readKeeperConfig, type KeeperConfig } from '../../consent/audit/keeper/config.js';
import { WrongSettings } from '../../consent/audit/settings.js';
import type { Environment } from '../config.js';
import { DeployError } from '../deploy-error.js';
import { blocks, type Finding } from './finding.js';

/** Reads the log keeper's settings, `NAME=value` a line, as its program will get them. @throws DeployError */
export function readKeeperFile(file: string | null): Environment | null {
  if (file === null) return null;
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new DeployError('CONFIG', `${file} ist nicht lesbar.`, `${file} cannot be read.`, { cause });
  }
}

/** What the log keeper still lacks. Its key is not needed for that, and this account, the gateway's, must not be able to read it. */
export function keeperFindings(keeper: Environment | null): readonly Finding[] {
  if (keeper === null) {
    return [blocks('LOG_KEEPER', false,
      'Die Einstellungen des Protokollführers sind nicht angegeben (--keeper DATEI).',
      'The log keeper’s settings are not given (--keeper FILE).')];
  }
  const read = keeperConfig(keeper);
  if (!('config' in read)) return [keyApart(keeper), blocks('LOG_KEEPER', false, `Protokollführer: ${read.problem}`, `log keeper: ${read.problem}`)];
  const { witnesses, quorum } = read.config;
  return [
    keyApart(keeper),
    blocks('LOG_KEEPER', true, 'Die Einstellungen des Protokollführers sind vollständig.', 'The log keeper’s settings are complete.'),
    blocks('WITNESSES', witnesses.length >= 1 && quorum >= 1,
      'Mindestens eine Stelle muss das Protokoll bezeugen (LOG_WITNESSES, LOG_WITNESS_QUORUM).',
      'At least one unit has to witness the log (LOG_WITNESSES, LOG_WITNESS_QUORUM).'),
    blocks('RETENTION', Boolean(keeper['LOG_RETENTION']),
      'LOG_RETENTION setzen: wie lange Inhalte bleiben, hat die Stelle zu entscheiden (höchstens P6M).',
      'Set LOG_RETENTION: how long contents are kept is for the unit to decide (P6M at most).'),
  ];
}

function keyApart(keeper: Environment): Finding {
  const file = keeper['LOG_PRIVATE_KEY_FILE'];
  return blocks('LOG_KEY_APART', !keeper['LOG_PRIVATE_KEY'] && file !== undefined && !isReadable(file),
    'Den Schlüssel des Zugriffsprotokolls (LOG_PRIVATE_KEY_FILE) darf dieses Konto, das des Gateways, nicht lesen können.',
    'This account, the gateway’s, must not be able to read the key of the access log (LOG_PRIVATE_KEY_FILE).');
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** Everything but the secrets, in whose place anything stands that fits. */
function keeperConfig(keeper: Environment): { readonly config: KeeperConfig } | { readonly problem: string } {
  const database = keeper['DATABASE_URL_FILE'] && { DATABASE_URL: 'postgres://in.a.file' };
  try {
    return { config: readKeeperConfig({ ...keeper, LOG_PRIVATE_KEY: PLACEHOLDER, LOG_PREVIOUS_KEYS: PLACEHOLDER, ...database }) };
  } catch (fault) {
    if (fault instanceof WrongSettings) return { problem: fault.message.split('\n').filter((line) => line.startsWith('- ')).join(' ').slice(2) };
    throw fault;
  }
}

const PLACEHOLDER = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
