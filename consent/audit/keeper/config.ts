import type { KeyObject } from 'node:crypto';
import { parseVkey } from '../note/keys.js';
import { ed25519, ed25519Keys, listOf, settingsOf, wholeNumber, type Environment } from '../settings.js';
import { LONGEST, periodText, readPeriod, type Period } from '../retention/period.js';
import type { WitnessAddress } from './cosign.js';

/** What the keeper program needs to know. */
export interface KeeperConfig {
  readonly databaseUrl: string;
  readonly key: KeyObject;
  readonly previousKeys: readonly KeyObject[];
  readonly origin: string;
  readonly checkpoints: string;
  readonly witnesses: readonly WitnessAddress[];
  readonly quorum: number;
  /** How long contents are kept. */
  readonly retention: Period;
  readonly port: number;
  readonly host: string;
}

export const DEFAULT_ORIGIN = 'freigabe.kreis-lippe.example/log';

export const KEEPER_HELP = `node dist/consent/audit/keeper-main.js: führt das Zugriffsprotokoll / keeps the access log

  DATABASE_URL | DATABASE_URL_FILE        Datenbank „consent“, Rolle freigabe_consent_keeper / the consent database, role freigabe_consent_keeper
  LOG_PRIVATE_KEY | LOG_PRIVATE_KEY_FILE  Ed25519-Schlüssel (PEM), den kein Gateway hat / Ed25519 key (PEM) that no gateway has
  LOG_PREVIOUS_KEYS | …_FILE              frühere Schlüssel (PEM, hintereinander), solange Namen aus ihrer Zeit zu öffnen sind
                                          former keys (PEM, one after the other), while names of their time may have to be opened
  LOG_CHECKPOINTS                         Datei der Prüfpunkte, außerhalb der Datenbank / file of the checkpoints, outside the database
  LOG_ORIGIN = ${DEFAULT_ORIGIN}
                                          Name des Protokolls / name of the log
  LOG_WITNESSES                           Zeugen: Schlüssel Adresse, Schlüssel Adresse, … / witnesses: key address, key address, …
  LOG_WITNESS_QUORUM                      so viele müssen bezeugen, sonst alle / so many have to cosign; else all
  LOG_RETENTION = ${periodText(LONGEST)}
                                          so lange bleiben Inhalte, höchstens sechs Monate / contents are kept so long, six months at most: P6M, P90D …
  PORT = 4200, HOST = 127.0.0.1           /health/live, /health/ready
`;

/** Reads the keeper's configuration. @throws WrongSettings */
export function readKeeperConfig(env: Environment = process.env): KeeperConfig {
  const { read, finish } = settingsOf(env);
  const witnesses = read('LOG_WITNESSES', (text) => listOf(text).map(witness), '');
  const most = witnesses?.length ?? 0;
  return finish({
    databaseUrl: read('DATABASE_URL', String),
    key: read('LOG_PRIVATE_KEY', ed25519),
    previousKeys: read('LOG_PREVIOUS_KEYS', ed25519Keys, ''),
    origin: read('LOG_ORIGIN', origin, DEFAULT_ORIGIN),
    checkpoints: read('LOG_CHECKPOINTS', String),
    witnesses,
    quorum: read('LOG_WITNESS_QUORUM', wholeNumber(0, most), String(most)),
    retention: read('LOG_RETENTION', readPeriod, periodText(LONGEST)),
    port: read('PORT', wholeNumber(0, 65_535), '4200'),
    host: read('HOST', String, '127.0.0.1'),
  });
}

function witness(text: string): WitnessAddress {
  const [key, url, ...more] = text.split(/\s+/);
  if (more.length > 0 || !url || !/^https?:\/\//.test(url) || !URL.canParse(url)) throw new Error(`kein „Schlüssel Adresse“ / not "key address": ${text}`);
  return { key: parseVkey(key!), url };
}

function origin(text: string): string {
  if (/^[^\s+]+$/.test(text)) return text;
  throw new Error('ohne Leerzeichen und Plus / without spaces and plus');
}
