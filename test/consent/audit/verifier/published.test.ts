import { readKey } from '../../../../consent/audit/verifier/keys.js';
import { rootFromInclusion, GrowingTree, leafHash } from '../../../../consent/audit/verifier/merkle.js';
import { readNote } from '../../../../consent/audit/verifier/note.js';
import { tilePath } from '../../../../consent/audit/verifier/tiles.js';
import { inclusion, rootOf } from './made-log.js';

/** The example of the Go package sumdb/note, from which C2SP signed-note comes. */
const NEUMANN = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT = 'If you think cryptography is the answer to your problem,\nthen you don\'t know what your problem is.\n';
const SIGNATURE = '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

/** Leaves of the test tree of RFC 6962 implementations (certificate-transparency), and its roots by size. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the verifier reads as published', () => {
  it('a signed note', () => {
    expect(readNote(`${TEXT}\n${SIGNATURE}`, [readKey(NEUMANN)])).toMatchObject({ text: TEXT, signers: [{ name: 'PeterNeumann' }], wrong: [] });
    expect(readNote(`${TEXT.replace('think', 'thank')}\n${SIGNATURE}`, [readKey(NEUMANN)])).toMatchObject({ signers: [], wrong: [{ name: 'PeterNeumann' }] });
  });

  it('keys only under the id that is theirs', () => {
    expect(() => readKey(NEUMANN.replace('c74f20a3', 'c74f20a4'))).toThrow('PeterNeumann');
  });

  it('trees of RFC 6962', () => {
    const tree = new GrowingTree();
    expect(tree.root().toString('hex')).toBe(ROOTS[0]);
    LEAVES.forEach((leaf, index) => {
      tree.add(leafHash(Buffer.from(leaf, 'hex').toString('latin1')));
      expect(tree.root().toString('hex')).toBe(ROOTS[index + 1]);
    });
  });

  it('inclusion proofs of every entry of trees of every size, and no other proof', () => {
    for (let size = 1; size <= 33; size++) {
      const leaves = Array.from({ length: size }, (_, index) => leafHash(`${index}`));
      const root = rootOf(leaves);
      leaves.forEach((leaf, index) => {
        const proof = inclusion(index, leaves);
        expect(rootFromInclusion(leaf, index, size, proof)).toEqual(root);
        expect(rootFromInclusion(leaf, index, size, [...proof, leaf])?.equals(root) ?? false).toBe(false);
        expect(rootFromInclusion(leaf, index, size, proof.slice(1))?.equals(root) ?? false).toBe(size === 1);
        if (size > 1) expect(rootFromInclusion(leaf, (index + 1) % size, size, proof)?.equals(root) ?? false).toBe(false);
      });
    }
  });

  it('paths of tiles', () => {
    expect([tilePath(0, 1_234_067), tilePath(1, 5), tilePath(0, 999, 8), tilePath(3, 1_000)]).toEqual(['0/x001/x234/067', '1/005', '0/999.p/8', '3/x001/000']);
  });
});
