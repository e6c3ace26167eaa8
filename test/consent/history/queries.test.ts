import { randomUUID } from 'node:crypto';
import { RULES_VERSION, type Requester } from '../../../consent/core/index.js';
import { ANNA, consentApi, JOB_DPO, type ConsentApi } from '../api/consent-api.js';
import { consent, DAY, NOON, relation } from '../store/county.js';

let api: ConsentApi;
beforeAll(async () => { api = await consentApi(['S1']); });
afterAll(() => api.close());

const CUK_DPO: Requester = { unit: 'NWL_CUK', person: 'otto', role: 'DPO' };
const KREIS_DPO: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'olga', role: 'DPO' };
const three = [
  relation(), relation({ unit: 'NWL_CUK', persons: ['carla'], responsible: 'carla' }), relation({ unit: 'JOBCENTER_LIPPE', persons: ['jo'], responsible: 'jo' }),
];
const AS_OF = `query ($client: ID!, $unit: String!, $person: String!, $role: String!, $category: Category!, $on: DateTimeISO!, $knownOn: DateTimeISO!) {
  decisionAsOf(client: $client, unit: $unit, person: $person, role: $role, purpose: KURSVERMITTLUNG, category: $category, on: $on, knownOn: $knownOn) { granted owners basis basisId policyVersion code note }
}`;
const RIGHTS = `query ($client: ID!, $from: DateTimeISO!, $to: DateTimeISO!) {
  accessRights(client: $client, from: $from, to: $to) { rights { unit person owner category basis basisId purposes from to } gaps { from to code note } }
}`;

const clock = async (): Promise<number> => Number((await api.county.sql<{ now: string }>('select clock_ms() as now'))[0]!.now);
const iso = (at: number): string => new Date(at).toISOString();
const ask = async (source: string, variables: Record<string, unknown>, by: Requester) => {
  const { data, errors } = await api.ask(source, { by, variables, purpose: null });
  expect(errors).toEqual([]);
  return Object.values(data!)[0] as any;
};
interface Past { readonly by?: Requester; readonly unit?: string; readonly person?: string; readonly category?: string; readonly on?: number }
const asOf = (id: string, knownOn: number, { by = KREIS_DPO, unit = 'KREIS_SERVICESTELLE', person = 'anna', category = 'LANGUAGE_LEVEL', on = NOON }: Past = {}) =>
  ask(AS_OF, { client: api.seenBy(by.unit, id), unit, person, role: 'CASE_MANAGER', category, on: iso(on), knownOn: iso(knownOn) }, by);
const withdraw = (id: string) => api.county.sql(`update consent set state = 'WIDERRUFEN' where id = $1`, [id]);

describe('Query.decisionAsOf', () => {
  it('gives the answer that was given then, whatever was withdrawn or corrected since', async () => {
    const given = consent();
    const id = await api.client({ relations: three, consents: [given] });
    const first = await clock();
    await withdraw(given.id);
    const second = await clock();
    await api.county.sql('update consent set state = $2, from_at = $3 where id = $1', [given.id, 'ERTEILT', iso(NOON - 20 * DAY)]); // as the owner: a correction into the past
    const third = await clock();
    const held = { granted: true, owners: ['NWL_CUK'], basis: 'CONSENT', basisId: given.id, policyVersion: `${RULES_VERSION}+S1`, code: null, note: null };
    const denied = { ...held, granted: false, owners: [], basis: null, basisId: null };
    expect([await asOf(id, first), await asOf(id, second), await asOf(id, third)]).toEqual([held, denied, held]);
    const before = { on: NOON - 10 * DAY };
    expect([await asOf(id, first, before), await asOf(id, third, before)]).toEqual([denied, held]);
  });

  it('finds persons by the pseudonym under which the access log has them', async () => {
    const secret = consent({
      releasingUnits: ['JOBCENTER_LIPPE'], categories: ['JC_PLAN'], receivingUnits: [],
      releasingPersons: [{ unit: 'JOBCENTER_LIPPE', person: 'jo' }], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'anna' }],
    });
    const id = await api.client({ relations: three, consents: [secret] });
    const { seq } = await api.store.logHead();
    await api.ask(`{ client(id: "${api.seenBy('KREIS_SERVICESTELLE', id)}") { id } whatWouldRelease(client: "${api.seenBy('KREIS_SERVICESTELLE', id)}", field: "JC_PLAN", purpose: KURSVERMITTLUNG) { granted } }`);
    const [entry] = await api.logged(seq);
    const known = await clock();
    const asked = async (person: string) => (await asOf(id, known, { person, category: 'JC_PLAN' })).granted;
    expect([await asked('anna'), await asked(entry!.requester.person), await asked('berta'), await asked('p1_unknown')]).toEqual([true, true, false, false]);
  });

  it('does not ask other rules than those of then', async () => {
    const id = await api.client({ relations: three, consents: [consent()] });
    await api.county.sql(`insert into policy_version (version, rules_version, flows) values ('2025-01-1+S2', '2025-01-1', '{S2}')`);
    const known = await clock();
    expect(await asOf(id, known)).toEqual({
      granted: null, owners: [], basis: null, basisId: null, policyVersion: '2025-01-1+S2', code: 'RULES_CHANGED', note: expect.stringMatching(/andere Regeln.* \/ .*other rules/i),
    });
    await api.county.sql('insert into policy_version (version, rules_version, flows) values ($1, $2, $3)', [`${RULES_VERSION}+S1`, RULES_VERSION, ['S1']]);
    expect(await asOf(id, await clock())).toMatchObject({ granted: true, code: null });
    expect(await asOf(id, known)).toMatchObject({ granted: null, code: 'RULES_CHANGED' });
  });

  it('says so when nothing is on record', async () => {
    const id = await api.client({ relations: three, consents: [consent()] });
    for (const known of [NOON, (await clock()) + DAY]) expect(await asOf(id, known)).toMatchObject({ granted: null, code: 'NOT_RECORDED' });
  });

  it('answers a unit’s officer for others only about the unit’s own data', async () => {
    const both = consent({ releasingUnits: ['NWL_CUK', 'JOBCENTER_LIPPE'], categories: ['LANGUAGE_LEVEL', 'BENEFIT_REGIME'] });
    const id = await api.client({ relations: three, consents: [both] });
    const known = await clock();
    expect(await asOf(id, known, { by: CUK_DPO })).toMatchObject({ granted: true, owners: ['NWL_CUK'] });
    expect(await asOf(id, known, { by: CUK_DPO, category: 'BENEFIT_REGIME' })).toMatchObject({ granted: false, owners: [], basisId: null });
    expect(await asOf(id, known, { by: JOB_DPO, category: 'BENEFIT_REGIME' })).toMatchObject({ granted: true, owners: ['JOBCENTER_LIPPE'] });
    expect(await asOf(id, known, { by: ANNA, category: 'BENEFIT_REGIME' })).toMatchObject({ granted: true, owners: ['JOBCENTER_LIPPE'] });
  });
});

describe('Query.accessRights', () => {
  it('tells who had which rights from when to when: a right begins when it was known, and ends when it was withdrawn', async () => {
    const start = await clock();
    const given = consent({ from: NOON - DAY, to: start + 30 * DAY });
    const id = await api.client({ relations: three, consents: [given] });
    await withdraw(given.id);
    const [known, ended] = (await api.county.sql<{ at: string }>(
      'select distinct floor(extract(epoch from known_from) * 1000)::int8 as at from record_version where client_id = $1 order by at', [id])).map(({ at }) => Number(at));
    const to = start + 10 * DAY;
    const { rights, gaps } = await ask(RIGHTS, { client: api.seenBy('KREIS_SERVICESTELLE', id), from: iso(start), to: iso(to) }, KREIS_DPO);
    expect(rights.filter(({ basis }: any) => basis === 'CONSENT')).toEqual([{
      unit: 'KREIS_SERVICESTELLE', person: null, owner: 'NWL_CUK', category: 'LANGUAGE_LEVEL', basis: 'CONSENT', basisId: given.id, purposes: ['KURSVERMITTLUNG'],
      from: iso(known!), to: iso(ended!),
    }, expect.objectContaining({ person: expect.stringMatching(/^p1_/), from: iso(known!), to: iso(ended!) })]);
    expect(gaps).toEqual(known! > start ? [{ from: iso(start), to: iso(known!), code: 'NOT_RECORDED', note: expect.any(String) }] : []);
    const own = rights.filter(({ basis, owner, person }: any) => basis === 'OWN_DATA' && owner === 'KREIS_SERVICESTELLE' && person === null);
    expect(own.every((right: any) => right.from === iso(known!) && right.to === iso(to))).toBe(true);
    expect(own.map(({ category }: any) => category)).toContain('IDENTITY_CORE');
  });

  it('shows every unit only its own rights and those to its data', async () => {
    const start = await clock();
    const span = { from: NOON - DAY, to: start + 30 * DAY };
    const id = await api.client({
      relations: three, consents: [consent(span), consent({ ...span, releasingUnits: ['JOBCENTER_LIPPE'], receivingUnits: ['NWL_CUK'], categories: ['BENEFIT_REGIME'] })],
    });
    const pairs = async (by: Requester): Promise<string[]> => {
      const { rights } = await ask(RIGHTS, { client: api.seenBy(by.unit, id), from: iso(start), to: iso(start + DAY) }, by);
      return [...new Set<string>(rights.filter(({ basis }: any) => basis === 'CONSENT').map(({ unit, owner, category }: any) => `${owner} → ${unit}: ${category}`))].sort();
    };
    const [level, benefit] = ['NWL_CUK → KREIS_SERVICESTELLE: LANGUAGE_LEVEL', 'JOBCENTER_LIPPE → NWL_CUK: BENEFIT_REGIME'];
    expect([await pairs(KREIS_DPO), await pairs(ANNA), await pairs(CUK_DPO), await pairs(JOB_DPO)]).toEqual([[level], [level], [benefit, level], [benefit]]);
  });

  it('refuses a time without duration', async () => {
    const { errors } = await api.ask(RIGHTS, { by: KREIS_DPO, variables: { client: 'x', from: iso(5), to: iso(5) } });
    expect(errors).toEqual([expect.stringContaining('to muss nach from liegen')]);
  });
});

describe('supervision', () => {
  const queries = (client: string): readonly [string, Record<string, unknown>][] => [
    [AS_OF, { client, unit: 'KREIS_SERVICESTELLE', person: 'anna', role: 'CASE_MANAGER', category: 'CONTACT', on: iso(NOON), knownOn: iso(NOON) }],
    [RIGHTS, { client, from: iso(NOON), to: iso(NOON + DAY) }],
  ];

  it('is itself recorded, for officers and for the case manager in charge', async () => {
    const id = await api.client({ relations: three, consents: [] });
    for (const by of [KREIS_DPO, ANNA]) {
      const { seq } = await api.store.logHead();
      for (const [query, variables] of queries(api.seenBy(by.unit, id))) expect(await ask(query, variables, by)).not.toBeNull();
      expect((await api.logged(seq)).map(({ kind, client, owners, items }) => [kind, client, owners, items[0]!.path])).toEqual(
        ['decisionAsOf', 'accessRights'].map((path) => ['SUPERVISION', id, ['KREIS_SERVICESTELLE'], path]));
    }
  });

  it('is for nobody else: not for colleagues, coordinators, officers of other units, nor about clients that do not exist', async () => {
    const id = await api.client({ relations: three, consents: [] });
    const callers: readonly [Requester, string][] = [
      [{ ...ANNA, person: 'berta' }, id], [{ ...ANNA, role: 'CASE_WORKER' }, id], [{ ...ANNA, role: 'COORDINATOR' }, id],
      [{ unit: 'ABH_KREIS', person: 'x', role: 'DPO' }, id], [KREIS_DPO, randomUUID()],
    ];
    for (const [by, client] of callers) {
      const { seq } = await api.store.logHead();
      for (const [query, variables] of queries(api.seenBy(by.unit, client))) expect(await ask(query, variables, by)).toBeNull();
      expect((await api.logged(seq)).map(({ kind, client: whom }) => [kind, whom])).toEqual([['ATTEMPT', null], ['ATTEMPT', null]]);
    }
  });
});
