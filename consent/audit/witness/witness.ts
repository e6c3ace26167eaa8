import { hash } from 'node:crypto';
import { EMPTY_ROOT, HASH_BYTES, sameHash, type Hash } from '../merkle/hash.js';
import { verifyConsistency } from '../merkle/proofs.js';
import { parseCheckpoint, type Checkpoint } from '../note/checkpoint.js';
import type { VerifierKey } from '../note/keys.js';
import { NoteRefused, parseNote, signatureLine, signersOf, type Signer } from '../note/note.js';
import type { WitnessState } from './state.js';

export interface WitnessOptions {
  /** Under which name and key this witness cosigns. */
  readonly signer: Signer;
  /** The logs that it watches, by their keys; a log's name is its origin. */
  readonly logs: readonly VerifierKey[];
  readonly state: WitnessState;
  readonly clock?: () => number;
}

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  readonly type?: 'text/x.tlog.size';
}

/** A witness of the access log: cosigns only what contains everything that it has cosigned before (C2SP tlog-witness). */
export interface Witness {
  addCheckpoint(body: string): Promise<WitnessAnswer>;
  /** The newest cosigned checkpoint of a log, by the SHA-256 of its origin in hex. */
  checkpoint(originHash: string): WitnessAnswer;
}

const MOST_HASHES = 63;

export function createWitness({ signer, logs, state, clock = Date.now }: WitnessOptions): Witness {
  const judge = async (body: string): Promise<WitnessAnswer> => {
    const request = read(body);
    if (!request) return answer(400);
    const { old, proof, note, checkpoint } = request;
    const keys = logs.filter(({ name }) => name === checkpoint.origin);
    if (keys.length === 0) return answer(404);
    if (!isSigned(note, keys)) return answer(403);
    if (old > checkpoint.size) return answer(400);
    const last = state.get(checkpoint.origin);
    if (old !== (last?.size ?? 0)) return { status: 409, body: `${last?.size ?? 0}\n`, type: 'text/x.tlog.size' };
    if (!verifyConsistency(old, checkpoint.size, proof, last?.root ?? EMPTY_ROOT, checkpoint.root)) return answer(422);
    if (checkpoint.size === 0 && !sameHash(checkpoint.root, EMPTY_ROOT)) return answer(422);
    const line = signatureLine(note.text, signer, clock());
    await state.put(checkpoint, `${note.whole}${line}`); // before it is answered: no cosignature may be forgotten
    return { status: 200, body: line };
  };

  let current: Promise<unknown> = Promise.resolve();
  return {
    addCheckpoint(body) {
      // One after the other: between looking and keeping nothing may come.
      const judged = current.then(() => judge(body));
      current = judged.catch(() => undefined);
      return judged;
    },
    checkpoint(originHash) {
      const log = logs.find(({ name }) => hash('sha256', name) === originHash);
      const last = log && state.get(log.name);
      return last ? { status: 200, body: last.note } : answer(404);
    },
  };
}

const TEXTS = {
  400: 'Anfrage unverständlich / malformed request', 403: 'nicht vom Protokoll unterschrieben / not signed by the log',
  404: 'unbekanntes Protokoll / unknown log', 422: 'passt nicht zu dem, was bezeugt ist / not consistent with what was cosigned',
};
const answer = (status: keyof typeof TEXTS): WitnessAnswer => ({ status, body: `${TEXTS[status]}\n` });

interface Request {
  readonly old: number;
  readonly proof: readonly Hash[];
  readonly note: ReturnType<typeof parseNote> & { readonly whole: string };
  readonly checkpoint: Checkpoint;
}

function read(body: string): Request | null {
  const end = body.indexOf('\n\n');
  const [old, ...lines] = body.slice(0, end).split('\n');
  const [, size] = /^old (0|[1-9]\d{0,15})$/.exec(old ?? '') ?? [];
  const proof = lines.map((line) => Buffer.from(line, 'base64'));
  const sound = proof.every((one, place) => one.length === HASH_BYTES && one.toString('base64') === lines[place]);
  if (end < 0 || size === undefined || !sound || proof.length > MOST_HASHES) return null;
  try {
    const whole = body.slice(end + 2);
    const note = parseNote(whole);
    return { old: Number(size), proof, note: { ...note, whole }, checkpoint: parseCheckpoint(note.text) };
  } catch (fault) {
    if (fault instanceof NoteRefused) return null;
    throw fault;
  }
}

function isSigned(note: Request['note'], keys: readonly VerifierKey[]): boolean {
  try {
    return signersOf(note, keys).length > 0;
  } catch {
    return false;
  }
}
