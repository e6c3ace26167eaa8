import { rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as core from '../../../consent/core/index.js';
import { runs } from '../../kit/long.js';
import { recordsOf } from '../vectors/format.js';
import { publishedCases } from '../vectors/published.js';
import { FAULTS } from './faults.js';
import { coreWith, removeFrom } from './faulty-core.js';
import { secondOpinion, type Question } from './oracle.js';
import { clientsFor, randomClient } from './random-clients.js';

type Core = Pick<typeof core, 'compileRelease' | 'createPolicy'>;

interface Answered {
  readonly records: core.ClientRecords;
  readonly question: Question;
  readonly basis: core.Basis | null;
}

/** Random cases with Cedar’s answers, and the vectors with the published ones. */
const compared: Answered[] = fc.sample(randomClient, { seed: 20261123, numRuns: clientsFor(runs(4_500, 45_000)) }).flatMap(({ records, questions }) => {
  const theirs = secondOpinion(records);
  return questions.map((question) => ({ records, question, basis: theirs(question) }));
});
const published: Answered[] = publishedCases.filter(({ vector }) => !('refused' in vector.expect)).map(({ vector, client }) => ({
  records: recordsOf(client), question: { ...vector, at: Date.parse(vector.at) }, basis: 'granted' in vector.expect ? vector.expect.granted : null,
}));

/** Whether a core decides anything else than it should in these cases. */
function differs({ compileRelease, createPolicy }: Core, cases: readonly Answered[]): boolean {
  const policies = new Map<string, core.Policy>();
  return cases.some(({ records, question: { requester, purpose, at, flows, owner, category }, basis }) => {
    const policy = policies.get(flows.join()) ?? createPolicy(flows);
    policies.set(flows.join(), policy);
    return !isDeepStrictEqual(compileRelease(records, requester, purpose as core.Purpose, at, policy).basis(owner, category as core.Category), basis);
  });
}

afterAll(() => rmSync(removeFrom, { recursive: true }));

it('finds no difference in the core as it is, nor in a copy of it that was compiled like the faulty ones', async () => {
  const copy = await coreWith([]);
  expect([core, copy].flatMap((one) => [differs(one, published), differs(one, compared)])).toEqual([false, false, false, false]);
});

it.each(FAULTS)('notices that %s (by %s)', async (_what, by, slips) => {
  const faulty = await coreWith(slips);
  expect(differs(faulty, published)).toBe(true);
  if (by === 'both') expect(differs(faulty, compared)).toBe(true);
});

it('knows a dozen faults and more', () => expect(FAULTS.length).toBeGreaterThanOrEqual(12));
