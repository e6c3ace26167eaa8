import { randomUUID } from 'node:crypto';
import { getNamedType, isInputObjectType, isNonNullType, type GraphQLInputType } from 'graphql';
import type { Requester } from '../../../consent/core/index.js';
import { buildConsentSchema } from '../../../consent/api/index.js';
import { relation } from '../store/county.js';
import { ANNA, consentApi, type ConsentApi } from './consent-api.js';
import { mutationsOf, operationOf, textsOf, variablesOf, type Mutation } from './drawn-input.js';

const mutations = mutationsOf((await buildConsentSchema()).sdl);
const named = mutations.map((mutation) => [mutation.name, mutation] as const);
const texts = mutations.flatMap((mutation) => textsOf(mutation).map((path) => [mutation.name, path, mutation] as const));

const DINA: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'dina', role: 'DPO' };
/** Acts of data protection officers; all others are of whoever works on files. */
const OFFICERS = new Set(['requestPersonResolution', 'approvePersonResolution', 'readPersonResolution', 'requestErasure', 'approveErasure', 'reviewEmergency']);
const actorOf = ({ name }: Mutation): Requester => (OFFICERS.has(name) ? DINA : ANNA);

let api: ConsentApi;
let client: string;
beforeAll(async () => {
  api = await consentApi();
  client = api.seenBy(ANNA.unit, await api.client({ relations: [relation()], consents: [] }));
});
afterAll(() => api.close());

const fieldsOf = (type: GraphQLInputType) => {
  const named = getNamedType(type);
  return isInputObjectType(named) ? Object.values(named.getFields()).map((field) => [field.name, field.type] as const) : [];
};

/** What stands against an act, and what the log has of it. */
async function tried(mutation: Mutation, by: Requester, over: Readonly<Record<string, unknown>>) {
  const { seq } = await api.store.logHead();
  const { data, errors } = await api.ask(operationOf(mutation), { by, variables: variablesOf(mutation, over) });
  const answer = data?.['answer'] as boolean | { problems: { code: string; message: string }[] } | null | undefined;
  const problems = typeof answer === 'object' && answer ? answer.problems.map(({ code, message }) => `${code} ${message}`) : [];
  return { isRefused: answer === false || problems.length > 0 || errors.length > 0, told: [...problems, ...errors], logged: await api.logged(seq) };
}

/** The refusal is on record once, under the caller's unit, and nothing is said to be done. */
function expectRefused({ isRefused, logged }: Awaited<ReturnType<typeof tried>>, { name }: Mutation, by: Requester) {
  expect(isRefused).toBe(true);
  expect(logged.map(({ requester: { unit }, items }) => [unit, items.some(({ granted }) => granted)])).toEqual([[by.unit, false]]);
  const [{ kind, items }] = logged as [(typeof logged)[number]];
  expect([name, kind === 'ATTEMPT' && items.length === 0 ? name : items[0]?.path]).toEqual([name, name]);
}

describe('the refusal of every mutation is on record', () => {
  it('of all that the schema has', () => {
    expect(mutations.length).toBeGreaterThanOrEqual(21);
    expect([...OFFICERS].filter((name) => !mutations.some((mutation) => mutation.name === name))).toEqual([]);
  });

  it.each(named)('%s by somebody whose role has no part in it', async (_name, mutation) => {
    const by: Requester = { ...ANNA, role: 'COORDINATOR' };
    expectRefused(await tried(mutation, by, { client }), mutation, by);
  });

  it.each(named)('%s of what does not exist', async (_name, mutation) => {
    const by = actorOf(mutation);
    if (mutation.name === 'startPseudonymisedConsultation') return expectRefused(await tried(mutation, by, { indications: [] }), mutation, by);
    expectRefused(await tried(mutation, by, {}), mutation, by);
  });

  it.each(named)('%s under a key that is too short', async (_name, mutation) => {
    const result = await tried(mutation, actorOf(mutation), { client, idempotencyKey: 'short' });
    expectRefused(result, mutation, actorOf(mutation));
    expect(result.told.join()).toContain('idempotencyKey: 8 bis 200 Zeichen');
  });
});

it('every mutation has a key under which repeating it does nothing, and none can be called without', () => {
  const keyOf = ({ args }: Mutation) => args.flatMap(({ name, type }) => [[name, type] as const, ...fieldsOf(type)]).find(([name]) => name === 'idempotencyKey')?.[1];
  expect(mutations.filter((mutation) => keyOf(mutation)?.toString() !== 'String!').map(({ name }) => name)).toEqual([]);
});

describe('every text that a caller writes has an end', () => {
  it.each(texts)('%s: %s', async (_name, path, mutation) => {
    const result = await tried(mutation, actorOf(mutation), { client, [path]: 'ä'.repeat(70_000) });
    expectRefused(result, mutation, actorOf(mutation));
    expect(result.told.join('\n')).toMatch(/(höchstens|bis) [\d.]+ (Zeichen|kB).* \/ .*(at most|to) [\d,]+ (characters|kB)/i);
    expect(JSON.stringify(result.logged)).not.toContain('ä'.repeat(201));
  });
});

it('a list of units or persons has an end, too', async () => {
  const record = mutations.find(({ name }) => name === 'recordConsent')!;
  const { told } = await tried(record, ANNA, { client, receivingUnits: Array.from({ length: 101 }, () => 'NWL_CUK') });
  expect(told).toContainEqual(expect.stringContaining('TOO_MANY receivingUnits: höchstens 100 Einträge'));
});

it('every act that is done a second time under its key is on record as that', async () => {
  const consult = mutations.find(({ name }) => name === 'startPseudonymisedConsultation')!;
  const variables = variablesOf(consult, { idempotencyKey: randomUUID() });
  const { seq } = await api.store.logHead();
  for (let time = 0; time < 2; time++) expect((await api.ask(operationOf(consult), { variables })).data).toEqual({ answer: { problems: [] } });
  expect((await api.logged(seq)).map(({ kind }) => kind)).toEqual(['EMERGENCY', 'NOOP']);
});

it('a mutation that fails takes nothing with it of what others in its operation have done: each may be null by itself', () => {
  expect(mutations.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
});
