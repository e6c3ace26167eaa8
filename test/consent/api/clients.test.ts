import { randomUUID } from 'node:crypto';
import { consent, DAY, NOON, relation } from '../store/county.js';
import { checkSubgraphs } from '../../../schema/rules/index.js';
import { ANNA, CARLA, consentApi, JOB_DPO, type ConsentApi } from './consent-api.js';

let api: ConsentApi;
beforeAll(async () => { api = await consentApi(); });
afterAll(() => api.close());

const both = [relation(), relation({ unit: 'NWL_CUK', persons: ['carla'], responsible: 'carla' })];
const client = (id: string) => `{ client(id: "${id}") { id } }`;

describe('the schema of the consent subgraph', () => {
  it('keeps to all rules', () => {
    expect(checkSubgraphs([{ name: 'consent', sdl: api.sdl }])).toEqual([]);
  });

  it('names no category of tier T6', () => {
    for (const category of ['RESIDENCE_PROCEDURE', 'CHILD_PROTECTION', 'VICTIM_STATUS', 'CRIMINAL', 'BELIEF_ORIENTATION']) expect(api.sdl).not.toContain(category);
  });
});

describe('Query.client', () => {
  it('finds a client of the own unit under the own pseudonym', async () => {
    const id = api.seenBy('KREIS_SERVICESTELLE', await api.client({ relations: both, consents: [] }));
    expect(await api.ask(client(id))).toEqual({ data: { client: { id } }, errors: [] });
  });

  it('answers the same for unknown, undecodable, foreign, former and future clients', async () => {
    const foreign = await api.client({ relations: [relation({ unit: 'NWL_CUK' })], consents: [consent()] });
    const former = await api.client({ relations: [relation({ to: NOON })], consents: [] });
    const future = await api.client({ relations: [relation({ from: NOON + 1 })], consents: [] });
    const mine = await api.client({ relations: both, consents: [] });
    const unit = 'KREIS_SERVICESTELLE';
    const ids = [
      api.seenBy(unit, randomUUID()), 'c1_x', '__proto__', '', foreign, mine, api.seenBy(unit, foreign), api.seenBy(unit, former),
      api.seenBy(unit, future), api.seenBy('NWL_CUK', mine),
    ];
    for (const id of ids) expect(await api.ask(client(id))).toEqual({ data: { client: null }, errors: [] });
  });

  it.each([['without a purpose', ANNA, null], ['to a DPO', { ...ANNA, role: 'DPO' } as const, 'KURSVERMITTLUNG' as const], ['to a coordinator', { ...ANNA, role: 'COORDINATOR' } as const, 'KURSVERMITTLUNG' as const]])(
    'shows no client %s', async (_what, by, purpose) => {
      const id = api.seenBy(by.unit, await api.client({ relations: both, consents: [] }));
      expect((await api.ask(client(id), { by, purpose })).data).toEqual({ client: null });
      expect((await api.ask('{ clients { edges { node { id } } } }', { by, purpose })).data).toEqual(by === ANNA ? { clients: { edges: [] } } : { clients: null });
    });
});

describe('Query.clients', () => {
  it('pages through the own clients only, with cursors that are the own pseudonyms', async () => {
    const by = { unit: 'SCHULAUFSICHT', person: 'sven', role: 'CASE_WORKER' } as const;
    const mine: string[] = [];
    for (let index = 0; index < 5; index++) mine.push(await api.client({ relations: [relation({ unit: by.unit, persons: ['sven'] })], consents: [] }));
    await api.client({ relations: [relation({ unit: by.unit, to: NOON - DAY })], consents: [] });
    const page = `query ($after: String) { clients(first: 2, after: $after) { edges { node { id } cursor } pageInfo { hasNextPage endCursor } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { data, errors } = await api.ask(page, { by, purpose: 'SCHULPLATZ', variables: { after } });
      expect(errors).toEqual([]);
      const { edges, pageInfo } = data!['clients'] as { edges: { node: { id: string }; cursor: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      for (const edge of edges) expect(edge.cursor).toBe(edge.node.id);
      seen.push(...edges.map(({ node }) => node.id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen.toSorted()).toEqual(mine.map((id) => api.seenBy(by.unit, id)).toSorted());
  });

  it.each(['first: 101', 'first: 0', 'first: -1', 'after: "x"', 'after: "MQ=="'])('refuses %s and says why', async (args) => {
    const { data, errors } = await api.ask(`{ clients(${args}) { edges { cursor } } }`);
    expect(data).toEqual({ clients: null });
    expect(errors).toEqual([expect.stringMatching(/(first|after) .* \/ (first|after) /)]);
  });
});

describe('Client.releaseStatus', () => {
  const status = (id: string) => `{ client(id: "${id}") { releaseStatus { category granted basis until reason needed { releasingUnits namesPersons explicitAndSigned } } } }`;
  const of = (answer: Awaited<ReturnType<ConsentApi['ask']>>, category: string) =>
    (answer.data!['client'] as { releaseStatus: { category: string }[] }).releaseStatus.find((row) => row.category === category);

  it('tells the person who leads the case what is released, until when, and what would be needed', async () => {
    const id = api.seenBy('KREIS_SERVICESTELLE', await api.client({ relations: both, consents: [consent()] }));
    const answer = await api.ask(status(id));
    expect(answer.errors).toEqual([]);
    expect(of(answer, 'LANGUAGE_LEVEL')).toEqual({
      category: 'LANGUAGE_LEVEL', granted: true, basis: 'CONSENT', until: new Date(NOON + 90 * DAY).toISOString(), reason: null, needed: null,
    });
    expect(of(answer, 'CM_PROCESS')).toMatchObject({ granted: true, basis: 'OWN_DATA', until: null });
    expect(of(answer, 'LANGUAGE_TEST_DETAIL')).toMatchObject({ granted: false, reason: 'OUT_OF_SCOPE_CATEGORY', needed: { explicitAndSigned: true, namesPersons: false } });
  });

  it('tells others of the unit that it is withheld, and no reason', async () => {
    const id = api.seenBy('KREIS_SERVICESTELLE', await api.client({ relations: both, consents: [] }));
    const answer = await api.ask(status(id), { by: { ...ANNA, person: 'otto' } });
    expect(of(answer, 'LANGUAGE_LEVEL')).toEqual({ category: 'LANGUAGE_LEVEL', granted: false, basis: null, until: null, reason: null, needed: null });
  });

  it('says the same whether or not another agency works with the client (domain C.10-8)', async () => {
    const alone = api.seenBy('KREIS_SERVICESTELLE', await api.client({ relations: [relation()], consents: [] }));
    const known = api.seenBy('KREIS_SERVICESTELLE', await api.client({
      relations: [...both, relation({ unit: 'JUGENDAMT:LAGE' }), relation({ unit: 'ABH_KREIS' })],
      consents: [consent({ releasingUnits: ['NWL_CUK'], receivingUnits: ['JOBCENTER_LIPPE'] })],
    }));
    expect(await api.ask(status(known))).toEqual(await api.ask(status(alone)));
  });
});

describe('Client.consents', () => {
  it('shows a release to its parties only, also a broken one', async () => {
    const shared = consent({ exclusions: ['HEALTH'] });
    const between = consent({ releasingUnits: ['JUGENDAMT:LAGE'], receivingUnits: ['KI_SEITENEINSTIEG'] });
    const broken = consent();
    const id = await api.client({ relations: [...both, relation({ unit: 'JOBCENTER_LIPPE', persons: ['j'] })], consents: [shared, between, broken] });
    await api.county.sql(`update consent set categories = '{SHOE_SIZE,VICTIM_STATUS,CONTACT}', to_at = null, state = 'X' where id = $1`, [broken.id]);
    await api.store.commit({ heads: [{ clientId: id, version: 0 }], until: Infinity, entries: [] }); // lets go of the copy
    const ask = (by: typeof ANNA) => api.ask(`{ client(id: "${api.seenBy(by.unit, id)}") { consents { id state categories exclusions validTo } } }`, { by });
    const { data, errors } = await ask(ANNA);
    expect(errors).toEqual([]);
    expect(data).toEqual({ client: { consents: expect.arrayContaining([
      { id: shared.id, state: 'ERTEILT', categories: ['LANGUAGE_LEVEL'], exclusions: ['HEALTH'], validTo: new Date(NOON + 90 * DAY).toISOString() },
      { id: broken.id, state: null, categories: ['CONTACT'], exclusions: [], validTo: null },
    ]) } });
    expect((data!['client'] as { consents: unknown[] }).consents).toHaveLength(2);
    expect((await ask(CARLA)).data).toEqual(data);
    expect((await ask({ unit: 'JOBCENTER_LIPPE', person: 'j', role: 'CASE_WORKER' })).data).toEqual({ client: { consents: [] } });
  });

  it('is closed for a representation of a client that is not the caller’s', async () => {
    const id = await api.client({ relations: [relation({ unit: 'NWL_CUK' })], consents: [consent()] });
    const source = `query ($reps: [_Any!]!) { _entities(representations: $reps) { ... on Client { id consents { id } releaseStatus { granted } } } }`;
    for (const guess of [api.seenBy('KREIS_SERVICESTELLE', id), api.seenBy('NWL_CUK', id), id, '__proto__']) {
      const { data, errors } = await api.ask(source, { variables: { reps: [{ __typename: 'Client', id: guess }] } });
      expect({ data, errors }).toEqual({ data: { _entities: [{ id: guess, consents: null, releaseStatus: null }] }, errors: [] });
    }
  });
});

describe('Query.accessLog', () => {
  const log = `query ($after: String) { accessLog(first: 2, after: $after) { edges { cursor node {
    kind requesterUnit clientPseudonym attemptedId owners rechtskreise items { path owners granted } } } pageInfo { hasNextPage endCursor } } }`;

  it('shows a DPO the accesses of and to their unit, with their own pseudonym, and notes the reading', async () => {
    const id = await api.client({ relations: both, consents: [] });
    const write = (unit: string, owners: string[], kind: 'RELEASE' | 'ATTEMPT' = 'RELEASE') => api.store.commit({ heads: [], until: Infinity, entries: [{
      requestId: '00000000-0000-4000-8000-00000000000a', kind, client: kind === 'ATTEMPT' ? null : id, attemptedId: kind === 'ATTEMPT' ? 'guess' : null, requester: { unit, person: 'p1_x', role: 'CASE_WORKER' },
      purpose: 'KURSVERMITTLUNG', occasion: null, rechtskreise: [], owners,
      items: owners.map((owner) => ({ path: `client.of${owner}`, category: 'CONTACT', owners: [owner], granted: true, delivered: true, basis: 'CONSENT:1' })),
      recordsVersion: null, hints: [], policyVersion: '1', schemaVersion: '1',
    }] });
    await write('JOBCENTER_LIPPE', ['NWL_CUK', 'AA_DETMOLD']);
    await write('KREIS_SERVICESTELLE', ['JUGENDAMT:KREIS']);
    await write('NWL_CUK', ['JOBCENTER_LIPPE', 'JUGENDAMT:KREIS']);
    await write('JOBCENTER_LIPPE', [], 'ATTEMPT');
    const { seq } = await api.store.logHead();
    const first = await api.ask(log, { by: JOB_DPO, purpose: null });
    expect(first.errors).toEqual([]);
    const page = first.data!['accessLog'] as { edges: { node: unknown }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    expect(page.edges.map(({ node }) => node)).toEqual([
      { kind: 'ATTEMPT', requesterUnit: 'JOBCENTER_LIPPE', clientPseudonym: null, attemptedId: 'guess', owners: [], rechtskreise: [], items: [] },
      {
        kind: 'RELEASE', requesterUnit: 'NWL_CUK', clientPseudonym: api.seenBy('JOBCENTER_LIPPE', id), attemptedId: null,
        owners: ['JOBCENTER_LIPPE'], rechtskreise: ['INTV_DEUFOEV', 'SGB_II'],
        items: [{ path: 'client.ofJOBCENTER_LIPPE', owners: ['JOBCENTER_LIPPE'], granted: true }],
      },
    ]);
    expect(page.pageInfo.hasNextPage).toBe(true);
    const second = await api.ask(log, { by: JOB_DPO, purpose: null, variables: { after: page.pageInfo.endCursor } });
    const rest = (second.data!['accessLog'] as { edges: { node: { owners: string[] } }[] }).edges;
    expect(rest.map(({ node }) => node.owners)).toEqual([['NWL_CUK', 'AA_DETMOLD']]);
    expect(JSON.stringify([first, second])).not.toContain('JUGENDAMT');
    expect(await api.logged(seq)).toEqual(Array(2).fill(expect.objectContaining({ kind: 'SUPERVISION', owners: ['JOBCENTER_LIPPE'] })));
  });

  it.each(['CASE_WORKER', 'CASE_MANAGER', 'COORDINATOR'] as const)('shows a %s nothing', async (role) => {
    const { seq } = await api.store.logHead();
    expect(await api.ask(log, { by: { ...JOB_DPO, role } })).toEqual({ data: { accessLog: null }, errors: [] });
    expect(await api.logged(seq)).toEqual([]);
  });

  it.each(['c1_AAAAAAAAAAAAAAAAAAAAAA', '1', 'rubbish'])('refuses the cursor %s', async (after) => {
    expect((await api.ask(log, { by: JOB_DPO, variables: { after } })).errors).toEqual([expect.stringContaining('after')]);
  });
});
