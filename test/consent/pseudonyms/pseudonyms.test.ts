import fc from 'fast-check';
import { createPseudonyms } from '../../../consent/pseudonyms/pseudonyms.js';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const pseudonyms = createPseudonyms(new Map([[1, key(7)]]));
const audience = fc.oneof(fc.string().map((name) => `unit:${name}` as const), fc.string().map((name) => `subgraph:${name}` as const));
const uuid = fc.uuid();

describe('pseudonyms', () => {
  it('can be read by the same audience and mean the same client', () => {
    fc.assert(fc.property(audience, uuid, (to, id) => { expect(pseudonyms.read(to, pseudonyms.write(to, id))).toBe(id); }), { seed: 1 });
  });

  it('are the same for what is met only once, whether it was met before or not', () => {
    fc.assert(fc.property(audience, uuid, (to, id) => {
      const once = pseudonyms.writeOnce(to, id);
      expect([pseudonyms.write(to, id), pseudonyms.writeOnce(to, id), pseudonyms.read(to, once)]).toEqual([once, once, id]);
    }), { seed: 1 });
  });

  it('are different for every audience, and read by another one they mean nobody', () => {
    fc.assert(fc.property(audience, audience, uuid, (one, other, id) => {
      fc.pre(one !== other);
      const pseudonym = pseudonyms.write(one, id);
      expect(pseudonyms.write(other, id)).not.toBe(pseudonym);
      expect(pseudonyms.read(other, pseudonym)).not.toBe(id);
    }), { seed: 1 });
  });

  it('are different for every client, also for neighbours, and show nothing of the id', () => {
    const ids = Array.from({ length: 256 }, (_, index) => `00000000-0000-4000-8000-0000000000${index.toString(16).padStart(2, '0')}`);
    const written = ids.map((id) => pseudonyms.write('unit:KREIS_SERVICESTELLE', id));
    expect(new Set(written).size).toBe(ids.length);
    expect(new Set(written.map((pseudonym) => pseudonym.slice(3, 9))).size).toBe(ids.length);
  });

  it.each(['', '__proto__', 'constructor', 'c1_', 'c1_short', 'c0_AAAAAAAAAAAAAAAAAAAAAA', 'c2_AAAAAAAAAAAAAAAAAAAAAA', 'c256_AAAAAAAAAAAAAAAAAAAAAA',
    'c01_AAAAAAAAAAAAAAAAAAAAAA', 'C1_AAAAAAAAAAAAAAAAAAAAAA', 'c1_AAAAAAAAAAAAAAAAAAAAAA=', 'c1_AAAAAAAAAAAAAAAAAAAAAAA', 'c1_AAAAAAAAAAAAAAAAAAAAA+',
    'c1_AAAAAAAAAAAAAAAAAAAAAB', ' c1_AAAAAAAAAAAAAAAAAAAAAA', 'c1_AAAAAAAAAAAAAAAAAAAAAA\n', '9b2f0a52-6f0e-4f8a-9d3c-000000000001'])(
    'do not include %j', (text) => { expect(pseudonyms.read('unit:KREIS_SERVICESTELLE', text)).toBeNull(); });

  it('have one spelling each', () => {
    fc.assert(fc.property(fc.string({ minLength: 22, maxLength: 22, unit: fc.constantFrom(...'AQgwBCDEab09-_') }), (block) => {
      const id = pseudonyms.read('unit:X', `c1_${block}`);
      if (id !== null) expect(pseudonyms.write('unit:X', id)).toBe(`c1_${block}`);
    }), { seed: 1 });
  });

  it('survive a change of key: the new version writes, all known ones read, unknown ones do not', () => {
    const id = '9b2f0a52-6f0e-4f8a-9d3c-000000000001';
    const rotated = createPseudonyms(new Map([[1, key(7)], [2, key(8)]]));
    expect(rotated.write('unit:X', id)).toMatch(/^c2_/);
    expect(rotated.read('unit:X', pseudonyms.write('unit:X', id))).toBe(id);
    expect(pseudonyms.read('unit:X', rotated.write('unit:X', id))).toBeNull();
    expect(createPseudonyms(new Map([[1, key(9)]])).read('unit:X', pseudonyms.write('unit:X', id))).not.toBe(id);
  });

  it('are changed replica by replica: all know the new key before one writes with it', () => {
    const id = '9b2f0a52-6f0e-4f8a-9d3c-000000000001';
    const both = new Map([[1, key(7)], [2, key(8)]]);
    const [knowing, writing] = [createPseudonyms(both, { units: 1 }), createPseudonyms(both)];
    expect(knowing.write('unit:X', id)).toBe(pseudonyms.write('unit:X', id));
    expect(knowing.read('unit:X', writing.write('unit:X', id))).toBe(id);
    expect(() => createPseudonyms(both, { units: 3 })).toThrow('version 3');
  });

  it('of agencies stay as agencies have stored them until they have been moved', () => {
    const id = '9b2f0a52-6f0e-4f8a-9d3c-000000000001';
    const rotated = createPseudonyms(new Map([[1, key(7)], [2, key(8)]]));
    expect(rotated.write('subgraph:jobcenter', id)).toBe(pseudonyms.write('subgraph:jobcenter', id));
    const moved = createPseudonyms(new Map([[1, key(7)], [2, key(8)]]), { subgraphs: new Map([['jobcenter', 2]]) });
    expect([moved.write('subgraph:jobcenter', id), moved.write('subgraph:school-entry', id)]).toEqual([expect.stringMatching(/^c2_/), expect.stringMatching(/^c1_/)]);
    expect(createPseudonyms(new Map([[2, key(8)]])).write('subgraph:jobcenter', id)).toBe(moved.write('subgraph:jobcenter', id));
    expect(() => createPseudonyms(new Map([[1, key(7)]]), { subgraphs: new Map([['jobcenter', 2]]) })).toThrow('version 2');
  });

  it.each(['', 'no-uuid', '9b2f0a52-6f0e-4f8a-9d3c-00000000000', '9b2f0a52-6f0e-4f8a-9d3c-000000000001ff'])('refuse %j as an id, and are right again after it', (broken) => {
    const id = '9b2f0a52-6f0e-4f8a-9d3c-000000000001';
    const before = pseudonyms.write('unit:X', id);
    expect(() => pseudonyms.write('unit:X', broken)).toThrow('128 bits');
    expect(pseudonyms.write('unit:X', id)).toBe(before);
  });

  it('name staff without saying who, per unit', () => {
    expect(pseudonyms.person('A', 'anna')).toMatch(/^p1_[\w-]{22}$/);
    expect(pseudonyms.person('A', 'anna')).toBe(pseudonyms.person('A', 'anna'));
    // (`A`, `Banna`) and (`AB`, `anna`) must not meet
    const names = [pseudonyms.person('A', 'anna'), pseudonyms.person('B', 'anna'), pseudonyms.person('A', 'Banna'), pseudonyms.person('AB', 'anna')];
    expect(new Set(names).size).toBe(4);
  });

  it.each([[new Map()], [new Map([[0, key(1)]])], [new Map([[256, key(1)]])], [new Map([[1.5, key(1)]])], [new Map([[1, new Uint8Array(16)]])]])(
    'are not made from unfit keys', (keys) => { expect(() => createPseudonyms(keys)).toThrow(); });
});
