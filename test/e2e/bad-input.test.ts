import type { Purpose, Requester } from '../../consent/core/index.js';
import { SCENARIOS, SHOWCASE } from '../../demo/scenarios.js';
import type { AgencyName } from '../../subgraphs/kit/index.js';
import { startCounty, type Answer, type County } from '../kit/county.js';
import { forgedToken, tokenFor } from '../kit/identity.js';

/** Callers, records and agencies that are not as they should be: nothing leaves, everybody else is served, and the error says what to do. */
let county: County;
beforeAll(async () => { county = await startCounty({ agencyTimeout: 2_000 }); });
afterAll(() => county?.close());
beforeEach(() => county.forget());
afterEach(() => county.intercept(null));

const { KREIS_SERVICESTELLE: cm, JOBCENTER_LIPPE: jobcenter } = SHOWCASE.staff;
const VIEW = 'query($id: ID!) { client(id: $id) { name benefits { regime } languageLevel { level } schoolPlacement { beschult } workPermission { access } } }';
const view = (headers: Record<string, string> = {}, purpose: Purpose | null = SHOWCASE.purpose): Promise<Answer> =>
  county.ask({ as: cm, purpose, query: VIEW, variables: { id: county.id(SHOWCASE.client, cm.unit) }, headers });
const codes = ({ body }: Answer): string[] => (body.errors ?? []).map(({ extensions }: { extensions: { code: string } }) => extensions.code);
const WHOLE = { name: 'Yara Halabi', benefits: [{ regime: 'SGB_II' }], languageLevel: { level: 'B1' }, schoolPlacement: { beschult: true }, workPermission: { access: expect.any(String) } };

describe('a caller', () => {
  const forgeries: Readonly<Record<string, () => Promise<string>>> = {
    expired: () => tokenFor(cm, county.clock() - 3_700_000),
    'from the future': () => forgedToken({ nbf: Math.floor(county.clock() / 1000) + 60 }, county.clock()),
    'without an end': () => forgedToken({ exp: undefined }, county.clock()),
    'for another audience': () => forgedToken({ aud: 'another-service' }, county.clock()),
    'of another issuer': () => forgedToken({ iss: 'https://other.example' }, county.clock()),
    'of another type': () => forgedToken({}, county.clock(), { typ: 'JWT' }),
    'signed with a shared secret': () => forgedToken({}, county.clock(), { alg: 'HS256' }),
  };
  it.each(Object.keys(forgeries))('with a token %s is not let in', async (kind) => {
    const answer = await view({ authorization: `Bearer ${await forgeries[kind]!()}` });
    expect([answer.status, codes(answer), answer.body.data]).toEqual([401, ['UNAUTHENTICATED'], undefined]);
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(county.received).toEqual([]);
  });

  it.each(['', 'Bearer', 'Bearer x', 'Basic eDp5', 'Bearer a.b.c', 'Bearer eyJhbGciOiJub25lIn0.e30.'])('with the authorization "%s" is not let in', async (authorization) => {
    expect((await view({ authorization })).status).toBe(401);
  });

  it('without a token is told how to sign in', async () => {
    const answer = await county.ask({ as: null, query: '{ courses(first: 1) { edges { cursor } } }' });
    expect([answer.status, answer.headers.get('www-authenticate'), codes(answer)]).toEqual([401, 'Bearer realm="freigabe"', ['UNAUTHENTICATED']]);
  });

  it('is let in with a genuine one, for as long as it lasts and not a second more than the clocks may differ', async () => {
    const authorization = `Bearer ${await tokenFor(cm, county.clock())}`;
    const now = county.clock();
    expect((await view({ authorization })).status).toBe(200);
    county.clock.set(now + 3_606_000);
    expect((await view({ authorization })).status).toBe(401);
    county.clock.set(now);
  });

  it.each([['no purpose', null, 'PURPOSE_MISSING'], ['an unknown purpose', 'NEUGIER', 'PURPOSE_UNKNOWN'], ['a purpose in small letters', 'kursvermittlung', 'PURPOSE_UNKNOWN'],
    ['a wildcard', '*', 'PURPOSE_UNKNOWN'], ['two purposes', 'KURSVERMITTLUNG, WOHNEN', 'PURPOSE_UNKNOWN'], ['a name of every object', 'constructor', 'PURPOSE_UNKNOWN'],
  ] as const)('with %s gets nothing personal', async (_what, purpose, code) => {
    const answer = await view({}, purpose as Purpose | null);
    expect([answer.body.data, codes(answer), county.received]).toEqual([undefined, [code], []]);
    expect(answer.body.errors[0].message).toContain('KURSVERMITTLUNG');
  });

  it.each(['constructor', 'prototype', '__proto__', '_freigabeId', '_freigabe0', '__typename', 'id'])('who calls a field "%s" is refused', async (alias) => {
    const answer = await county.ask({ as: cm, purpose: SHOWCASE.purpose, query: `{ client(id: "x") { ${alias}: name } }` });
    expect([answer.body.data, codes(answer)]).toEqual([undefined, ['NAME_RESERVED']]);
  });

  it.each(['toString', 'hasOwnProperty', 'then', 'toJSON', 'valueOf', '_0', 'data', 'errors', 'extensions'])('who calls a field "%s" gets it under that name', async (alias) => {
    const { body } = await county.ask({ as: cm, purpose: SHOWCASE.purpose, query: `{ ${alias}: client(id: "${county.id(SHOWCASE.client, cm.unit)}") { ${alias}: name x: benefits { ${alias}: regime } } }` });
    expect([body.data, body.errors]).toEqual([{ [alias]: { [alias]: 'Yara Halabi', x: [{ [alias]: 'SGB_II' }] } }, undefined]);
  });

  it('may write an id in any way a variable allows, and pollutes nothing', async () => {
    const query = 'query($id: ID!) { client(id: $id) { name } }';
    for (const id of [5, '{"$ne": null}', "'; DROP TABLE client; --", '__proto__', '%00', '../..', '{}', '[object Object]']) {
      expect((await county.ask({ as: cm, purpose: SHOWCASE.purpose, query, variables: { id } })).body.data).toEqual({ client: null });
    }
    for (const id of [null, [], {}, true, 1.5]) {
      const answer = await county.ask({ as: cm, purpose: SHOWCASE.purpose, query, variables: { id } });
      expect([answer.body.data, codes(answer)]).toEqual([undefined, ['BAD_USER_INPUT']]);
    }
    const polluted = await county.ask({ as: cm, purpose: SHOWCASE.purpose, query, variables: JSON.parse('{"id":"x","__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}') });
    expect([polluted.body.data, ({} as { admin?: boolean }).admin]).toEqual([{ client: null }, undefined]);
  });

  it.each([0, -1, 101, 2_147_483_647])('who wants a page of %i is told how large a page may be', async (first) => {
    const answer = await county.ask({ as: cm, purpose: SHOWCASE.purpose, query: 'query($first: Int) { clients(first: $first) { edges { node { name } } } }', variables: { first } });
    expect([answer.body.data, codes(answer)]).toEqual([{ clients: null }, ['BAD_REQUEST']]);
    expect(answer.body.errors[0].message).toContain('100');
  });
});

describe('a record of a consent', () => {
  const [level] = [SCENARIOS.F2.consents['c1']![0]!];
  const { cm: asking } = SCENARIOS.F2.staff;
  const look = async () => (await county.ask({
    as: asking, purpose: 'KURSVERMITTLUNG', query: 'query($id: ID!) { client(id: $id) { name languageLevel { level } consents { id state categories validTo } } }',
    variables: { id: county.id(SCENARIOS.F2.clients['MS']!, asking.unit) },
  })).body;
  const broken = async (change: string) => {
    const [before] = await county.query('consent', 'SELECT to_jsonb(c) AS row FROM consent c WHERE id = $1', [level]);
    await county.query('consent', `UPDATE consent SET ${change} WHERE id = $1`, [level]);
    await look(); // may begin with what the gateway remembers, and learns better when it commits
    county.forget();
    const body = await look();
    await county.query('consent', `UPDATE consent c SET (state, releasing_units, releasing_persons, receiving_units, receiving_persons, receiving_functions, categories, explicit_categories, exclusions, purposes, form, from_at, to_at)
      = (SELECT state, releasing_units, releasing_persons, receiving_units, receiving_persons, receiving_functions, categories, explicit_categories, exclusions, purposes, form, from_at, to_at
         FROM jsonb_populate_record(NULL::consent, $2)) WHERE id = $1`, [level, before.row]);
    return body;
  };

  it.each([
    `categories = categories || '{EVERYTHING}'`, `categories = NULL`, `categories = categories || NULL::text`, `categories = categories || '{CHILD_PROTECTION}'`,
    `explicit_categories = NULL`, `exclusions = NULL`, `exclusions = '{NOBODY_KNOWS}'`, `purposes = NULL`, `purposes = '{}'`, `purposes = purposes || '{*}'`,
    `releasing_units = NULL`, `releasing_units = releasing_units || '{ZOLL}'`, `receiving_units = NULL`, `receiving_units = '{}'`, `releasing_persons = NULL`,
    `releasing_persons = '{}'`, `receiving_persons = '[null]'`, `receiving_persons = '"x"'`, `receiving_functions = '[null]'`, `receiving_functions = '{"unit": "KREIS_SERVICESTELLE"}'`, `state = 'GUELTIG'`, `state = 'erteilt'`, `state = ''`, `form = NULL`, `form = 'WHATSAPP'`,
    `from_at = NULL`, `to_at = NULL`, `from_at = '-infinity'`, `to_at = 'infinity'`, `to_at = from_at`, `from_at = to_at + interval '1 day'`,
  ])('grants nothing where %s, and takes nothing else with it', async (change) => {
    const { data, errors } = await broken(change);
    expect(errors).toBeUndefined();
    expect([data.client.name, data.client.languageLevel]).toEqual(['Mariam Sabbagh', null]);
    expect(county.received.map(({ subgraph }) => subgraph)).not.toContain('language-courses');
    expect((await look()).data.client.languageLevel).toEqual({ level: 'B1' });
  });
});

describe('an agency', () => {
  const GONE = 'jobcenter' satisfies AgencyName;
  const others = { ...WHOLE, benefits: null };
  const error = (code: string) => [{ message: expect.stringContaining('"jobcenter"'), path: ['client'], extensions: { agency: 'jobcenter', code } }];
  const while_ = async (body: string, status = 200): Promise<Answer> => {
    county.intercept(async ({ subgraph }) => (subgraph === GONE ? { status, body } : undefined));
    return view();
  };

  it.each([
    ['what is no JSON', '<html>Wartung</html>', 200], ['nothing', '', 200], ['null', 'null', 200], ['a list', '[]', 200], ['a number', '7', 200], ['no data', '{}', 200],
    ['null for data', '{"data":null}', 200], ['errors only', '{"errors":[{"message":"geheim: Mariam Sabbagh"}]}', 200], ['other data', '{"data":{"client":{"name":"x"}}}', 200],
    ['too few clients', '{"data":{"_0":[]}}', 200], ['too many clients', '{"data":{"_0":[null,null]}}', 200], ['a text for a list', '{"data":{"_0":"x"}}', 200],
    ['a refusal', '{"errors":[{"message":"no"}]}', 400], ['a redirection', '', 302], ['half of an answer', '{"data":{"_0":[{"benefits":', 200],
  ])('that answers %s is named, and all others answer', async (_what, text, status) => {
    const answer = await while_(text, status);
    expect(answer.body).toEqual({ data: { client: others }, errors: error('SUBGRAPH_ERROR'), extensions: { release: { purpose: SHOWCASE.purpose, withheld: [] } } });
    expect(answer.text).not.toMatch(/geheim|Wartung|Sabbagh/);
  });

  it('that reports errors beside its data is named, and its data is there', async () => {
    const answer = await while_('{"data":{"_0":[{"__typename":"Client","benefits":null}]},"errors":[{"message":"geheim"}]}');
    expect([answer.body.data, answer.body.errors]).toEqual([{ client: others }, error('SUBGRAPH_ERROR')]);
    expect(answer.text).not.toContain('geheim');
  });

  it('that sends more than it was asked for, and of whom it was not asked, is cut to what was granted', async () => {
    const more = {
      __typename: 'Client', id: 'c1_AAAAAAAAAAAAAAAAAAAAAA', _freigabeId: county.id(SHOWCASE.mother, cm.unit), benefits: [{ regime: 'SGB_II', since: '2020-01-01', amount: 1 }],
      healthNeeds: ['x'], name: 'Another Name', constructor: { x: 1 }, languageTestDetail: { listening: 'A1' },
    };
    const answer = await while_(`{"data":{"_0":[${JSON.stringify(more).replace('{', '{"__proto__":{"polluted":true},')}]}}`);
    expect(answer.body.errors).toEqual(error('SUBGRAPH_ERROR'));
    expect(Object.keys(answer.body.data.client)).toEqual(Object.keys(WHOLE));
    expect(answer.body.data.client.benefits).toEqual([{ regime: 'SGB_II' }]);
    expect(answer.text).not.toMatch(/healthNeeds|Another|polluted|amount|since/);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('that is asked for its catalogue cannot speak of clients', async () => {
    county.intercept(async ({ subgraph }) => (subgraph === 'school-entry' ? { body: JSON.stringify({ data: {
      schoolHolidays: [{ name: 'Osterferien' }], client: { name: 'Another Name', _freigabeId: county.id(SHOWCASE.mother, cm.unit), labourProfile: { education: 'KEINE' } },
    } }) } : undefined));
    const { body, text } = await county.ask({
      as: cm, purpose: SHOWCASE.purpose, query: 'query($id: ID!) { client(id: $id) { name } schoolHolidays { name } }', variables: { id: county.id(SHOWCASE.client, cm.unit) },
    });
    expect([body.data, body.errors]).toEqual([{ client: { name: 'Yara Halabi' }, schoolHolidays: [{ name: 'Osterferien' }] }, undefined]);
    expect(text).not.toContain('Another');
  });

  it('that sends a value no enum has is not believed', async () => {
    const answer = await while_('{"data":{"_0":[{"__typename":"Client","benefits":[{"regime":"REICH"}]}]}}');
    expect(answer.text).not.toContain('REICH');
    expect(codes(answer)).toEqual(['SUBGRAPH_ERROR']);
    expect(answer.body.data.client.name).toBe('Yara Halabi');
  });

  it('that takes too long is given up, and all others answer', async () => {
    let answerAtLast = (): void => undefined;
    const answered = new Promise<void>((done) => { answerAtLast = done; });
    county.intercept(async ({ subgraph }) => { if (subgraph === GONE) await answered; });
    const answer = await view(); // comes while the agency still says nothing
    answerAtLast();
    expect([answer.body.data, answer.body.errors]).toEqual([{ client: others }, error('SUBGRAPH_UNAVAILABLE')]);
  });

  it('that is overloaded or broken is named as not answering', async () => {
    for (const status of [500, 502, 503]) expect((await while_('broken', status)).body.errors).toEqual(error('SUBGRAPH_UNAVAILABLE'));
  });

  it('that has rows of a unit nobody granted, or values its schema has not, spoils nothing else', async () => {
    await county.query('language_courses', `UPDATE language_level SET level = 'Z9' WHERE client = $1`, [county.pseudonyms.write('subgraph:language-courses', SHOWCASE.client)]);
    const answer = await view();
    expect(codes(answer)).toEqual(['SUBGRAPH_ERROR']);
    expect(answer.body.data.client).toMatchObject({ name: 'Yara Halabi', benefits: [{ regime: 'SGB_II' }] });
    expect(answer.text).not.toContain('Z9');
    await county.query('language_courses', `UPDATE language_level SET level = 'B1' WHERE client = $1`, [county.pseudonyms.write('subgraph:language-courses', SHOWCASE.client)]);
  });

  it('that cannot be reached at all does not keep the others, nor its own catalogue’s neighbours, from answering', async () => {
    await county.stopAgency(GONE);
    const answer = await view();
    expect([answer.body.data, answer.body.errors]).toEqual([{ client: others }, error('SUBGRAPH_UNAVAILABLE')]);
    const catalogue = await county.ask({ as: jobcenter, query: '{ courses(first: 1) { edges { cursor } } offers(first: 1) { edges { cursor } } }' });
    expect(catalogue.body.data.courses.edges).toHaveLength(1);
    expect([catalogue.body.data.offers ?? null, codes(catalogue)]).toEqual([null, ['SUBGRAPH_UNAVAILABLE']]);
  });

  it('is left in peace when nothing of it was granted: a requester of another unit hears of no fault', async () => {
    const stranger: Requester = SHOWCASE.staff.NWL_CUK;
    const { body } = await county.ask({ as: stranger, purpose: SHOWCASE.purpose, query: VIEW, variables: { id: county.id(SHOWCASE.client, stranger.unit) } });
    expect([body.errors, body.data.client]).toEqual([undefined, { ...WHOLE, benefits: null, schoolPlacement: null, workPermission: null }]);
  });
});
