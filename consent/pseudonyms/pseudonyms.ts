import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** Who is spoken to: a unit (callers) or a subgraph (its own copy); each knows a client by another id (promise P7). */
export type Audience = `unit:${string}` | `subgraph:${string}`;

/** Master keys by version (1–255), 32 bytes each. The highest version writes; all of them read. */
export type PseudonymKeys = ReadonlyMap<number, Uint8Array>;

export interface Pseudonyms {
  /** The audience's id of a client. `clientId` is the internal UUID. */
  write(audience: Audience, clientId: string): string;
  /** The internal UUID, or `null` if the text is no pseudonym. Any well-formed text decodes to *some* UUID: whether it exists is not told here. */
  read(audience: Audience, pseudonym: string): string | null;
  /** A staff member as the logs and tickets name them: keyed, resolvable only with the key. */
  person(unit: string, person: string): string;
}

const SHAPE = /^c([1-9]\d{0,2})_([A-Za-z0-9_-]{22})$/;

/**
 * Pairwise pseudonyms: AES-256 over the 128 bits of the id under a key per audience (HKDF, RFC 5869), so a
 * permutation that needs no table. One block of unique ids: ECB leaks nothing here.
 */
export function createPseudonyms(keys: PseudonymKeys): Pseudonyms {
  if (keys.size === 0) throw new Error('No pseudonym key configured: name at least one key version.');
  for (const [version, key] of keys) {
    if (!(Number.isInteger(version) && version >= 1 && version <= 255)) throw new Error(`Pseudonym key version ${version} is not in 1–255.`);
    if (key.length !== 32) throw new Error(`Pseudonym key version ${version} has ${key.length} bytes; 32 are needed.`);
  }
  const current = Math.max(...keys.keys());
  const derived = new Map<string, Uint8Array>();

  const keyFor = (version: number, purpose: string): Uint8Array | null => {
    const master = keys.get(version);
    if (!master) return null;
    const name = `${version}:${purpose}`;
    const known = derived.get(name);
    if (known) return known;
    const key = new Uint8Array(hkdfSync('sha256', master, new Uint8Array(0), `freigabe/${purpose}`, 32));
    derived.set(name, key);
    return key;
  };

  return {
    write(audience, clientId) {
      const cipher = createCipheriv('aes-256-ecb', keyFor(current, audience)!, null).setAutoPadding(false);
      return `c${current}_${cipher.update(Buffer.from(clientId.replaceAll('-', ''), 'hex')).toString('base64url')}`;
    },
    read(audience, pseudonym) {
      const [, version, block] = SHAPE.exec(pseudonym) ?? [];
      const key = block ? keyFor(Number(version), audience) : null;
      if (!key || !block) return null;
      const bytes = Buffer.from(block, 'base64url');
      if (bytes.toString('base64url') !== block) return null; // one spelling only
      const hex = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(bytes).toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
    person(unit, person) {
      const mac = createHmac('sha256', keyFor(current, 'staff')!).update(`${unit.length}:${unit}${person}`);
      return `p${current}_${mac.digest('base64url').slice(0, 22)}`;
    },
  };
}
