import type { KeyObject } from 'node:crypto';
import type { VerifierKey } from '../note/keys.js';
import { ed25519, settingsOf, verifierKeys, wholeNumber, type Environment } from '../settings.js';

/** What the witness program of a unit needs to know. */
export interface WitnessConfig {
  readonly name: string;
  readonly key: KeyObject;
  readonly logs: readonly VerifierKey[];
  readonly state: string;
  readonly port: number;
  readonly host: string;
}

export const WITNESS_HELP = `node dist/consent/audit/witness-main.js: bezeugt das Zugriffsprotokoll für eine Stelle / witnesses the access log for a unit

  WITNESS_NAME                                    Name dieses Zeugen, etwa jobcenter-lippe.example/witness / name of this witness
  WITNESS_PRIVATE_KEY | WITNESS_PRIVATE_KEY_FILE  Ed25519-Schlüssel (PEM), der die Stelle nie verlässt / Ed25519 key (PEM) that never leaves the unit
  WITNESS_LOGS                                    öffentliche Schlüssel der Protokolle, mit Komma / public keys of the logs, by commas
  WITNESS_STATE                                   Datei dessen, was zuletzt bezeugt wurde; nie zurücksetzen / file of what was cosigned last; never reset it
  PORT = 4300, HOST = 127.0.0.1

Gibt beim Start seinen öffentlichen Schlüssel aus. / Prints its public key when it starts.
`;

/** Reads the witness's configuration. @throws WrongSettings */
export function readWitnessConfig(env: Environment = process.env): WitnessConfig {
  const { read, finish } = settingsOf(env);
  return finish({
    name: read('WITNESS_NAME', String),
    key: read('WITNESS_PRIVATE_KEY', ed25519),
    logs: read('WITNESS_LOGS', verifierKeys),
    state: read('WITNESS_STATE', String),
    port: read('PORT', wholeNumber(0, 65_535), '4300'),
    host: read('HOST', String, '127.0.0.1'),
  });
}
