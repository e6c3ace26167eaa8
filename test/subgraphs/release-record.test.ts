import pg from 'pg';
import { immigrationOffice } from '../../subgraphs/immigration-office/agency.js';
import { jobcenter } from '../../subgraphs/jobcenter/agency.js';
import { releaseRecordWriter } from '../../subgraphs/kit/release-record/writer.js';
import { grant, NOW, runTestAgency, ticket, type RunningTestAgency } from './running-agency.js';

let running: RunningTestAgency;
beforeAll(async () => {
  running = await runTestAgency(jobcenter);
  await running.insert('benefit', { client: 'a', owner: 'JOBCENTER_LIPPE', regime: 'SGB_II', since: '2025-01-01' });
});
afterAll(() => running.stop());
afterEach(() => running.sql.query('truncate release_record'));

const records = async () => (await running.sql.query('select at::float8 as at, request, client, released from release_record order by client')).rows;
const FIELDS = 'benefits { regime } cooperationPlan { nextStep }';

describe('the agency’s own release log', () => {
  it('has a line for each client and request: what was resolved for whom, whether or not there was anything', async () => {
    const both = grant(['a', 'b'], ['JOBCENTER_LIPPE', 'AA_DETMOLD'], 'BENEFIT_REGIME', 'JC_PLAN');
    await running.clients(['a', 'b'], FIELDS, ticket('jobcenter', [both], { requestId: 'r-7' }));
    const released = { JOBCENTER_LIPPE: ['BENEFIT_REGIME', 'JC_PLAN'], AA_DETMOLD: ['BENEFIT_REGIME', 'JC_PLAN'] };
    expect(await records()).toEqual([{ at: NOW, request: 'r-7', client: 'a', released }, { at: NOW, request: 'r-7', client: 'b', released }]);
  });

  it('has only what was asked for of what the ticket grants', async () => {
    await running.clients(['a'], 'benefits { regime }', ticket('jobcenter', [grant(['a'], ['JOBCENTER_LIPPE'], 'BENEFIT_REGIME', 'JC_PLAN')]));
    expect(await records()).toEqual([{ at: NOW, request: 'r1', client: 'a', released: { JOBCENTER_LIPPE: ['BENEFIT_REGIME'] } }]);
  });

  it('has nothing of what was withheld, and nothing without a ticket', async () => {
    await running.clients(['a'], FIELDS);
    await running.clients(['a'], FIELDS, ticket('jobcenter', [grant(['b'], ['JOBCENTER_LIPPE'], 'BENEFIT_REGIME')]));
    expect(await records()).toEqual([]);
  });

  it('names the owner of the record for a stricter field inside it', async () => {
    const office = await runTestAgency(immigrationOffice);
    await office.insert('residence', { client: 'a', owner: 'ABH_KREIS', title: 'AE_25_5' });
    const grants = [grant(['a'], ['ABH_KREIS', 'ABH_DETMOLD'], 'RESIDENCE_TITLE'), grant(['a'], ['ABH_KREIS', 'ABH_DETMOLD'], 'WORK_PERMISSION')];
    await office.clients(['a'], 'statusView { group workAccess }', ticket('immigration-office', grants));
    expect((await office.sql.query('select released from release_record order by id')).rows).toEqual([
      { released: { ABH_KREIS: ['RESIDENCE_TITLE'], ABH_DETMOLD: ['RESIDENCE_TITLE'] } }, { released: { ABH_KREIS: ['WORK_PERMISSION'] } },
    ]);
    await office.stop();
  });

  it('loses no line when many are answered at once', async () => {
    const ask = (number: number) =>
      running.clients(['a'], 'benefits { regime }', ticket('jobcenter', [grant(['a'], ['JOBCENTER_LIPPE'], 'BENEFIT_REGIME')], { requestId: `r-${number}` }));
    const answers = await Promise.all(Array.from({ length: 100 }, (_, number) => ask(number)));
    expect(answers.every(({ data }) => data?._entities[0].benefits.length === 1)).toBe(true);
    expect(new Set((await records()).map(({ request }) => request)).size).toBe(100);
  });

  it('lets nothing leave while it cannot be written, and recovers', async () => {
    await running.sql.query('alter table release_record rename to gone');
    const refused = await running.post({ query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Client { benefits { regime } } } }',
      variables: { r: [{ __typename: 'Client', id: 'a' }] }, extensions: { releaseTicket: ticket('jobcenter', [grant(['a'], ['JOBCENTER_LIPPE'], 'BENEFIT_REGIME')]) } });
    expect([refused.status, await refused.text()]).toEqual([500, expect.not.stringContaining('SGB_II')]);
    expect((await running.ask('{ offer(id: "x") { title } }')).errors).toBeUndefined();
    await running.sql.query('alter table gone rename to release_record');
    const answer = await running.clients(['a'], 'benefits { regime }', ticket('jobcenter', [grant(['a'], ['JOBCENTER_LIPPE'], 'BENEFIT_REGIME')]));
    expect(answer.data?._entities[0].benefits).toEqual([{ regime: 'SGB_II' }]);
  });

  it('cannot be changed by the running program, which may delete only what is past its period', async () => {
    const app = new pg.Client({ connectionString: running.database.appUrl });
    await app.connect();
    await running.sql.query(`insert into release_record (at, request, client, released) values (1, 'old', 'a', '{}'), (${Date.now()}, 'new', 'a', '{}')`);
    for (const statement of [`update release_record set client = 'x'`, 'delete from release_record', 'truncate release_record']) {
      await expect(app.query(statement)).rejects.toThrow(/permission denied/);
    }
    await expect(app.query('select expire_release_records($1)', [Date.now()])).rejects.toThrow(/a day at least/);
    await app.end();
    const writer = releaseRecordWriter(running.database.appUrl, () => undefined);
    await writer.expire(180, Date.now());
    await writer.close();
    expect((await records()).map(({ request }) => request)).toEqual(['new']);
  });
});
