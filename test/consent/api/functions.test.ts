import { randomUUID } from 'node:crypto';
import type { Requester } from '../../../consent/core/index.js';
import { consent, DAY, NOON, relation } from '../store/county.js';
import { ANNA, CARLA, consentApi, type ConsentApi } from './consent-api.js';

let api: ConsentApi;
beforeAll(async () => { api = await consentApi(); });
afterAll(() => api.close());

const BERT: Requester = { ...ANNA, person: 'bert', role: 'CASE_WORKER' };
const MANAGER = { unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER' };
const JOBCENTER = { unit: 'JOBCENTER_LIPPE', role: 'CASE_WORKER' };
const both = [relation({ persons: ['anna', 'bert'] }), relation({ unit: 'NWL_CUK', persons: ['carla'], responsible: 'carla' })];
const three = [...both, relation({ unit: 'JOBCENTER_LIPPE', persons: ['jon'], responsible: 'jon' })];
const JON: Requester = { unit: 'JOBCENTER_LIPPE', person: 'jon', role: 'CASE_WORKER' };

const run = async (source: string, variables: Record<string, unknown>, by: Requester): Promise<any> => {
  const { data, errors } = await api.ask(source, { by, variables });
  expect(errors).toEqual([]);
  return Object.values(data!)[0];
};
const RECEIPT = '{ consentIds state problems { code field } }';
const record = (id: string, over: Record<string, unknown> = {}, by = CARLA) => run(`mutation ($input: RecordConsentInput!) { recordConsent(input: $input) ${RECEIPT} }`, { input: {
  idempotencyKey: randomUUID(), client: api.seenBy(by.unit, id), releasingUnits: ['NWL_CUK'], receivingFunctions: [MANAGER], categories: ['LANGUAGE_LEVEL'], purposes: ['KURSVERMITTLUNG'],
  form: 'SCHRIFTLICH', validTo: new Date(NOON + 100 * DAY).toISOString(), informedAbout: ['NECESSITY', 'REACH', 'POSSIBLE_CONSEQUENCES', 'REFUSAL_WITHOUT_DISADVANTAGE',
    'CONSEQUENCES_OF_REFUSAL', 'WITHDRAWAL_ANY_TIME', 'RECIPIENTS_OWN_DUTIES', 'RETENTION'], language: 'ar', formVersion: '2026-11', interpreter: 'PROFESSIONELL', dateOfBirth: '1990-05-04',
  givenBy: [{ capacity: 'SELBST' }], signatureReference: 'Blatt 3', ...over,
} }, by);
const withdraw = (id: string, of: string, over: Record<string, unknown>) =>
  run(`mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) ${RECEIPT} }`, { input: { idempotencyKey: randomUUID(), client: api.seenBy('NWL_CUK', id), consent: of, ...over } }, CARLA);
const granted = async (id: string, by: Requester): Promise<boolean> => {
  const { releaseStatus } = await run(`{ client(id: "${api.seenBy(by.unit, id)}") { releaseStatus { category granted } } }`, {}, by);
  return releaseStatus.find(({ category }: { category: string }) => category === 'LANGUAGE_LEVEL').granted;
};
const consents = async (id: string, by: Requester): Promise<any[]> =>
  (await run(`{ client(id: "${api.seenBy(by.unit, id)}") { consents { id state receivingUnits receivingPersons { unit person } receivingFunctions { unit role } } } }`, {}, by)).consents;

describe('a release to a function', () => {
  it('is recorded, shown to its parties, and releases to that role only', async () => {
    const id = await api.client({ relations: both, consents: [] });
    const { consentIds, problems } = await record(id);
    expect(problems).toEqual([]);
    expect([await granted(id, ANNA), await granted(id, { ...ANNA, person: 'zoe' }), await granted(id, BERT), await granted(id, { ...ANNA, role: 'CASE_WORKER' })]).toEqual([true, true, false, false]);
    for (const by of [ANNA, BERT, CARLA]) {
      expect(await consents(id, by)).toMatchObject([{ id: consentIds[0], state: 'ERTEILT', receivingUnits: [], receivingPersons: [], receivingFunctions: [MANAGER] }]);
    }
  });

  it('names the unit in the log, for whose officer it is a matter', async () => {
    const id = await api.client({ relations: both, consents: [] });
    const { seq } = await api.store.logHead();
    await record(id);
    expect(await api.logged(seq)).toEqual([expect.objectContaining({ kind: 'CONSENT', client: id, owners: ['NWL_CUK', 'KREIS_SERVICESTELLE'] })]);
  });

  it('knows no function that reads no client data, and carries no professional secret', async () => {
    const id = await api.client({ relations: both, consents: [] });
    const { errors } = await api.ask('mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { state } }', {
      by: CARLA, variables: { input: { idempotencyKey: randomUUID(), client: 'x', releasingUnits: ['NWL_CUK'], receivingFunctions: [{ ...MANAGER, role: 'DPO' }], categories: [], purposes: [], form: 'SCHRIFTLICH' } },
    });
    expect(errors).toHaveLength(1);
    expect((await record(id, { categories: ['COURSE_ATTENDANCE'], releasingPersons: [{ unit: 'NWL_CUK', person: 'carla' }] })).problems).toEqual([{ code: 'PERSONS_MISSING', field: 'releasingPersons' }]);
    expect((await record(id, { receivingFunctions: [] })).problems).toEqual([{ code: 'RECEIVER_MISSING', field: 'receivingUnits' }]);
  });

  it('comes back from what it was exported as, a draft with the same functions', async () => {
    const id = await api.client({ relations: both, consents: [] });
    await record(id, { receivingFunctions: [MANAGER, JOBCENTER] });
    const client = api.seenBy('NWL_CUK', id);
    const { consentExports: [exported] } = await run(`{ client(id: "${client}") { consentExports { problems { code } fhir consentRecord } } }`, {}, CARLA);
    expect(exported.problems).toEqual([]);
    for (const [format, content] of [['FHIR', exported.fhir], ['CONSENT_RECORD', exported.consentRecord]]) {
      const input = { idempotencyKey: randomUUID(), client, format, content };
      const { consentIds, problems } = await run('mutation ($input: ImportConsentInput!) { importConsent(input: $input) { consentIds problems { code message } } }', { input }, CARLA);
      expect(problems).toEqual([]);
      const draft = (await consents(id, CARLA)).find((one) => one.id === consentIds[0]);
      expect([draft.state, draft.receivingFunctions]).toEqual(['ENTWURF', expect.arrayContaining([MANAGER, JOBCENTER])]);
    }
  });
});

describe('withdrawing it', () => {
  it('ends one function, and leaves the other and whoever is in it', async () => {
    const id = await api.client({ relations: three, consents: [] });
    const { consentIds: [of] } = await record(id, { receivingFunctions: [MANAGER, JOBCENTER] });
    expect((await withdraw(id, of, { recipientFunctions: [{ ...MANAGER, role: 'CASE_WORKER' }] })).problems).toEqual([{ code: 'NOTHING_TO_WITHDRAW', field: 'consent' }]);
    expect((await withdraw(id, of, { recipientFunctions: [MANAGER] })).state).toBe('TEILWIDERRUFEN');
    expect([await granted(id, ANNA), await granted(id, JON)]).toEqual([false, true]);
    const told = await run('{ notices(all: false) { clientPseudonym consent } }', {}, ANNA);
    const [notice] = told.filter(({ clientPseudonym }: { clientPseudonym: string }) => clientPseudonym === api.seenBy(ANNA.unit, id));
    expect(await consents(id, ANNA)).toMatchObject([{ id: notice.consent, state: 'WIDERRUFEN', receivingFunctions: [MANAGER] }]);
  });

  it('by unit ends its functions too', async () => {
    const id = await api.client({ relations: three, consents: [] });
    const { consentIds: [of] } = await record(id, { receivingFunctions: [MANAGER, { ...MANAGER, role: 'CASE_WORKER' }, JOBCENTER] });
    expect((await withdraw(id, of, { recipients: [MANAGER.unit] })).state).toBe('TEILWIDERRUFEN');
    expect([await granted(id, ANNA), await granted(id, BERT), await granted(id, JON)]).toEqual([false, false, true]);
  });

  it('is shown beforehand, role by role', async () => {
    const id = await api.client({ relations: both, consents: [] });
    const { consentIds: [of] } = await record(id);
    const { parties } = await run(`query ($client: ID!, $consent: ID!, $functions: [ReceivingFunctionInput!]) {
      previewWithdrawal(client: $client, consent: $consent, recipientFunctions: $functions) { parties { unit role person fields { effect category } } }
    }`, { client: api.seenBy('NWL_CUK', id), consent: of, functions: [MANAGER] }, CARLA);
    expect(parties).toEqual([
      { unit: MANAGER.unit, role: 'CASE_WORKER', person: null, fields: [] }, { unit: MANAGER.unit, role: 'CASE_MANAGER', person: null, fields: [{ effect: 'LOST', category: 'LANGUAGE_LEVEL' }] },
    ]);
  });

  it('never widens: the database itself adds no function to a consent that was given, not for the program', async () => {
    const given = consent({ receivingUnits: [], receivingFunctions: [MANAGER] as never });
    const older = consent({ receivingUnits: [] });
    await api.client({ relations: both, consents: [given, older] });
    const asProgram = (id: string, functions: unknown) =>
      api.county.sql(`with become as materialized (select set_config('role', 'freigabe_consent_app', true)) update consent set receiving_functions = $2 from become where id = $1 returning id`, [id, JSON.stringify(functions)]);
    await expect(asProgram(given.id, [MANAGER, JOBCENTER])).rejects.toThrow('a consent that was given is never widened');
    await expect(asProgram(older.id, [MANAGER])).rejects.toThrow('a consent that was given is never widened');
    expect(await asProgram(given.id, [])).toEqual([{ id: given.id }]);
  });
});

it('is history by role: who had which rights, and of older versions of a record none', async () => {
  const dora: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'dpo', role: 'DPO' };
  const id = await api.client({ relations: both, consents: [consent({ receivingUnits: [], receivingFunctions: [MANAGER] as never, to: NOON + 1_000 * DAY })] });
  const [now] = await api.county.sql<{ at: Date }>('select clock_timestamp() as at');
  const { rights } = await run(`query ($client: ID!, $from: DateTimeISO!, $to: DateTimeISO!) { accessRights(client: $client, from: $from, to: $to) { rights { unit role person owner category } } }`, {
    client: api.seenBy(dora.unit, id), from: new Date(now!.at.getTime() - 1_000).toISOString(), to: new Date(now!.at.getTime() + 60_000).toISOString(),
  }, dora);
  const level = rights.filter(({ category }: { category: string }) => category === 'LANGUAGE_LEVEL');
  expect(new Set(level.map(({ role }: { role: string }) => role))).toEqual(new Set(['CASE_MANAGER']));
});
