import type { Requester } from '../../consent/core/index.js';
import { SCENARIOS, SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type Answer, type County } from '../kit/county.js';
import { ticketOf } from './requested.js';

/** Promise P7: nothing that the gateway shows lets two units, or two agencies, find out that they know the same person. */
let county: County;
beforeAll(async () => { county = await startCounty({ gateways: 2 }); });
afterAll(() => county?.close());
beforeEach(() => county.forget());

const { KREIS_SERVICESTELLE: cm, JOBCENTER_LIPPE: jobcenter, NWL_CUK: cuk } = SHOWCASE.staff;
const UUID = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/gi;
const ask = (as: Requester, query: string, variables: object = {}): Promise<Answer> => county.ask({ as, purpose: SHOWCASE.purpose, query, variables: { ...variables } });

/** Everybody a unit works with, in the order in which the gateway lists them: internal id, own id and cursor. */
async function caseload({ unit, person, role }: Requester) {
  const found: { client: string; id: string; cursor: string }[] = [];
  for (let after: string | null = null; ;) {
    const { body }: Answer = await ask({ unit, person, role }, 'query($after: String) { clients(first: 100, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }', { after });
    for (const { cursor, node } of body.data.clients.edges) found.push({ client: county.pseudonyms.read(`unit:${unit}`, node.id)!, id: node.id, cursor });
    if (!body.data.clients.pageInfo.hasNextPage) return found;
    after = body.data.clients.pageInfo.endCursor;
  }
}

/** How far two orders of the same clients agree: 1 the same, 0 as by chance (Kendall's tau). */
function agreement(one: readonly string[], other: readonly string[]): number {
  const place = new Map(other.map((client, index) => [client, index]));
  const common = one.filter((client) => place.has(client)).map((client) => place.get(client)!);
  let score = 0;
  let pairs = 0;
  common.forEach((a, index) => common.slice(index + 1).forEach((b) => {
    score += Math.sign(b - a);
    pairs += 1;
  }));
  return score / pairs;
}

describe('two units', () => {
  it('have no id, no cursor and no order of their clients in common', async () => {
    const [ofCm, ofJobcenter, ofCuk] = [await caseload(cm), await caseload(jobcenter), await caseload(cuk)];
    for (const [one, other] of [[ofCm, ofJobcenter], [ofCm, ofCuk], [ofJobcenter, ofCuk]] as const) {
      const strings = new Set(one.flatMap(({ id, cursor }) => [id, cursor]));
      expect(other.filter(({ id, cursor }) => strings.has(id) || strings.has(cursor))).toEqual([]);
      const both = one.filter(({ client }) => other.some((known) => known.client === client));
      expect(both.length).toBeGreaterThan(30);
      expect(Math.abs(agreement(one.map(({ client }) => client), other.map(({ client }) => client)))).toBeLessThan(0.25);
    }
  });

  it('are shown the members of a family under ids of their own', async () => {
    const FAMILY = 'query($id: ID!) { client(id: $id) { children { id guardians { person { id } } } } }';
    const { text } = await ask(cm, FAMILY, { id: county.id(SHOWCASE.mother, cm.unit) });
    for (const [client, known] of [[SHOWCASE.mother, true], [SHOWCASE.brother, true], [SHOWCASE.client, false]] as const) {
      expect(text.includes(county.id(client, cm.unit))).toBe(known);
      for (const audience of ['unit:JOBCENTER_LIPPE', 'subgraph:case-management', 'subgraph:jobcenter'] as const) expect(text).not.toContain(county.pseudonyms.write(audience, client));
    }
  });

  it('cannot line up their logs by an id', async () => {
    for (const [as, of] of [[cm, SHOWCASE.client], [jobcenter, SHOWCASE.client]] as const) {
      await ask(as, 'query($id: ID!) { client(id: $id) { name languageLevel { level } workPermission { access } } }', { id: county.id(of, as.unit) });
    }
    const log = async (unit: string): Promise<{ requestId: string; clientPseudonym: string; cursor: string }[]> => {
      const query = '{ accessLog(first: 20) { edges { cursor node { kind requestId clientPseudonym } } } }';
      const { body } = await county.ask({ as: { unit, person: 'dpo', role: 'DPO' }, query });
      return body.data.accessLog.edges.filter(({ node }: { node: { kind: string } }) => node.kind === 'RELEASE').map(({ cursor, node }: any) => ({ cursor, ...node }));
    };
    const logs = [await log('ABH_KREIS'), await log('NWL_CUK'), await log('KREIS_SERVICESTELLE'), await log('JOBCENTER_LIPPE')];
    for (const one of logs) expect(one.length).toBeGreaterThan(0);
    const strings = logs.map((entries) => new Set(entries.flatMap(({ clientPseudonym, cursor, requestId }) => [clientPseudonym, cursor, requestId])));
    strings.forEach((one, index) => strings.slice(index + 1).forEach((other) => expect([...one].filter((text) => other.has(text))).toEqual([])));
  });
});

describe('a paper between two units', () => {
  const given = SCENARIOS.F2.consents['c1']![0]!;
  const MS = SCENARIOS.F2.clients['MS']!;

  it('is known to each under an id of its own, wherever it is shown: in lists, exports, previews, rights and logs', async () => {
    const shown = async (as: Requester): Promise<string> => {
      await county.ask({ as, purpose: 'KURSVERMITTLUNG', query: 'query($id: ID!) { client(id: $id) { languageLevel { level } } }', variables: { id: county.id(MS, as.unit) } });
      const { text, body } = await ask(as, 'query($id: ID!) { client(id: $id) { consents { id } consentExports { consent fhir consentRecord receipt } notices { consent } } notices { consent } reviewTasks { consent } }', { id: county.id(MS, as.unit) });
      expect(body.data.client.consents.map(({ id }: { id: string }) => id)).toContain(county.id(given, as.unit));
      const preview = await ask(as, 'query($id: ID!, $of: ID!) { previewWithdrawal(client: $id, consent: $of) { parties { fields { basisId } } } }', { id: county.id(MS, as.unit), of: county.id(given, as.unit) });
      expect(preview.body.data.previewWithdrawal).not.toBeNull();
      const dpo: Requester = { unit: as.unit, person: 'dpo', role: 'DPO' };
      const log = await ask(dpo, '{ accessLog(first: 100) { edges { node { items { basis } } } } }');
      const rights = await ask(dpo, 'query($id: ID!) { accessRights(client: $id, from: "2020-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z") { rights { basisId } } }', { id: county.id(MS, as.unit) });
      return [text, preview.text, log.text, rights.text].join();
    };
    const [ofCm, ofCuk] = [await shown(cm), await shown(cuk)];
    const ids = (text: string) => new Set(text.match(/c1_[\w-]{22}/g));
    expect([...ids(ofCm)].filter((id) => ids(ofCuk).has(id))).toEqual([]);
    for (const text of [ofCm, ofCuk]) expect(text.includes(given)).toBe(false);
    expect(ofCm.includes(`CONSENT:${county.id(given, cm.unit)}`)).toBe(true);
  });

  it('is withdrawn under the own id only', async () => {
    const withdraw = async (consent: string) => (await ask(cm, 'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { state problems { code } } }', {
      input: { idempotencyKey: `own-id-${consent}`, client: county.id(MS, cm.unit), consent },
    })).body.data.withdrawConsent;
    for (const foreign of [given, county.id(given, cuk.unit)]) expect(await withdraw(foreign)).toEqual({ state: null, problems: [{ code: 'NOT_AVAILABLE' }] });
    expect(await withdraw(county.id(given, cm.unit))).toEqual({ state: 'WIDERRUFEN', problems: [] });
  });
});

describe('two agencies', () => {
  const LIST = '{ clients(first: 100) { edges { node { id name case { phase } benefits { regime } languageLevel { level } workPermission { access } schoolPlacement { beschult } } } } }';

  it('are sent nothing in common of a client: ids, tickets, or the number of the request', async () => {
    const query = 'query($id: ID!) { client(id: $id) { name benefits { regime } languageLevel { level } workPermission { access } schoolPlacement { beschult } } }';
    await ask(cm, query, { id: county.id(SHOWCASE.client, cm.unit) });
    expect(new Set(county.received.map(({ subgraph }) => subgraph)).size).toBe(5);
    const sent = county.received.map(({ subgraph, variables, headers, extensions }) => {
      const { iss, iat, exp, aud, requester, purpose, occasion, ...own } = ticketOf({ subgraph, variables, headers, extensions, query: '' })!;
      expect([iss, aud, purpose, occasion, exp > iat, requester.unit]).toEqual(['freigabe-gateway', subgraph, SHOWCASE.purpose, null, true, cm.unit]);
      return new Set(JSON.stringify([own, variables]).match(/[\w-]{20,}/g));
    });
    sent.forEach((one, index) => sent.slice(index + 1).forEach((other) => {
      expect([...one].filter((text) => other.has(text))).toEqual([]);
      expect(one.size).toBeGreaterThan(2);
    }));
    expect(JSON.stringify(county.received.map(ticketOf))).not.toMatch(/jc-101|cm-sr6-1/);
  });

  it('are told nothing of the case reference under which somebody asks, nor is the other unit’s officer; one’s own is', async () => {
    const occasion = 'LEMGO-2026-118-X';
    await county.ask({ as: cm, purpose: SHOWCASE.purpose, occasion, query: 'query($id: ID!) { client(id: $id) { name benefits { regime } languageLevel { level } } }', variables: { id: county.id(SHOWCASE.client, cm.unit) } });
    expect(county.received.length).toBeGreaterThan(2);
    expect(JSON.stringify(county.received.map((received) => [received, ticketOf(received)]))).not.toContain(occasion);
    const log = async (as: Requester) => (await county.ask({ as, query: '{ accessLog(first: 5) { edges { node { requesterUnit occasion } } } }' })).body.data.accessLog.edges.map(({ node }: { node: object }) => node);
    const asked = { requesterUnit: cm.unit, occasion };
    expect(await log({ unit: cm.unit, person: 'dpo-own', role: 'DPO' })).toContainEqual(asked);
    const others = await log({ unit: 'NWL_CUK', person: 'dpo-other', role: 'DPO' });
    expect([others.filter((entry: object) => 'requesterUnit' in entry && entry.requesterUnit === cm.unit).length > 0, JSON.stringify(others).includes(occasion)]).toEqual([true, false]);
  });

  it('are not told of one paper by one number, though it releases from all of them', async () => {
    const { clients, staff } = SCENARIOS.F4; // c2 releases from case management, language courses and the Agentur für Arbeit
    await county.ask({
      as: staff.abh, purpose: 'AUFENTHALTSPERSPEKTIVE_25A_25B', query: 'query($id: ID!) { client(id: $id) { name languageLevel { level } labourProfile { education } } }',
      variables: { id: county.id(clients['DO']!, staff.abh.unit) },
    });
    expect(county.received.map((received) => [received.subgraph, ticketOf(received)!.grants.map(({ owners }) => owners)])).toEqual(expect.arrayContaining([
      ['case-management', [{ KREIS_SERVICESTELLE: { IDENTITY_CORE: 'CONSENT' } }]],
      ['language-courses', [{ NWL_CUK: { LANGUAGE_LEVEL: 'CONSENT' } }]],
      ['jobcenter', [{ AA_DETMOLD: { LABOUR_PROFILE: 'CONSENT' } }]],
    ]));
  });

  it('are asked about the clients of one list each in an order of its own', async () => {
    for (const as of [cm, jobcenter]) for (const purpose of ['KURSVERMITTLUNG', 'ARBEITSBERATUNG'] as const) await county.ask({ as, purpose, query: LIST });
    const asked = county.received.flatMap((received) => [
      ...Object.values(received.variables).map((clients) => (clients as { id: string }[]).map(({ id }) => id)), ...ticketOf(received)!.grants.map(({ clients }) => clients),
    ]);
    expect(asked.filter(({ length }) => length > 5).length).toBeGreaterThan(5);
    for (const clients of asked) expect(clients).toEqual([...clients].sort());
  });

  it('hold their files under ids of which none is in another agency’s database', async () => {
    const ids = async (database: 'case_management' | 'jobcenter' | 'language_courses', table: string) => new Set((await county.query(database, `SELECT client FROM ${table}`)).map(({ client }) => client));
    const [people, benefits, levels] = [await ids('case_management', 'person'), await ids('jobcenter', 'benefit'), await ids('language_courses', 'language_level')];
    expect([...people].filter((id) => benefits.has(id) || levels.has(id))).toEqual([]);
    expect([...benefits].filter((id) => levels.has(id))).toEqual([]);
  });
});

describe('internal ids', () => {
  let internal: Set<string>;
  beforeAll(async () => { internal = new Set((await county.query('consent', 'SELECT id FROM client UNION ALL SELECT id FROM consent UNION ALL SELECT id FROM emergency_release')).map(({ id }) => id.replaceAll('-', ''))); });
  const leaked = (text: string): string[] => (text.match(UUID) ?? []).filter((id) => internal.has(id.replaceAll('-', '').toLowerCase()));

  it('leave the gateway in no answer, header, error, log line or request to an agency', async () => {
    const texts: string[] = [];
    const keep = ({ headers, text }: Answer) => texts.push(text, JSON.stringify([...headers]));
    keep(await ask(cm, '{ clients(first: 100) { edges { cursor node { id name children { id } guardians { person { id } } consents { id receivingPersons { person } } releaseStatus { category granted } } } pageInfo { endCursor } } }'));
    keep(await ask(cm, 'query($id: ID!) { client(id: $id) { nam } }', { id: county.id(SHOWCASE.client, cm.unit) }));
    keep(await ask(cm, 'query($after: String) { clients(after: $after) { edges { cursor } } }', { after: 'x' }));
    county.intercept(async ({ subgraph }) => (subgraph === 'jobcenter' ? { status: 500, body: 'broken' } : undefined));
    keep(await ask(cm, 'query($id: ID!) { client(id: $id) { benefits { regime } } }', { id: county.id(SHOWCASE.client, cm.unit) }));
    county.intercept(null);
    keep(await county.ask({ as: SCENARIOS.F15.staff.dpoKreis, query: '{ accessLog(first: 100) { edges { cursor node { clientPseudonym attemptedId items { path basis } } } } }' }));
    expect(texts.flatMap(leaked)).toEqual([]);
    expect(county.log.flatMap(leaked)).toEqual([]);
    expect(county.log.length).toBeGreaterThan(0);
    expect(leaked(JSON.stringify(county.received.map((received) => [received, ticketOf(received)])))).toEqual([]);
    expect(leaked(JSON.stringify([SHOWCASE.client]))).toHaveLength(1);
  });
});
