import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { ReleaseRecord } from '../../consent/audit/reconcile/compare.js';
import { entryOf } from '../../consent/audit/entry.js';
import { describeDifference } from '../../consent/audit/reconcile/describe.js';
import { reconcile } from '../../consent/audit/reconcile/reconcile.js';
import type { SubgraphName } from '../../consent/core/index.js';
import type { DatabaseName } from '../../deploy/databases.js';
import { disclosuresIn } from '../../consent/supervision/disclosures.js';
import { SHOWCASE } from '../../demo/scenarios.js';
import { AGENCIES } from '../../subgraphs/agencies.js';
import { exportReleaseRecords } from '../../subgraphs/kit/release-record/export.js';
import { mutationsOf } from '../consent/api/drawn-input.js';
import { ABOUT_NOBODY, everyAct } from './every-act.js';
import { tokenFor } from '../kit/identity.js';
import { startCounty, type County } from '../kit/county.js';
import { testPool } from '../kit/pool.js';

const { KREIS_SERVICESTELLE: cm, JOBCENTER_LIPPE: jobcenter } = SHOWCASE.staff;
const folder = mkdtempSync(join(tmpdir(), 'freigabe-reconcile-'));
let county: County;
let log: pg.Pool;
let from: number;
let to: number;

const everything = /* GraphQL */ `query($id: ID!) { client(id: $id) {
  name birthDate contact { street } languageNeeds { languages } nationalities household { adults } children { name case { phase } } case { phase } deadlines { dueOn }
  benefits { regime } counsellingOffers { dueOn } labourProfile { education } cooperationPlan { nextStep }
  languageLevel { level } courseEntitlements { basis } enrolments { state course { kind } } schoolPlacement { beschult } kita { state }
  residence { title } statusView { workAccess } workPermission { access } residenceObligation { __typename } perspectiveChecks { kind }
} }`;
const caseload = 'query { clients(first: 50) { edges { node { name case { phase } benefits { regime } languageLevel { level } statusView { group workAccess } guardians { kind person { name } } } } } }';

beforeAll(async () => {
  county = await startCounty({ agencyTimeout: 2_000 });
  log = testPool(county.databases.consent.appUrl);
  from = county.clock() - 3_600_000;
  to = county.clock() + 3_600_000;
});
afterAll(async () => {
  await log.end();
  await county.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  for (const { database } of AGENCIES) await county.query(database as DatabaseName, 'truncate release_record');
  await county.query('consent', 'truncate log_inbox');
});

const view = () => county.ask({ as: cm, purpose: 'MASSNAHMENZUSTEUERUNG', query: everything, variables: { id: county.id(SHOWCASE.client, cm.unit) } });

async function records(name: SubgraphName): Promise<ReleaseRecord[]> {
  const agency = AGENCIES.find((one) => one.name === name)!;
  const out = join(mkdtempSync(join(folder, 'x')), 'records');
  await exportReleaseRecords({ url: county.databases[agency.database as DatabaseName].appUrl, from, to, out });
  return readFileSync(out, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as ReleaseRecord);
}
const compare = async (name: SubgraphName) => reconcile(log, await records(name), { agency: name, pseudonyms: county.pseudonyms, from, to });
const differences = async () => (await Promise.all(AGENCIES.map(({ name }) => compare(name)))).flatMap((result) => result.differences);

describe('reconciliation of agencies’ release logs and the access log', () => {
  it('finds no difference after the unified view and whole caseloads of two units', async () => {
    expect((await view()).body.errors).toBeUndefined();
    for (const as of [cm, jobcenter]) await county.ask({ as, purpose: 'ARBEITSBERATUNG', query: caseload });
    const results = await Promise.all(AGENCIES.map(({ name }) => compare(name)));
    expect(results.flatMap(({ differences: found }) => found.map(describeDifference))).toEqual([]);
    expect(results.every((result) => result.records > 0 && result.entries > 0)).toBe(true);
  });

  it('finds no difference after every act that there is for a client, and none of them but a place and what the Jugendamt read was a transmission', async () => {
    const { client, done } = await everyAct(county);
    const acts = mutationsOf(readFileSync('schema/consent.graphql', 'utf8')).map(({ name }) => name);
    expect([...new Set(done)].toSorted()).toEqual(acts.filter((name) => !ABOUT_NOBODY.includes(name)).toSorted());
    expect((await differences()).map(describeDifference)).toEqual([]);

    const logged = (await county.query('consent', 'select seq, at, payload from log_inbox order by seq')).map(({ seq, at, payload }) => ({ seq: Number(seq), at: Number(at), entry: entryOf(payload) }));
    const granted = logged.flatMap(({ entry }) => (entry.client === client ? entry.items.filter((item) => item.granted) : []));
    expect(done.filter((name) => !granted.some(({ path }) => path === name))).toEqual([]);
    const [mutated, read] = [granted.filter(({ path }) => acts.includes(path)), granted.filter(({ path }) => path === 'emergencyNotifications')];
    expect([...new Set(mutated.filter(({ delivered }) => delivered).map(({ path }) => path))].toSorted()).toEqual(['cancelPlace', 'confirmPlace', 'joinWaitingList', 'reservePlace']);
    expect(read.map(({ delivered }) => delivered)).toEqual([true]);
    expect(logged.flatMap(disclosuresIn).map(({ from, to, categories }) => `${from} -> ${to} ${categories}`)).toEqual([
      ...Array(4).fill('KREIS_SERVICESTELLE -> KURSTRAEGER:VHS_LIPPE_OST IDENTITY_CORE'), 'KREIS_SERVICESTELLE -> JUGENDAMT:KREIS IDENTITY_CORE',
    ]);
  });

  it('holds no value, no person and no id that two agencies share', async () => {
    await view();
    const [office, employment] = [await records('immigration-office'), await records('jobcenter')];
    expect(Object.keys(office[0]!).sort()).toEqual(['at', 'client', 'released', 'request']);
    expect([office[0]!.request, office[0]!.client]).not.toEqual([employment[0]!.request, employment[0]!.client]);
    expect(new Set([office[0]!.request, employment[0]!.request, office[0]!.client, employment[0]!.client]).size).toBe(4);
  });

  it('finds what left an agency without an entry', async () => {
    await view();
    await county.query('consent', 'truncate log_inbox');
    const found = await differences();
    expect(found.map(({ kind, agency, client, cause }) => [kind, agency, client, cause])).toContainEqual(['NOT_LOGGED', 'jobcenter', SHOWCASE.client, null]);
    expect(describeDifference(found[0]!)).toMatch(/NOT_LOGGED {2}.*zu klären\. \/ left the agency and is not in the access log; to be looked into\./);
  });

  it('finds categories that are not in the entry', async () => {
    await view();
    await county.query('jobcenter', `update release_record set released = jsonb_set(released, '{AA_DETMOLD}', '["LABOUR_PROFILE"]')`);
    expect(await differences()).toEqual([expect.objectContaining({ kind: 'MORE_THAN_LOGGED', agency: 'jobcenter', categories: ['AA_DETMOLD LABOUR_PROFILE'], cause: null })]);
  });

  it('finds entries of which the agency knows nothing, and requests that are not this gateway’s', async () => {
    await view();
    await county.query('language_courses', 'truncate release_record');
    await county.query('jobcenter', `update release_record set request = 'r-elsewhere'`);
    expect((await differences()).map(({ kind, agency }) => `${kind} ${agency}`).sort()).toEqual(['FOREIGN jobcenter', 'NOT_RELEASED jobcenter', 'NOT_RELEASED language-courses']);
  });

  it('is clean where an agency answered too late for the gateway', async () => {
    county.intercept(async ({ subgraph }) => { if (subgraph === 'jobcenter') await new Promise((done) => setTimeout(done, 2_200)); });
    const { body } = await view();
    county.intercept(null);
    await new Promise((done) => setTimeout(done, 600));
    expect([body.data.client.benefits, (await records('jobcenter')).length]).toEqual([null, 1]);
    expect(await differences()).toEqual([]);
  });

  it('explains what was fetched and not answered, since consents changed until the end', async () => {
    const { commit } = county.store;
    let runs = 0;
    county.store.commit = (release) => ((runs += 1) <= 4 ? Promise.resolve('CHANGED') : commit(release));
    const { body } = await view();
    county.store.commit = commit;
    expect(body.errors[0].extensions.code).toBe('RELEASE_CHANGED');
    const found = await differences();
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ kind, cause }) => `${kind} ${cause}`))).toEqual(new Set(['MORE_THAN_LOGGED NOT_ANSWERED']));
  });

  it('is clean where the caller has gone before the answer', async () => {
    const gone = new AbortController();
    county.intercept(async () => { gone.abort(); });
    const lost = fetch(county.url, {
      method: 'POST', signal: gone.signal, headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor(cm, county.clock())}`, 'x-purpose-of-use': 'MASSNAHMENZUSTEUERUNG' },
      body: JSON.stringify({ query: everything, variables: { id: county.id(SHOWCASE.client, cm.unit) } }),
    });
    await expect(lost).rejects.toThrow(/abort/);
    county.intercept(null);
    await new Promise((done) => setTimeout(done, 500));
    expect((await differences()).map(describeDifference)).toEqual([]);
  });
});
