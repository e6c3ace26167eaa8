import type { KeyObject } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../../core/index.js';
import { treeReader } from '../log/tree-reader.js';
import { sameHash } from '../merkle/hash.js';
import { checkpointText, parseCheckpoint, type Checkpoint } from '../note/checkpoint.js';
import { verifierKey } from '../note/keys.js';
import { parseNote, signersOf, signNote } from '../note/note.js';
import { openCheckpointFile } from './checkpoint-file.js';
import { LogForked } from './forked.js';

/** Who keeps the log, and with which Ed25519 key. The key's name is the log's origin. */
export interface LogSigner {
  readonly origin: string;
  readonly key: KeyObject;
  /** Keys of before, so that the log can go on under a new one. They sign nothing any more. */
  readonly previous?: readonly KeyObject[];
}

/** A checkpoint with its signed note. */
export interface SignedCheckpoint extends Checkpoint {
  readonly note: string;
}

/** What was signed last, in the file and in the database, and the only place that signs. */
export interface SignedCheckpoints {
  readonly last: SignedCheckpoint | null;
  /** Signs, writes the file, then the database: what is not in the file does not count. */
  sign(connection: PoolClient, state: Pick<Checkpoint, 'size' | 'root'>, at: Instant): Promise<SignedCheckpoint>;
  /** Keeps a checkpoint with the cosignatures that it got. */
  cosigned(connection: Pool, checkpoint: SignedCheckpoint): Promise<void>;
  close(): Promise<void>;
}

/**
 * Takes up where the last keeper stopped, wherever that was: a checkpoint that is in the file only is put into the
 * database, one that another keeper put into the database is put into this file.
 * @throws LogForked if one of them is not this log's
 */
export async function openSigned(connection: PoolClient, path: string, signer: LogSigner): Promise<SignedCheckpoints> {
  const file = await openCheckpointFile(path);
  const insert = ({ size, at, note }: SignedCheckpoint, on: Pool | PoolClient = connection) =>
    on.query('insert into log_checkpoint (size, at, note) values ($1, $2, $3) on conflict (size) do nothing', [size, at, note]);
  try {
    const { previous = [] } = signer;
    const filed = file.last === null ? null : trusted(file.last, signer, previous);
    const { rows } = await connection.query<{ note: string }>('select note from log_checkpoint order by size desc limit 1');
    // Once the new key has signed, an old one counts no more in the database: it may have been stolen.
    const stored = rows[0] ? trusted(rows[0].note, signer, filed && isOwn(filed.note, signer) ? [] : previous) : null;
    for (const checkpoint of [filed, stored]) if (checkpoint) await expectBeginning(connection, checkpoint);
    if (filed && filed.size > (stored?.size ?? -1)) await insert(filed);
    if (stored && stored.size > (filed?.size ?? -1)) await file.append(stored.note);
    let last = [filed, stored].filter((one) => one !== null).toSorted((one, other) => other.size - one.size)[0] ?? null;
    return {
      get last() { return last; },
      async sign(on, { size, root }, now) {
        const at = Math.max(now, last?.at ?? 0);
        const note = signNote(checkpointText({ origin: signer.origin, size, root, at }), [noteSigner(signer)], at);
        await file.append(note);
        last = { origin: signer.origin, size, root, at, note };
        await insert(last, on);
        return last;
      },
      async cosigned(on, { size, note }) {
        await file.append(note);
        await on.query('update log_checkpoint set note = $2 where size = $1', [size, note]);
      },
      close: () => file.close(),
    };
  } catch (fault) {
    await file.close();
    throw fault;
  }
}

export const noteSigner = ({ origin, key }: LogSigner) => ({ name: origin, type: 'ED25519', key }) as const;

const isOwn = (text: string, { origin, key }: LogSigner): boolean => {
  const { id } = verifierKey(origin, 'ED25519', key);
  return parseNote(text).signatures.some((one) => one.name === origin && one.id.equals(id));
};

function trusted(text: string, { origin, key }: LogSigner, previous: readonly KeyObject[]): SignedCheckpoint {
  try {
    const note = parseNote(text);
    signersOf(note, [key, ...previous].map((one) => verifierKey(origin, 'ED25519', one)));
    return { ...parseCheckpoint(note.text), note: text };
  } catch (fault) {
    throw new LogForked(0, `der letzte Prüfpunkt ist nicht mit diesem Schlüssel unterschrieben (${String(fault)})`, 'the last checkpoint is not signed with this key');
  }
}

async function expectBeginning(connection: PoolClient, { size, root }: Checkpoint): Promise<void> {
  const tree = treeReader(connection);
  const now = await tree.size();
  if (now < size) throw new LogForked(now + 1, 'unterschriebene Einträge fehlen', 'entries that were signed are missing');
  if (!sameHash(await tree.root(size), root)) throw new LogForked(size, 'der Baum ist ein anderer', 'the tree is another one');
}
