import { checkpoint, makeLog, note, recommit, tilesOf, type LogWish, type MadeLog, type MadeRow, type Signer } from './made-log.js';

/** Something an attacker does to a log, and under which names the verifier has to find it. */
export interface Manipulation {
  readonly name: string;
  /** Changes the log around the entry `at` (1 … size); `other` is another entry. Gives what has to be found, or `null` where it cannot be done. */
  apply(log: MadeLog, at: number, other: number, by: Signers): Expected | null;
}

export interface Signers {
  readonly log: Signer;
  readonly witness: Signer;
  readonly stranger: Signer;
  readonly wish: LogWish;
}

export interface Expected {
  /** `KIND from` or `KIND from-to`, in any order. */
  readonly exactly?: readonly string[];
  /** This must be among the findings … */
  readonly includes?: string;
  /** … and nothing but findings of these kinds. */
  readonly kinds?: readonly string[];
}

const exactly = (...findings: string[]): Expected => ({ exactly: findings });
const range = (kind: string, from: number, to: number): string => (from === to ? `${kind} ${from}` : `${kind} ${from}-${to}`);
const renumber = (log: MadeLog): void => { log.rows.forEach((row, index) => { row.seq = index + 1; }); };
const flipped = (text: string): string => text.replace('RELEASE', 'REFUSAL');
const both = (kind: string, one: number, other: number): Expected => {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  return high === low + 1 ? exactly(range(kind, low, high)) : exactly(`${kind} ${low}`, `${kind} ${high}`);
};
const exchange = (log: MadeLog, one: number, other: number, fields: readonly (keyof MadeRow)[]): void => {
  const [a, b] = [log.rows[one - 1]!, log.rows[other - 1]!];
  for (const field of fields) [a[field], b[field]] = [b[field] as never, a[field] as never];
};
const isMiddle = (log: MadeLog, at: number): boolean => at < log.rows.length;
const before = (log: MadeLog, at: number): number => log.checkpoints.map(sizeOf).filter((size) => size < at).at(-1) ?? 0;
const attesting = (log: MadeLog, at: number): number => log.checkpoints.map(sizeOf).find((size) => size >= at)!;
export const sizeOf = (text: string): number => Number(text.split('\n')[1]);

export const MANIPULATIONS: readonly Manipulation[] = [
  { name: 'a letter of a content', apply: (log, at) => { const row = log.rows[at - 1]!; row.payload = flipped(row.payload!); return exactly(`CHANGED ${at}`); } },
  { name: 'a content with its commitment', apply: (log, at) => { const row = log.rows[at - 1]!; log.rows[at - 1] = recommit({ ...row, payload: flipped(row.payload!) }); return exactly(`CHANGED ${at}`); } },
  { name: 'a salt', apply: (log, at) => { log.rows[at - 1]!.salt = Buffer.alloc(32, 7).toString('base64'); return exactly(`CHANGED ${at}`); } },
  { name: 'the beginning of a content called salt', apply: (log, at) => {
    const row = log.rows[at - 1]!;
    row.salt = Buffer.concat([Buffer.from(row.salt!, 'base64'), Buffer.from(row.payload!)]).toString('base64');
    row.payload = '';
    return exactly(`CHANGED ${at}`);
  } },
  { name: 'a running number', apply: (log, at) => { log.rows[at - 1]!.number += 1; return exactly(`CHANGED ${at}`); } },
  { name: 'a date, later', apply: (log, at) => { log.rows[at - 1]!.at += 5; return exactly(`CHANGED ${at}`); } },
  { name: 'a date, earlier than the entry before', apply: (log, at) => { if (at === 1) return null; log.rows[at - 1]!.at -= 86_400_000; return exactly(`BACKDATED ${at}`); } },
  { name: 'a line that is no entry', apply: (log, at) => { log.rows[at - 1]!.commitment = 'none'; return exactly(`CHANGED ${at}`); } },
  { name: 'an entry dropped', apply: (log, at) => { if (!isMiddle(log, at)) return null; log.rows.splice(at - 1, 1); return exactly(`REMOVED ${at}`); } },
  { name: 'an entry dropped, the others renumbered', apply: (log, at) => { if (!isMiddle(log, at)) return null; log.rows.splice(at - 1, 1); renumber(log); return exactly(`REMOVED ${at}`); } },
  { name: 'several entries dropped', apply: (log, at) => {
    if (at + 9 >= log.rows.length) return null;
    log.rows.splice(at - 1, 9);
    return exactly(`REMOVED ${at}-${at + 8}`);
  } },
  { name: 'the end cut off', apply: (log, at) => { const size = log.rows.length; log.rows.splice(at - 1); return exactly(range('TRUNCATED', at, size)); } },
  { name: 'the end cut off, also of the tiles', apply: (log, at) => {
    const size = log.rows.length; log.rows.splice(at - 1); log.tiles = tilesOf(log.rows); return exactly(range('TRUNCATED', at, size)); } },
  { name: 'an entry copied elsewhere', apply: (log, at, other) => {
    const size = log.rows.length;
    log.rows.splice(other - 1, 0, { ...log.rows[at - 1]! });
    return at === size && other === size ? exactly(`UNATTESTED ${size + 1}`) : { includes: 'INSERTED', kinds: ['INSERTED', 'UNATTESTED'] };
  } },
  { name: 'an invented entry, the others renumbered', apply: (log, at) => {
    const row = log.rows[at - 1]!;
    log.rows.splice(at - 1, 0, recommit({ ...row, payload: '{"client":null}', number: 0 }));
    renumber(log);
    return { includes: `INSERTED ${at}`, kinds: ['INSERTED', 'UNATTESTED'] };
  } },
  { name: 'two entries swapped', apply: (log, at, other) => { if (at === other) return null; exchange(log, at, other, ['seq', 'at', 'number', 'commitment', 'salt', 'payload']); return { includes: 'REORDERED', kinds: ['REORDERED'] }; } },
  { name: 'two entries swapped under their old numbers', apply: (log, at, other) => { if (at === other) return null; exchange(log, at, other, ['at', 'number', 'commitment', 'salt', 'payload']); return { includes: 'REORDERED', kinds: ['REORDERED'] }; } },
  { name: 'the contents of two entries swapped', apply: (log, at, other) => { if (at === other) return null; exchange(log, at, other, ['salt', 'payload']); return both('REORDERED', at, other); } },
  { name: 'contents and commitments of two entries swapped', apply: (log, at, other) => { if (at === other) return null; exchange(log, at, other, ['salt', 'payload', 'commitment']); return both('REORDERED', at, other); } },
  { name: 'an entry changed and all computed anew', apply: (log, at) => {
    const row = log.rows[at - 1]!;
    log.rows[at - 1] = recommit({ ...row, payload: flipped(row.payload!) });
    log.tiles = tilesOf(log.rows);
    return exactly(range('FORKED', before(log, at) + 1, attesting(log, at)));
  } },
  { name: 'a fork with the log’s own signature', apply: (log, at, _other, { wish, log: key, witness }) => {
    if (attesting(log, at) === log.rows.length) return null; // no old checkpoint contradicts it
    const row = log.rows[at - 1]!;
    log.rows[at - 1] = recommit({ ...row, payload: flipped(row.payload!) });
    log.tiles = tilesOf(log.rows);
    log.checkpoints[log.checkpoints.length - 1] = checkpoint(log.rows, wish.entries, [key, witness]);
    return exactly(range('FORKED', before(log, at) + 1, attesting(log, at)));
  } },
  { name: 'two checkpoints of one size', apply: (log, at, _other, { log: key, witness }) => {
    const forked = log.rows.with(at - 1, recommit({ ...log.rows[at - 1]!, payload: '{"client":null}' }));
    log.checkpoints.push(checkpoint(forked, log.rows.length, [key, witness]));
    return { includes: 'FORKED', kinds: ['FORKED'] };
  } },
  { name: 'the last checkpoint cut off', apply: (log) => {
    log.checkpoints.pop();
    const attested = sizeOf(log.checkpoints.at(-1) ?? '\n0');
    return log.checkpoints.length === 0 ? { includes: 'NO_CHECKPOINT 1', kinds: ['NO_CHECKPOINT', 'UNATTESTED'] } : exactly(range('UNATTESTED', attested + 1, log.rows.length));
  } },
  { name: 'two checkpoints in the wrong order', apply: (log) => { if (log.checkpoints.length < 2) return null; log.checkpoints.reverse(); return { includes: 'REORDERED 2', kinds: ['REORDERED'] }; } },
  { name: 'a stranger’s signature', apply: (log, _at, _other, { stranger }) => {
    log.checkpoints[0] = note(log.checkpoints[0]!.split('\n\n')[0]! + '\n', [stranger]);
    return { includes: 'BAD_SIGNATURE 1', kinds: ['BAD_SIGNATURE', 'UNATTESTED', 'NO_CHECKPOINT'] };
  } },
  { name: 'a cosignature of other words', apply: (log) => {
    const [text, signatures] = log.checkpoints[0]!.split('\n\n');
    const last = signatures!.trimEnd().split('\n').at(-1)!.split(' ');
    const bytes = Buffer.from(last[2]!, 'base64');
    bytes[40]! ^= 1;
    log.checkpoints[0] = `${text}\n\n${signatures!.split('\n')[0]}\n— ${last[1]} ${bytes.toString('base64')}\n`;
    return { includes: 'BAD_SIGNATURE 1', kinds: ['BAD_SIGNATURE', 'UNATTESTED', 'NO_CHECKPOINT'] };
  } },
  { name: 'the cosignatures of the newest checkpoint', apply: (log, _at, _other, { log: key }) => {
    const witnessed = sizeOf(log.checkpoints.at(-2) ?? '\n0');
    log.checkpoints[log.checkpoints.length - 1] = checkpoint(log.rows, log.rows.length, [key]);
    return exactly(range('UNWITNESSED', witnessed + 1, log.rows.length));
  } },
  { name: 'a content withheld', apply: (log, at) => { delete log.rows[at - 1]!.payload; delete log.rows[at - 1]!.salt; return exactly(`MISSING_RECEIPT ${at}`); } },
  { name: 'an entry that was never integrated, all else honest', apply: (log, at, _other, { wish }) => {
    if (log.rows[at - 1]!.number === 0) return null;
    Object.assign(log, makeLog({ ...wish, skipNumberAt: at }));
    return exactly(`CLIENT_GAP ${at}`);
  } },
  { name: 'a hash of a tile', apply: (log, at) => {
    const [path, bytes] = [...log.tiles].find(([name]) => name.startsWith(`0/${String(Math.floor((at - 1) / 256)).padStart(3, '0')}`))!;
    bytes[((at - 1) % 256) * 32]! ^= 1;
    return exactly(`TILE_MISMATCH ${Number(path.slice(2, 5))}`);
  } },
  { name: 'a tile removed', apply: (log, at) => {
    const [path] = [...log.tiles].find(([name]) => name.startsWith(`0/${String(Math.floor((at - 1) / 256)).padStart(3, '0')}`))!;
    log.tiles.delete(path);
    return exactly(`TILE_MISMATCH ${Number(path.slice(2, 5))}`);
  } },
  { name: 'a tile of the level above', apply: (log) => {
    const bytes = [...log.tiles].find(([name]) => name.startsWith('1/'))?.[1];
    if (!bytes) return null;
    bytes[0]! ^= 1;
    return exactly('TILE_MISMATCH 0');
  } },
];

