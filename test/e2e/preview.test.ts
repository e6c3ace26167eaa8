import { randomUUID } from 'node:crypto';
import { SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

/** What the preview announces is what happens, over HTTP and with the agencies' real data. */
const VIEW = `query ($id: ID!) { client(id: $id) {
  name birthDate gender contact { __typename } registration { __typename } languageNeeds { __typename } nationalities case { __typename } benefits { __typename }
  labourProfile { __typename } cooperationPlan { __typename } languageLevel { __typename } supportPlan { __typename } courseEntitlements { __typename } enrolments { __typename }
  schoolPlacement { __typename } schoolBiography { __typename } statusView { group workAccess } residence { __typename } workPermission { __typename }
} }`;
const PREVIEW = 'problems { code } parties { unit person fields { effect field owner basis purposes from until } }';
const unitOf = 'NWL_CUK';
const { purpose, occasion, client } = SHOWCASE;

let county: County;
/** The database's clock before anything changed; the county's own is frozen in March. */
let started: number;
beforeAll(async () => {
  county = await startCounty();
  started = Number((await county.query('consent', 'select clock_ms() as now'))[0].now);
}, 60_000);
afterAll(() => county?.close());

type Unit = keyof typeof SHOWCASE.staff;
const ask = async (unit: Unit, query: string, variables: Record<string, unknown>): Promise<any> => {
  const { body } = await county.ask({ as: SHOWCASE.staff[unit], purpose, occasion, query, variables });
  expect(body.errors).toBeUndefined();
  return body;
};
/** The fields that a unit is not refused, whether or not there is data. */
const seen = async (unit: Unit): Promise<Set<string>> => {
  const { data, extensions } = await ask(unit, VIEW, { id: county.id(client, unit) });
  const withheld: string[] = extensions.release.withheld.map(({ path }: any) => path.slice(1).join('.'));
  const asked = Object.keys(data.client).flatMap((field) => (field === 'statusView' ? [field, 'statusView.workAccess'] : [field]));
  return new Set(asked.filter((field) => !withheld.some((path) => field === path || field.startsWith(`${path}.`))));
};
/** What a preview says of now and of the fields that `seen` looks at. */
const announced = (preview: any, unit: Unit, effect: string, looked: ReadonlySet<string>): string[] => {
  const { person } = SHOWCASE.staff[unit];
  const party = preview.parties.find((one: any) => one.unit === unit && one.person === person) ?? preview.parties.find((one: any) => one.unit === unit && one.person === null);
  const rows = party.fields.filter((row: any) => row.effect === effect && row.purposes.includes(purpose) && Date.parse(row.from) <= county.clock());
  return [...new Set<string>(rows.map(({ field }: any) => field))].filter((field) => looked.has(field)).sort();
};
const LOOKED = new Set([
  'name', 'birthDate', 'gender', 'contact', 'registration', 'languageNeeds', 'nationalities', 'case', 'benefits', 'labourProfile', 'cooperationPlan', 'languageLevel',
  'supportPlan', 'courseEntitlements', 'enrolments', 'schoolPlacement', 'schoolBiography', 'statusView', 'statusView.workAccess', 'residence', 'workPermission',
]);
const difference = (some: ReadonlySet<string>, others: ReadonlySet<string>): string[] => [...some].filter((field) => !others.has(field)).sort();

it('announces exactly what a new release lets the receiving unit see', async () => {
  const paper = {
    client: county.id(client, 'JOBCENTER_LIPPE'), releasingUnits: ['JOBCENTER_LIPPE'], receivingUnits: [unitOf], categories: ['LABOUR_PROFILE', 'BENEFIT_REGIME', 'COURSE_ENTITLEMENT'],
    purposes: [purpose], form: 'SCHRIFTLICH', validTo: new Date(county.clock() + 100 * 86_400_000).toISOString(),
  };
  const { data: { previewConsent: preview } } = await ask('JOBCENTER_LIPPE', `query ($input: ConsentPaperInput!) { previewConsent(input: $input) { ${PREVIEW} } }`, { input: paper });
  expect(preview.problems).toEqual([]);
  const before = await seen(unitOf);
  const { data: { recordConsent: receipt } } = await ask('JOBCENTER_LIPPE', 'mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { consentIds problems { code } } }', { input: { ...paper, idempotencyKey: randomUUID() } });
  expect(receipt).toMatchObject({ problems: [] });
  const after = await seen(unitOf);
  expect(announced(preview, unitOf, 'NEW', LOOKED)).toEqual(difference(after, before));
  expect(difference(after, before)).toEqual(['benefits', 'labourProfile']);
  expect(difference(before, after)).toEqual([]);
});

it('announces exactly what a withdrawal takes away, and what stays', async () => {
  const { data: { client: { consents } } } = await ask('KREIS_SERVICESTELLE', 'query ($id: ID!) { client(id: $id) { consents { id releasingUnits receivingUnits categories } } }', { id: county.id(client, 'KREIS_SERVICESTELLE') });
  const meant = consents.find((one: any) => one.releasingUnits.includes('NWL_CUK') && one.receivingUnits.includes('KREIS_SERVICESTELLE'));
  const variables = { client: county.id(client, 'KREIS_SERVICESTELLE'), consent: meant.id };
  const { data: { previewWithdrawal: preview } } = await ask('KREIS_SERVICESTELLE', `query ($client: ID!, $consent: ID!) { previewWithdrawal(client: $client, consent: $consent) { ${PREVIEW} } }`, variables);
  const before = await seen('KREIS_SERVICESTELLE');
  await ask('KREIS_SERVICESTELLE', 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consentIds } }', { input: { ...variables, idempotencyKey: randomUUID() } });
  const after = await seen('KREIS_SERVICESTELLE');
  expect(announced(preview, 'KREIS_SERVICESTELLE', 'LOST', LOOKED)).toEqual(difference(before, after));
  expect(difference(before, after)).toEqual(['courseEntitlements', 'enrolments', 'languageLevel', 'supportPlan']);
});

it('asks past decisions again, with the knowledge of then and of now, and says who had which rights', async () => {
  const officer = { unit: 'KREIS_SERVICESTELLE', person: 'dpo-1', role: 'DPO' } as const;
  const now = Number((await county.query('consent', 'select clock_ms() as now'))[0].now);
  const asOf = (known: number): string =>
    `decisionAsOf(client: $client, unit: "KREIS_SERVICESTELLE", person: "cm-sr6-1", role: "CASE_MANAGER", purpose: ${purpose}, category: LANGUAGE_LEVEL, on: $on, knownOn: "${new Date(known).toISOString()}") { granted code }`;
  const { body } = await county.ask({
    as: officer, variables: { client: county.id(client, officer.unit), on: new Date(county.clock()).toISOString() },
    query: `query ($client: ID!, $on: DateTimeISO!) {
      then: ${asOf(started)} now: ${asOf(now)}
      accessRights(client: $client, from: "${new Date(started).toISOString()}", to: "${new Date(now).toISOString()}") { rights { unit owner } gaps { code } }
    }`,
  });
  expect(body.errors).toBeUndefined();
  expect([body.data.then, body.data.now]).toEqual([{ granted: true, code: null }, { granted: false, code: null }]);
  expect(body.data.accessRights.gaps).toEqual([]);
  expect(body.data.accessRights.rights.every(({ unit, owner }: any) => unit === officer.unit || owner === officer.unit)).toBe(true);
});
