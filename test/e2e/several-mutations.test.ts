import { randomUUID } from 'node:crypto';
import { entryOf } from '../../consent/audit/entry.js';
import { SCENARIOS } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

/** Several changes in one operation, over HTTP: they are done in the order in which they are written, each with its own entry. */
const { clients, staff: { cm } } = SCENARIOS.F1;
const AK = clients['AK']!;
let county: County;
beforeAll(async () => { county = await startCounty({ today: '2026-03-02' }); });
afterAll(() => county.close());

const variables = () => ({
  draft: {
    idempotencyKey: randomUUID(), client: county.id(AK, cm.unit), releasingUnits: [cm.unit], receivingUnits: ['NWL_CUK'], categories: ['IDENTITY_CORE'],
    purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', validTo: '2026-09-01T00:00:00Z',
  },
  early: { idempotencyKey: randomUUID(), client: county.id(AK, cm.unit), unit: 'NWL_CUK' },
  late: { idempotencyKey: randomUUID(), client: county.id(AK, cm.unit), unit: 'NWL_CUK' },
});
const TYPES: Readonly<Record<string, string>> = { draft: 'DraftConsentInput!', early: 'CreateLinkingCodeInput!', late: 'CreateLinkingCodeInput!', long: 'String!' };
const EARLY = 'early: createLinkingCode(input: $early) { code problems { code } }';
const DRAFT = 'draft: draftConsent(input: $draft) { state problems { code } }';
const LATE = 'late: createLinkingCode(input: $late) { code problems { code } }';
/** At another agency, where the caller keeps nothing. */
const OTHER = 'other: withdrawCourse(key: "none") { saved }';

async function change(fields: readonly string[], over: Record<string, unknown> = {}) {
  const [{ last }] = await county.query('consent', 'select coalesce(max(seq), 0)::int as last from log_inbox') as [{ last: number }];
  const text = fields.join(' ');
  const used = Object.keys(TYPES).filter((name) => text.includes(`$${name}`));
  const { body } = await county.ask({ as: cm, query: `mutation (${used.map((name) => `$${name}: ${TYPES[name]}`).join(', ')}) { ${text} }`, variables: { ...variables(), ...over } });
  const rows = await county.query('consent', 'select payload from log_inbox where seq > $1 order by seq', [last]) as { payload: string }[];
  return { body, logged: rows.map(({ payload }) => entryOf(payload)).map(({ kind, items }) => [kind, ...items.map(({ path, granted }) => `${path} ${String(granted)}`)].join(' ')) };
}

test('each sees what those before it have done, refused ones and those of other agencies between them', async () => {
  const { body, logged } = await change([EARLY, DRAFT, OTHER, LATE]);
  expect(body).toEqual({ data: {
    early: { code: null, problems: [{ code: 'NOT_AVAILABLE' }] }, // there is no form yet that names the unit
    draft: { state: 'ENTWURF', problems: [] },
    other: { saved: false },
    late: { code: expect.stringMatching(/^.{21}$/), problems: [] },
  } });
  expect(logged).toEqual(['CATALOGUE', 'CONSENT createLinkingCode false', 'CONSENT draftConsent true', 'CONSENT createLinkingCode true']);
});

test('one that fails is null with its error; the others are done, told and on record', async () => {
  const { body, logged } = await change([DRAFT, EARLY, 'close: closeReviewTask(task: "none", outcome: $long, idempotencyKey: "one close")', OTHER, LATE], { long: 'x'.repeat(501) });
  expect(body).toEqual({
    data: {
      draft: { state: 'ENTWURF', problems: [] }, early: { code: expect.stringMatching(/^.{21}$/), problems: [] }, close: null, other: { saved: false },
      late: { code: expect.stringMatching(/^.{21}$/), problems: [] },
    },
    errors: [{ message: expect.stringContaining('outcome: höchstens 500 Zeichen'), path: ['close'], extensions: { code: 'BAD_REQUEST' } }],
  });
  expect(logged).toEqual(['CATALOGUE', 'CONSENT draftConsent true', 'CONSENT createLinkingCode true', 'REFUSAL closeReviewTask false', 'CONSENT createLinkingCode true']);
});

test('the same operation again does nothing, and that is on record of each', async () => {
  const same = variables();
  const first = await change([DRAFT, LATE], same);
  const again = await change([DRAFT, LATE], same);
  expect([first.body.data.draft, again.body.data.draft]).toEqual(Array(2).fill({ state: 'ENTWURF', problems: [] }));
  expect(again.body.data.late).toEqual({ code: null, problems: [{ code: 'CODE_SHOWN_ALREADY' }] });
  expect([first.logged, again.logged]).toEqual([['CONSENT draftConsent true', 'CONSENT createLinkingCode true'], ['NOOP draftConsent true', 'NOOP createLinkingCode true']]);
});
