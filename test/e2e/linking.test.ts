import { randomUUID } from 'node:crypto';
import { newLinkingCode } from '../../consent/linking/code.js';
import type { Requester } from '../../consent/core/index.js';
import { SCENARIOS } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

/** From the code on a signed form to the unit's first look, over HTTP; A. K. of F1 signs a form that names the course coordination. */
const { clients, staff: { cm, cuk } } = SCENARIOS.F1;
const AK = clients['AK']!;
let county: County;
beforeAll(async () => {
  county = await startCounty({ today: '2026-03-02' });
  await county.query('consent', `
    insert into consent (id, client_id, state, releasing_units, releasing_persons, receiving_units, receiving_persons, categories, explicit_categories,
      exclusions, purposes, form, from_at, to_at)
    values ($1, $2, 'ERTEILT', '{KREIS_SERVICESTELLE}', '[]', '{NWL_CUK}', '[]', '{IDENTITY_CORE}', '{}', '{}', '{KURSVERMITTLUNG}', 'SCHRIFTLICH', '2026-03-01', '2026-09-01')`,
  [randomUUID(), AK]);
});
afterAll(() => county.close());

const ask = (as: Requester, query: string, variables: Record<string, unknown> = {}) => county.ask({ as, purpose: 'KURSVERMITTLUNG', query, variables });
const redeem = (as: Requester, code: string) =>
  ask(as, 'mutation ($code: String!, $key: String!) { redeemLinkingCode(code: $code, idempotencyKey: $key) { client retryAt problems { code } } }', { code, key: randomUUID() });
const name = async (as: Requester) => (await ask(as, 'query ($id: ID!) { client(id: $id) { name } }', { id: county.id(AK, as.unit) })).body.data.client;

describe('linking a file', () => {
  let code: string;

  it('begins with a code that who leads the case has printed', async () => {
    const { body } = await ask(cm, 'mutation ($input: CreateLinkingCodeInput!) { createLinkingCode(input: $input) { code expiresAt problems { code } } }', {
      input: { idempotencyKey: 'print-once', client: county.id(AK, cm.unit), unit: 'NWL_CUK' },
    });
    expect(body.data.createLinkingCode).toMatchObject({ expiresAt: '2026-03-16T08:00:00.000Z', problems: [] });
    code = body.data.createLinkingCode.code;
  });

  it('leaves the client unknown to the unit until then, consent or not', async () => {
    expect(await name(cuk)).toBeNull();
  });

  it('answers wrong codes and right codes at the wrong unit with the same bytes', async () => {
    const answers = [await redeem(cuk, newLinkingCode()), await redeem({ ...cuk, unit: 'JOBCENTER_LIPPE', person: 'jc-101' }, code), await redeem({ ...cuk, unit: 'ABH_KREIS', person: 'abh-k-1' }, code)];
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]!.body.data.redeemLinkingCode).toEqual({ client: null, retryAt: null, problems: [{ code: 'CODE_NOT_ACCEPTED' }] });
  });

  it('gives the unit its own pseudonym, and what the client released', async () => {
    const { body } = await redeem(cuk, code.toLowerCase());
    expect(body.data.redeemLinkingCode).toEqual({ client: county.id(AK, 'NWL_CUK'), retryAt: null, problems: [] });
    expect(await name(cuk)).toEqual({ name: 'Amal Kassem' });
    expect(JSON.stringify(body)).not.toContain(AK);
    expect(body.data.redeemLinkingCode.client).not.toBe(county.pseudonyms.write('subgraph:language-courses', AK));
  });

  it('happens once, and guessing is locked out', async () => {
    const other = { ...cuk, person: 'cuk-206' };
    for (let failure = 0; failure < 5; failure++) expect((await redeem(other, code)).body.data.redeemLinkingCode.problems).toEqual([{ code: 'CODE_NOT_ACCEPTED' }]);
    const [used, unknown] = [await redeem(other, code), await redeem(other, newLinkingCode())];
    expect(used.text).toBe(unknown.text);
    expect(used.body.data.redeemLinkingCode).toEqual({ client: null, retryAt: '2026-03-02T08:15:00.000Z', problems: [{ code: 'LOCKED' }] });
  });
});
