import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckpoints, type Checkpoint, type Signers } from './checkpoints.js';
import { finding, MOST_FINDINGS, type Finding } from './findings.js';
import { leafTileFindings, upperTileFindings } from './judge-tiles.js';
import type { Reference } from './origins.js';
import { placementFindings } from './placement.js';
import { readNotes } from './read-notes.js';
import { readReceipts } from './receipts.js';
import { openTiles } from './tiles.js';
import { walkTiles, type TreeWalk } from './tree-walk.js';
import { walkEntries } from './walk-entries.js';

export interface VerifyInput extends Signers {
  /** Folder of the export. */
  readonly folder: string;
  /** Witnesses that must have cosigned what counts as witnessed. */
  readonly quorum: number;
  /** Checkpoints that were seen elsewhere (earlier, or by a witness): the export must agree with them too. */
  readonly known?: readonly (string | null)[];
  /** Told how much of the work is done, 0 to 1. */
  readonly onProgress?: (part: number) => void;
}

export interface Verdict {
  readonly entries: number;
  readonly checkpoints: number;
  /** Size of the tree under the newest checkpoint. */
  readonly attested: number;
  /** Empty for an untouched log. */
  readonly findings: readonly Finding[];
}

/**
 * Checks an export from nothing but its files and public keys (promise P10) and names what is wrong with which entry. Trees are made twice, of the
 * entries and of the tiles; the signed checkpoints tell which of them is right, and comparing the two tells what was done.
 * @throws if there are no entries to read
 */
export async function verifyExport({ folder, quorum, known = [], onProgress = () => undefined, ...signers }: VerifyInput): Promise<Verdict> {
  const here = readCheckpoints(readNotes(join(folder, 'checkpoints.ndjson')), signers);
  const elsewhere = readCheckpoints(known, signers);
  const checkpoints = [...here.checkpoints, ...elsewhere.checkpoints].toSorted((one, other) => one.size - other.size);
  const attested = checkpoints.at(-1)?.size ?? 0;
  const sizes = new Set(checkpoints.map(({ size }) => size));
  const { receipts, findings: ofReceipts } = readReceipts(readNotes(join(folder, 'receipts.ndjson')), signers.keys);
  const tiles = openTiles(join(folder, 'tile'));
  const part = (share: number, from: number) => (done: number): void => onProgress(from + share * Math.min(1, done / Math.max(1, attested)));

  const tiled = walkTiles(tiles, sizes, part(0.15, 0));
  const vouched = checkpoints.findLast((checkpoint) => tiled.matches(checkpoint))?.size ?? 0;
  const reference: Reference = (seq) => (seq >= 1 && seq <= vouched ? tiles.leaf(seq - 1) : null);
  const entries = await walkEntries(join(folder, 'entries.ndjson'), sizes, reference, receipts, part(0.85, 0.15));
  const newest = checkpoints.findLast((checkpoint) => entries.walk.matches(checkpoint));
  const whole = newest?.size === attested;

  const all = entries.origins.length === entries.walk.tree.size;
  const ofPlacement = whole ? [] : placementFindings({ ...entries, size: all ? attested : Math.min(attested, entries.origins.length), reference });
  const ofEntries = [...ofPlacement, ...entries.findings, ...unattested(entries.walk, attested)];
  const ofTiles = !existsSync(join(folder, 'tile')) || !(whole || matchesAny(tiled, checkpoints, attested)) ? []
    : [...(whole ? leafTileFindings(entries.walk, tiled, attested) : []), ...upperTileFindings((whole ? entries.walk : tiled).tree.tiles.slice(0, Math.floor(attested / 256)), tiles)];
  const findings = [
    ...(checkpoints.length === 0 ? [finding('NO_CHECKPOINT', 'CHECKPOINT', 1)] : []),
    ...here.findings, ...elsewhere.findings, ...ofReceipts,
    ...forked(checkpoints, entries.walk, tiled), ...truncated(entries.walk, attested, ofPlacement), ...unwitnessed(checkpoints, quorum),
    ...ofEntries, ...entries.clients.findings(ofEntries.map(({ from, to }) => [from, to])), ...ofTiles,
  ];
  onProgress(1);
  return { entries: entries.walk.tree.size, checkpoints: here.checkpoints.length, attested, findings: distinct(findings).slice(0, MOST_FINDINGS) };
}

const matchesAny = (walk: TreeWalk, checkpoints: readonly Checkpoint[], size: number): boolean =>
  checkpoints.some((checkpoint) => checkpoint.size === size && walk.matches(checkpoint));

/** The first checkpoint with which neither the entries nor the tiles agree: whoever made the one made the other. */
function forked(checkpoints: readonly Checkpoint[], entries: TreeWalk, tiles: TreeWalk): readonly Finding[] {
  const agrees = (checkpoint: Checkpoint): boolean => entries.matches(checkpoint) || tiles.matches(checkpoint);
  const longest = Math.max(entries.tree.size, tiles.tree.size);
  const first = checkpoints.find((checkpoint) => checkpoint.size <= longest && !agrees(checkpoint));
  if (!first) return [];
  const sound = checkpoints.findLast((checkpoint) => checkpoint.size < first.size && agrees(checkpoint))?.size ?? 0;
  return [finding('FORKED', 'ENTRY', Math.min(sound + 1, first.size), first.size)];
}

/** Entries that a checkpoint knows and that are nowhere, unless that was found already. */
const truncated = ({ tree }: TreeWalk, attested: number, found: readonly Finding[]): readonly Finding[] =>
  tree.size < attested && !found.some(({ kind }) => kind === 'REMOVED' || kind === 'TRUNCATED') ? [finding('TRUNCATED', 'ENTRY', tree.size + 1, attested)] : [];

const unattested = ({ tree }: TreeWalk, attested: number): readonly Finding[] =>
  tree.size > attested ? [finding('UNATTESTED', 'ENTRY', attested + 1, tree.size)] : [];

/** Entries behind the newest checkpoint that enough witnesses have cosigned. */
function unwitnessed(checkpoints: readonly Checkpoint[], quorum: number): readonly Finding[] {
  const newest = checkpoints.at(-1)?.size ?? 0;
  const witnessed = checkpoints.findLast(({ witnesses }) => witnesses.length >= quorum)?.size ?? 0;
  return witnessed < newest ? [finding('UNWITNESSED', 'ENTRY', witnessed + 1, newest)] : [];
}

/** Each thing once under each name, neighbours of one kind together. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const result: Finding[] = [];
  const seen = new Set<string>();
  for (const one of findings) {
    const key = `${one.kind} ${one.of} ${one.from} ${one.to} ${one.name ?? ''}`;
    const last = result.at(-1);
    if (seen.has(key)) continue;
    seen.add(key);
    if (last && one.of === 'ENTRY' && last.of === 'ENTRY' && last.kind === one.kind && one.from === last.to + 1) result[result.length - 1] = { ...last, to: one.to };
    else result.push(one);
  }
  return result;
}
