import { decimal, fromBase64, hashFromBase64 } from './base64.js';
import { readCheckpoint, type Signers } from './checkpoints.js';
import { commitTo } from './entries.js';
import { finding, type Finding } from './findings.js';
import { leafHash, rootFromInclusion } from './merkle.js';

/** What a proof shows, and what is wrong with it. */
export interface ProofVerdict {
  /** Number of the entry, 0 if the proof is not readable. */
  readonly seq: number;
  readonly at: number | null;
  /** The entry's content, if it came along and is what was committed to. */
  readonly payload: string | null;
  readonly findings: readonly Finding[];
}

interface Extra {
  readonly leaf?: unknown;
  readonly salt?: unknown;
  readonly payload?: unknown;
}

/** Checks a C2SP tlog-proof of one entry, offline. */
export function verifyProof(text: string, quorum: number, signers: Signers): ProofVerdict {
  const end = text.indexOf('\n\n');
  const [title, extraLine, indexLine, ...hashes] = text.slice(0, end).split('\n');
  const index = decimal(/^index (\d+)$/.exec(indexLine ?? '')?.[1]);
  const extra = readExtra(/^extra (\S+)$/.exec(extraLine ?? '')?.[1]);
  const proof = hashes.map(hashFromBase64);
  if (end < 0 || title !== 'c2sp.org/tlog-proof@v1' || index === null || typeof extra?.leaf !== 'string' || !proof.every((hash) => hash !== null)) {
    return unreadable;
  }
  const seq = index + 1;
  const [, stated, at, commitment] = /^freigabe-entry\/1\nseq (\d+)\nat (\d+)\nnumber \d+\npayload (\S+)\n$/.exec(extra.leaf) ?? [];
  const checkpoint = readCheckpoint(text.slice(end + 2), 1, signers);
  if ('kind' in checkpoint) return { seq, at: null, payload: null, findings: [checkpoint] };
  const findings: Finding[] = [];
  const root = rootFromInclusion(leafHash(extra.leaf), index, checkpoint.size, proof);
  if (!root?.equals(checkpoint.root) || decimal(stated) !== seq) findings.push(finding('CHANGED', 'ENTRY', seq));
  if (checkpoint.witnesses.length < quorum) findings.push(finding('UNWITNESSED', 'CHECKPOINT', 1));
  const payload = typeof extra.payload === 'string' ? extra.payload : null;
  const salt = hashFromBase64(extra.salt);
  if (payload !== null && !(salt && commitTo(salt, payload).toString('base64') === commitment)) findings.push(finding('CHANGED', 'ENTRY', seq));
  return { seq, at: decimal(at), payload: findings.length === 0 ? payload : null, findings };
}

const unreadable: ProofVerdict = { seq: 0, at: null, payload: null, findings: [finding('UNREADABLE', 'PROOF', 1)] };

function readExtra(text: string | undefined): Extra | null {
  const bytes = fromBase64(text);
  try {
    const value: unknown = bytes && JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
