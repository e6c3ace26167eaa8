import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { commitmentTo, leafData, open, seal } from '../../../consent/audit/leaf.js';
import { checkpointText, parseCheckpoint } from '../../../consent/audit/note/checkpoint.js';
import { parseVkey, verifierKey, vkeyOf } from '../../../consent/audit/note/keys.js';
import { NoteRefused, parseLine, parseNote, signersOf, signNote } from '../../../consent/audit/note/note.js';

/** The example of the C2SP specification of signed notes. */
const FOO = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const FOO_NOTE = 'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
/** The example of Go's note package. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETER_NOTE = 'If you think cryptography is the answer to your problem,\nthen you don\'t know what your problem is.\n\n'
  + '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

const code = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (fault) {
    return fault instanceof NoteRefused ? fault.code : String(fault);
  }
};
const names = (note: string, ...keys: string[]) => signersOf(parseNote(note), keys.map(parseVkey)).map(({ name }) => name);

describe('the published notes', () => {
  it.each([['the specification', FOO_NOTE, FOO], ['Go', PETER_NOTE, PETER]])('of %s verify, and not with one bit changed', (_whose, note, key) => {
    expect(names(note, key)).toEqual([parseVkey(key).name]);
    expect(code(() => names(note.replace('e', 'f'), key))).toBe('BAD_SIGNATURE');
    expect(code(() => names(note, key === FOO ? PETER : FOO))).toBe('UNSIGNED');
  });

  it.each([FOO, PETER, 'TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6', 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2'])(
    'name their keys as they are made: %s', (vkey) => { expect(vkeyOf(parseVkey(vkey))).toBe(vkey); });

  it.each(['bananas.sigstore.dev+12344556', 'rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!', 'rekor.sigstore.dev+12345678+AwEB', FOO.replace('530d903a', '530d903b'), ''])(
    'are not verified with what is no key: %s', (vkey) => { expect(() => parseVkey(vkey)).toThrow(/Prüfschlüssel|Kennung/); });

  it('of a cosigner carry their time in seconds', () => {
    const { signature } = parseLine('— w ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA==');
    expect([signature.length, Number(signature.readBigUInt64BE())]).toEqual([72, 1_727_964_367]);
  });
});

const signer = (name: string, type: 'ED25519' | 'COSIGNATURE_V1') => ({ name, type, key: generateKeyPairSync('ed25519').privateKey });
const log = signer('freigabe.example/log', 'ED25519');
const witness = signer('jobcenter.example', 'COSIGNATURE_V1');
const keyOf = ({ name, type, key }: typeof log) => vkeyOf(verifierKey(name, type, key));
const AT = Date.UTC(2026, 2, 1);

describe('a note of ours', () => {
  const text = checkpointText({ origin: 'freigabe.example/log', size: 7, root: Buffer.alloc(32, 9), at: AT });

  it('is signed by log and witness, each in a line of its own, beside lines of keys that nobody knows', () => {
    const note = `${signNote(text, [log, witness], AT)}— later.example ${Buffer.alloc(2_500, 1).toString('base64')}\n`;
    expect(names(note, keyOf(log), keyOf(witness))).toEqual(['freigabe.example/log', 'jobcenter.example']);
    expect(names(note, keyOf(log))).toEqual(['freigabe.example/log']);
    expect(parseCheckpoint(parseNote(note).text)).toEqual({ origin: 'freigabe.example/log', size: 7, root: Buffer.alloc(32, 9), at: AT });
  });

  it('is one of the witness only as of its time, and not a plain signature', () => {
    const note = signNote(text, [witness], AT);
    const [, line] = note.split('\n\n');
    const bytes = Buffer.from(line!.split(' ')[2]!, 'base64');
    bytes[11]! ^= 1;
    expect(code(() => names(`${text}\n— ${witness.name} ${bytes.toString('base64')}\n`, keyOf(witness)))).toBe('BAD_SIGNATURE');
    expect(code(() => names(signNote(text, [witness], AT), keyOf({ ...witness, type: 'ED25519' })))).toBe('UNSIGNED');
  });

  it.each(['', 'text', 'text\n', 'text\n\n', 'text\n\nline\n', 'text\n\n— name\n', 'text\n\n— a b\n', 'text\n\n— a+b AAAAAAAA\n', 'te\u0000xt\n\n— a AAAAAAAA\n', 'text\r\n\n— a AAAAAAAA\n', 'text\n\n— a AAAAAAAA'])(
    'is none if malformed: %j', (note) => { expect(code(() => parseNote(note))).toBe('MALFORMED'); });

  it.each(['', 'o\n', 'o\n1\n', 'o\n01\nAAAA\n', `o\n-1\n${Buffer.alloc(32).toString('base64')}\n`, `o\n1\n${Buffer.alloc(31).toString('base64')}\n`, `\n1\n${Buffer.alloc(32).toString('base64')}\n`, `o\n1\n${Buffer.alloc(32).toString('base64')}\n\nat 1\n`])(
    'is no checkpoint if it says something else: %j', (other) => { expect(code(() => parseCheckpoint(other))).toBe('MALFORMED'); });

  it('is refused or read, never anything else, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (any) => {
      expect([undefined, 'MALFORMED']).toContain(code(() => parseNote(any)));
      expect([undefined, 'MALFORMED']).toContain(code(() => parseCheckpoint(any)));
    }), { seed: 20261124 });
  });
});

describe('a leaf', () => {
  const salt = Buffer.alloc(32, 1);
  const leaf = { seq: 3, at: AT, number: 2, commitment: commitmentTo(salt, '{"kind":"RELEASE"}') };

  it('has exactly the documented bytes', () => {
    expect(leafData(leaf).toString()).toBe(`freigabe-entry/1\nseq 3\nat 1772323200000\nnumber 2\npayload ${leaf.commitment.toString('base64')}\n`);
  });

  it('is sealed for its key, its place and its text only', () => {
    const key = Buffer.alloc(32, 2);
    const data = leafData(leaf);
    const sealed = seal(createSecretKey(key), salt, '{"kind":"RELEASE"}', data);
    expect(open(key, sealed, data)).toEqual({ salt, payload: '{"kind":"RELEASE"}' });
    expect(seal(createSecretKey(key), salt, '{"kind":"RELEASE"}', data).equals(sealed)).toBe(false);
    expect(() => open(Buffer.alloc(32, 3), sealed, data)).toThrow();
    expect(() => open(key, sealed, leafData({ ...leaf, seq: 4 }))).toThrow();
    for (let byte = 0; byte < sealed.length; byte += 1) {
      const changed = Buffer.from(sealed);
      changed[byte]! ^= 1;
      expect(() => open(key, changed, data)).toThrow();
    }
  });
});
