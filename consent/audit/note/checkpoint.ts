import { HASH_BYTES, type Hash } from '../merkle/hash.js';
import { NoteRefused } from './note.js';

/** Word of a log that its first `size` entries hash to `root` (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Which log. */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  /** When, in milliseconds; an extension line, which witnesses sign without vouching for it. */
  readonly at: number | null;
}

export const checkpointText = ({ origin, size, root, at }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n${at === null ? '' : `at ${at}\n`}`;

/** Reads the text of a checkpoint's note. Extension lines of others are left aside. @throws NoteRefused */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...extensions] = text.split('\n').slice(0, -1);
  const hash = Buffer.from(root ?? '', 'base64');
  const fits = origin && /^(0|[1-9]\d{0,15})$/.test(size ?? '') && hash.length === HASH_BYTES && hash.toString('base64') === root && !extensions.includes('');
  if (!fits || !Number.isSafeInteger(Number(size))) throw new NoteRefused('MALFORMED', 'Kein Prüfpunkt / Not a checkpoint');
  const at = extensions.map((line) => /^at (\d{1,15})$/.exec(line)?.[1]).find((found) => found !== undefined);
  return { origin, size: Number(size), root: hash, at: at === undefined ? null : Number(at) };
}
