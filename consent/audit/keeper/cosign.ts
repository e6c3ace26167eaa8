import type { Pool } from 'pg';
import { treeReader } from '../log/tree-reader.js';
import type { VerifierKey } from '../note/keys.js';
import { parseLine, parseNote, signersOf } from '../note/note.js';
import { LogForked } from './forked.js';
import type { SignedCheckpoint } from './signed.js';

/** A unit's witness: under which key it cosigns, and where it is asked. */
export interface WitnessAddress {
  readonly key: VerifierKey;
  /** `…/add-checkpoint` is put behind it. */
  readonly url: string;
}

export interface Cosigning {
  readonly witnesses: readonly WitnessAddress[];
  /** So many cosignatures make a checkpoint count as witnessed. */
  readonly quorum: number;
  readonly timeoutMs?: number;
  /** Told when a witness begins to fail, and when too few cosign. */
  readonly onFault: (fault: unknown) => void;
}

/** Asks all witnesses to cosign a checkpoint, side by side. What some do not sign the others still count for. */
export function cosigning({ witnesses, quorum, timeoutMs = 3_000, onFault }: Cosigning) {
  /** Size that each witness has cosigned, as far as known here. */
  const sizes = new Map<string, number>();
  const failing = new Set<string>();

  const ask = async ({ key, url }: WitnessAddress, checkpoint: SignedCheckpoint, connection: Pool): Promise<string | null> => {
    const { name } = key;
    try {
      const line = (await cosignature(url, checkpoint, sizes.get(name) ?? 0, connection, timeoutMs)).trimEnd();
      const note = { ...parseNote(checkpoint.note), signatures: [parseLine(line)] };
      signersOf(note, [key]);
      sizes.set(name, checkpoint.size);
      failing.delete(name);
      return `${line}\n`; // nothing else of what a witness says gets into the note
    } catch (fault) {
      if (!failing.has(name)) onFault(fault instanceof LogForked ? fault : new Error(`Der Zeuge ${name} bezeugt nicht / The witness ${name} does not cosign: ${String(fault)}`, { cause: fault }));
      failing.add(name);
      return null;
    }
  };

  return async (checkpoint: SignedCheckpoint, connection: Pool): Promise<SignedCheckpoint | null> => {
    const lines = (await Promise.all(witnesses.map((witness) => ask(witness, checkpoint, connection)))).filter((line) => line !== null);
    if (lines.length < Math.max(1, quorum)) return null; // kept without: it counts as not witnessed, and the next one is tried
    return { ...checkpoint, note: checkpoint.note + lines.join('') };
  };
}

/** The request of C2SP tlog-witness; a witness that remembers another size is asked once more from there. */
async function cosignature(url: string, { size, note }: SignedCheckpoint, known: number, connection: Pool, timeoutMs: number): Promise<string> {
  let old = known;
  for (let attempt = 0; ; attempt += 1) {
    const proof = await treeReader(connection).consistencyProof(old, size);
    const lines = [`old ${old}`, ...proof.map((hash) => Buffer.from(hash).toString('base64')), '', note];
    const response = await fetch(new URL('add-checkpoint', url.endsWith('/') ? url : `${url}/`), {
      method: 'POST', body: lines.join('\n'), signal: AbortSignal.timeout(timeoutMs), redirect: 'error',
    });
    const text = await response.text();
    if (response.status === 200) return text;
    if (response.status === 409 && attempt === 0 && /^\d{1,15}\n$/.test(text)) {
      old = Number(text);
      if (old > size) throw new LogForked(size + 1, `ein Zeuge hat schon ${old} Einträge bezeugt`, `a witness has cosigned ${old} entries already`);
    } else {
      throw new Error(`${response.status} ${text.trim()}`);
    }
  }
}
