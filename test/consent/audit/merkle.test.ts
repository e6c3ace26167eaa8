import { RFC9162 } from '@transmute/rfc9162';
import fc from 'fast-check';
import { EMPTY_ROOT, leafHash, sameHash, type Hash } from '../../../consent/audit/merkle/hash.js';
import { consistencySpans, inclusionSpans, verifyConsistency, verifyInclusion } from '../../../consent/audit/merkle/proofs.js';
import { hashesOf, tileName, type ReadTiles } from '../../../consent/audit/merkle/tile-reader.js';
import { EMPTY_EDGE, grow, rootOfEdge, type Edge, type Tile } from '../../../consent/audit/merkle/tiles.js';
import { runs } from '../../kit/long.js';

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');
const bytes = (text: string): Buffer => Buffer.from(text, 'hex');

/** A tree grown in steps, kept as tiles only. */
function tree(steps: readonly (readonly Uint8Array[])[]) {
  const stored = new Map<string, Tile>();
  const edges: Edge[] = [EMPTY_EDGE];
  for (const step of steps) {
    const { edge, tiles } = grow(edges.at(-1)!, step.map(leafHash));
    for (const tile of tiles) stored.set(tileName(tile), tile);
    edges.push(edge);
  }
  const read: ReadTiles = async (places) => new Map(places.map((place) => [tileName(place), stored.get(tileName(place))?.hashes ?? []]));
  return {
    edges, stored,
    root: async (size: number): Promise<Hash> => (size === 0 ? EMPTY_ROOT : (await hashesOf([{ begin: 0, end: size }], read))[0]!),
    inclusion: (index: number, size: number) => hashesOf(inclusionSpans(index, size), read),
    consistency: (from: number, to: number) => hashesOf(consistencySpans(from, to), read),
  };
}

/** Leaves, roots and proofs that Certificate Transparency's reference implementation publishes for RFC 6962. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(bytes);
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const INCLUSION: readonly (readonly [index: number, size: number, proof: readonly string[]])[] = [
  [0, 1, []],
  [0, 8, ['96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7', '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4']],
  [5, 8, ['bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b', 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7']],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [1, 5, ['6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b']],
];
const CONSISTENCY: readonly (readonly [from: number, to: number, proof: readonly string[]])[] = [
  [1, 1, []],
  [1, 8, ['96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7', '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4']],
  [6, 8, ['0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a', 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7']],
  [2, 5, ['5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b']],
];

describe('the published vectors of RFC 6962', () => {
  const published = tree(LEAVES.map((leaf) => [leaf]));

  it('give their roots, at every size', async () => {
    for (const [size, root] of ROOTS.entries()) {
      expect(hex(rootOfEdge(published.edges[size]!))).toBe(root);
      expect(hex(await published.root(size))).toBe(root);
    }
  });

  it.each(INCLUSION)('prove that leaf %d is in the tree of %d', async (index, size, proof) => {
    expect((await published.inclusion(index, size)).map(hex)).toEqual(proof);
    expect(verifyInclusion(leafHash(LEAVES[index]!), index, size, proof.map(bytes), bytes(ROOTS[size]!))).toBe(true);
  });

  it.each(CONSISTENCY)('prove that the tree of %d is the beginning of the one of %d', async (from, to, proof) => {
    expect((await published.consistency(from, to)).map(hex)).toEqual(proof);
    expect(verifyConsistency(from, to, proof.map(bytes), bytes(ROOTS[from]!), bytes(ROOTS[to]!))).toBe(true);
  });
});

const steps = fc.array(fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 9 }), { minLength: 1, maxLength: 7 }).filter((all) => all.flat().length > 0);

describe('a tree grown in any steps', () => {
  it('has the root and the proofs of an implementation that is not ours', async () => {
    await fc.assert(fc.asyncProperty(steps, fc.nat(), fc.nat(), async (grown, one, other) => {
      const leaves = grown.flat();
      const ours = tree(grown);
      const size = leaves.length;
      const root = await RFC9162.treeHead(leaves);
      expect(hex(rootOfEdge(ours.edges.at(-1)!))).toBe(hex(root));

      const index = one % size;
      const inclusion = { log_id: '', tree_size: size, leaf_index: index, inclusion_path: await ours.inclusion(index, size) };
      expect(inclusion.inclusion_path.map(hex)).toEqual((await RFC9162.PATH(index, leaves)).map(hex));
      expect(await RFC9162.verifyInclusionProof(root, leafHash(leaves[index]!), inclusion)).toBe(true);

      const from = 1 + (other % size);
      const older = await RFC9162.treeHead(leaves.slice(0, from));
      const consistency = await ours.consistency(from, size);
      // This implementation also names the older root where RFC 9162 §2.1.4.1 leaves it out: where it is a node of the newer tree.
      const theirs = (await RFC9162.PROOF(from, leaves)).map(hex);
      expect(consistency.map(hex)).toEqual(theirs[0] === hex(older) ? theirs.slice(1) : theirs);
      expect(verifyConsistency(from, size, consistency, older, root)).toBe(true);
    }), { seed: 20261122, numRuns: runs(100, 5_000) });
  });

  it('is the same in any steps, over tiles of three levels, and proves every size from them', async () => {
    const leaves = Array.from({ length: 66_000 }, (_, index) => Buffer.from(String(index)));
    const at = [0, 1, 255, 256, 257, 511, 512, 513, 40_000, 65_535, 65_536, 65_537, 66_000];
    const large = tree(at.slice(1).map((end, step) => leaves.slice(at[step], end)));
    expect(Math.max(...[...large.stored.values()].map(({ level }) => level))).toBe(2);
    const roots = new Map(await Promise.all(at.map(async (size) => [size, await large.root(size)] as const)));
    at.forEach((size, step) => expect(hex(rootOfEdge(large.edges[step]!))).toBe(hex(roots.get(size)!)));
    for (const to of at.slice(1)) {
      for (const from of at.filter((size) => size <= to)) {
        expect(verifyConsistency(from, to, await large.consistency(from, to), roots.get(from)!, roots.get(to)!)).toBe(true);
      }
      for (const index of [0, to >> 1, to - 1]) {
        expect(verifyInclusion(leafHash(leaves[index]!), index, to, await large.inclusion(index, to), roots.get(to)!)).toBe(true);
      }
    }
  });
});

describe('a proof that is not right', () => {
  it('is refused, whatever was changed', async () => {
    await fc.assert(fc.asyncProperty(steps, fc.nat(), fc.nat(), fc.constantFrom('flip', 'drop', 'double', 'index', 'size', 'leaf', 'root'), async (grown, one, other, spoil) => {
      const leaves = grown.flat().map((leaf, index) => Buffer.concat([leaf, Buffer.of(index)])); // all different
      const size = leaves.length;
      if (size < 2) return;
      const ours = tree([leaves]);
      const root = rootOfEdge(ours.edges.at(-1)!);
      const index = one % size;
      const proof = await ours.inclusion(index, size);
      const place = other % proof.length;
      const spoilt = (hashes: readonly Hash[]): readonly Hash[] => {
        if (spoil === 'flip') return hashes.map((hash, at) => (at === place ? flipped(hash) : hash));
        if (spoil === 'drop') return hashes.filter((_, at) => at !== place);
        return spoil === 'double' ? [...hashes, hashes[place]!] : hashes;
      };
      expect(verifyInclusion(
        leafHash(leaves[spoil === 'leaf' ? (index + 1) % size : index]!), spoil === 'index' ? (index + 1) % size : index, spoil === 'size' ? size * 2 + 1 : size,
        spoilt(proof), spoil === 'root' ? flipped(root) : root)).toBe(false);
      const from = 1 + (other % (size - 1));
      const older = await ours.root(from);
      const consistency = await ours.consistency(from, size);
      if (['flip', 'drop'].includes(spoil) && place >= consistency.length) return;
      expect(verifyConsistency(
        from, spoil === 'size' ? size * 2 + 1 : size, spoil === 'double' ? [...consistency, root] : spoilt(consistency),
        ['leaf', 'index'].includes(spoil) ? flipped(older) : older, spoil === 'root' ? flipped(root) : root)).toBe(false);
    }), { seed: 20261123, numRuns: runs(200, 5_000) });
  });

  it('of leaves and sizes that do not exist is neither made nor accepted', () => {
    expect(() => inclusionSpans(3, 3)).toThrow(RangeError);
    expect(() => inclusionSpans(-1, 3)).toThrow(RangeError);
    expect(() => consistencySpans(4, 3)).toThrow(RangeError);
    expect(verifyInclusion(EMPTY_ROOT, 0, 0, [], EMPTY_ROOT)).toBe(false);
    expect(verifyInclusion(EMPTY_ROOT, NaN, 1, [], EMPTY_ROOT)).toBe(false);
    expect(verifyConsistency(2, 1, [], EMPTY_ROOT, EMPTY_ROOT)).toBe(false);
    expect(sameHash(EMPTY_ROOT, EMPTY_ROOT.subarray(1))).toBe(false);
  });
});

function flipped(hash: Hash): Hash {
  const other = Buffer.from(hash);
  other[7]! ^= 4;
  return other;
}
