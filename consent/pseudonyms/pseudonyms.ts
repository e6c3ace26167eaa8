import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** Who is spoken to: a unit (callers) or a subgraph (its own copy); each knows a client by another id (promise P7). */
export type Audience = `unit:${string}` | `subgraph:${string}`;

/** Master keys by version (1–255), 32 bytes each; all of them read. */
export type PseudonymKeys = ReadonlyMap<number, Uint8Array>;

/** Which version writes, where it is not the usual one. */
export interface PseudonymVersions {
  /** For callers: the highest, or an older one while not every replica knows it. */
  readonly units?: number;
  /** For single subgraphs: the lowest, under which they have stored their clients, until their ids were moved (`npm run pseudonyms:move`). */
  readonly subgraphs?: ReadonlyMap<string, number>;
}

export interface Pseudonyms {
  /** The audience's id of a client. `clientId` is the internal UUID. */
  write(audience: Audience, clientId: string): string;
  /** The same of an id that is met once, as a request's is: not kept in the place of clients' ids. */
  writeOnce(audience: Audience, id: string): string;
  /** The internal UUID, or `null` if the text is no pseudonym. Any well-formed text decodes to *some* UUID: whether it exists is not told here. */
  read(audience: Audience, pseudonym: string): string | null;
  /** A staff member as the logs and tickets name them: keyed, resolvable only with the key. */
  person(unit: string, person: string): string;
  /** HMAC-SHA-256 of a linking code under each key version, the writing one first: all that is ever stored of a code. */
  codeMacs(code: string): readonly [Uint8Array, ...Uint8Array[]];
}

const SHAPE = /^c([1-9]\d{0,2})_([A-Za-z0-9_-]{22})$/;

/**
 * Pairwise pseudonyms: AES-256 over the 128 bits of the id under a key per audience (HKDF, RFC 5869), so a
 * permutation that needs no table. One block of unique ids: ECB leaks nothing here.
 */
export function createPseudonyms(keys: PseudonymKeys, versions: PseudonymVersions = {}): Pseudonyms {
  if (keys.size === 0) throw new Error('No pseudonym key configured: name at least one key version.');
  for (const [version, key] of keys) {
    if (!(Number.isInteger(version) && version >= 1 && version <= 255)) throw new Error(`Pseudonym key version ${version} is not in 1–255.`);
    if (key.length !== 32) throw new Error(`Pseudonym key version ${version} has ${key.length} bytes; 32 are needed.`);
  }
  const current = versions.units ?? Math.max(...keys.keys());
  const stored = Math.min(...keys.keys());
  for (const version of [current, ...(versions.subgraphs?.values() ?? [])]) {
    if (!keys.has(version)) throw new Error(`Pseudonym key version ${version}, which is to write, is not configured.`);
  }
  const writing = new Map([...(versions.subgraphs ?? [])].map(([name, version]) => [`subgraph:${name}`, version]));
  const ciphers = new Map<string, Block | null>();
  const persons = new Map<string, string>();

  /** The permutation for an audience under a key version; `null` for a version that is not configured. */
  const cipherFor = (version: number, audience: Audience): Block | null => {
    const name = `${version}:${audience}`;
    let cipher = ciphers.get(name);
    if (cipher === undefined) {
      const master = keys.get(version);
      cipher = master ? createBlock(derive(master, audience)) : null;
      ciphers.set(name, cipher);
    }
    return cipher;
  };
  const staffKey = derive(keys.get(current)!, 'staff');
  const codeKeys = [...keys].sort(([one], [other]) => other - one).map(([, key]) => derive(key, 'linking-code'));

  const write = (audience: Audience, id: string): string => {
    const version = audience.startsWith('subgraph:') ? (writing.get(audience) ?? stored) : current;
    return `c${version}_${cipherFor(version, audience)!.encrypt(Buffer.from(id.replaceAll('-', ''), 'hex')).toString('base64url')}`;
  };

  return {
    write: remembered(write),
    writeOnce: write,
    read: remembered((audience, pseudonym) => {
      const [, version, block] = SHAPE.exec(pseudonym) ?? [];
      const cipher = block ? cipherFor(Number(version), audience) : null;
      if (!cipher || !block) return null;
      const bytes = Buffer.from(block, 'base64url');
      if (bytes.toString('base64url') !== block) return null; // one spelling only
      const hex = cipher.decrypt(bytes).toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    }),
    codeMacs: (code) => codeKeys.map((key) => new Uint8Array(createHmac('sha256', key).update(code).digest())) as [Uint8Array, ...Uint8Array[]],
    person(unit, person) {
      const name = `${unit.length}:${unit}${person}`;
      const known = persons.get(name);
      if (known !== undefined) return known;
      const pseudonym = `p${current}_${createHmac('sha256', staffKey).update(name).digest('base64url').slice(0, 22)}`;
      if (persons.size >= KEPT_PERSONS) persons.clear();
      persons.set(name, pseudonym);
      return pseudonym;
    },
  };
}

/** Ids kept per audience in each direction: a caseload is translated again and again, and a cipher takes ten times a look-up. */
const KEPT_IDS = 10_000;

/** What is no id is not kept: it may be of any length. */
function remembered<Result extends string | null>(translate: (audience: Audience, id: string) => Result): (audience: Audience, id: string) => Result {
  const known = new Map<Audience, Map<string, Result>>();
  return (audience, id) => {
    let ofAudience = known.get(audience);
    if (!ofAudience) known.set(audience, (ofAudience = new Map()));
    let result = ofAudience.get(id);
    if (result !== undefined) return result;
    result = translate(audience, id);
    if (result === null) return result;
    if (ofAudience.size >= KEPT_IDS) ofAudience.clear();
    ofAudience.set(id, result);
    return result;
  };
}

/** Staff pseudonyms kept; every request of a person needs theirs. */
const KEPT_PERSONS = 10_000;

const derive = (master: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', master, new Uint8Array(0), `freigabe/${purpose}`, 32));

interface Block {
  encrypt(block: Buffer): Buffer;
  decrypt(block: Buffer): Buffer;
}

/** ECB without padding carries nothing from block to block, so one cipher serves for good; making one costs ten times its use. */
function createBlock(key: Uint8Array): Block {
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return { encrypt: (block) => cipher.update(whole(block)), decrypt: (block) => decipher.update(whole(block)) };
}

/** Part of a block would stay behind in the cipher and shift everything after it. */
function whole(block: Buffer): Buffer {
  if (block.length !== 16) throw new RangeError('A client id has 128 bits.');
  return block;
}
