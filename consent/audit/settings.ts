import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseVkey, type VerifierKey } from './note/keys.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that cannot work; the message lists every problem. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings';
}

/** Reads the variables of a program of the access log and notes what is wrong, so that everything is told at once. */
export function settingsOf(env: Environment) {
  const problems: string[] = [];
  /** A variable, or the file that `<NAME>_FILE` names; `otherwise` where neither is set. */
  function read<T>(name: string, parse: (text: string) => T, otherwise?: string): T {
    try {
      const file = env[`${name}_FILE`];
      const text = env[name] || (file ? readFileSync(file, 'utf8').trim() : otherwise);
      if (text === undefined) throw new Error('fehlt / is missing');
      return parse(text);
    } catch (fault) {
      problems.push(`${name}: ${(fault as Error).message}`);
      return undefined as T;
    }
  }
  return {
    read,
    /** @throws WrongSettings */
    finish<Settings>(settings: Settings): Settings {
      if (problems.length === 0) return settings;
      throw new WrongSettings(`Die Einstellungen sind unvollständig oder falsch / The settings are incomplete or wrong:\n${problems.map((one) => `- ${one}`).join('\n')}\n\n--help`);
    },
  };
}

export const wholeNumber = (least: number, most: number) => (text: string): number => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`keine ganze Zahl von ${least} bis ${most} / not a whole number from ${least} to ${most}`);
};

/** An Ed25519 private key in PEM. Nothing of the text is repeated. */
export function ed25519(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // falls through
  }
  throw new Error('kein Ed25519-Schlüssel / not an Ed25519 key');
}

/** Ed25519 private keys in PEM, one after the other. */
export const ed25519Keys = (pems: string): KeyObject[] => (pems.match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g) ?? (pems.trim() === '' ? [] : [''])).map(ed25519);

/** Keys `name+id+base64`, by commas. */
export const verifierKeys = (text: string): VerifierKey[] => listOf(text).map(parseVkey);

export const listOf = (text: string): string[] => text.split(',').map((item) => item.trim()).filter(Boolean);
