import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { BASIS_KINDS, compileRelease, createPolicy, type Basis, type Category, type ClientRecords, type Purpose } from '../../../consent/core/index.js';
import { runs } from '../../kit/long.js';
import { faultsOf, secondOpinion, type Question } from './oracle.js';
import { clientsFor, randomClient } from './random-clients.js';

const CASES = runs(10_000, 1_000_000);
const SEED = 20261122;

const ours = (records: ClientRecords, { requester, purpose, at, flows, owner, category }: Question): Basis | null =>
  compileRelease(records, requester, purpose as Purpose, at, createPolicy(flows)).basis(owner, category as Category);

it(`decides like Cedar, on the same basis, in ${CASES} random cases`, () => {
  const seen = new Map<string, number>();
  fc.assert(fc.property(randomClient, ({ records, questions }) => {
    const theirs = secondOpinion(records);
    for (const question of questions) {
      const basis = theirs(question);
      const own = ours(records, question);
      if (!isDeepStrictEqual(own, basis)) throw new Error(`Cedar says ${JSON.stringify(basis)}, we say ${JSON.stringify(own)} to ${JSON.stringify(question)}`);
      seen.set(basis?.kind ?? 'withheld', (seen.get(basis?.kind ?? 'withheld') ?? 0) + 1);
    }
  }), { seed: SEED, numRuns: clientsFor(CASES) });
  // The cases are worth asking: each kind of basis is among them often.
  expect(BASIS_KINDS.filter((kind) => (seen.get(kind) ?? 0) < CASES / 200)).toEqual([]);
  expect([...seen.values()].reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(CASES);
}, runs(120_000, 4 * 3_600_000));

it('asks Cedar with policies that its strict validation finds no fault with', () =>
  fc.assert(fc.property(randomClient, ({ records }) => expect(faultsOf(records)).toEqual([])), { seed: SEED, numRuns: runs(50, 5_000) }), runs(60_000, 600_000));
