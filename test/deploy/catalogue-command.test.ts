import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueCommand } from '../../deploy/catalogue-command.js';
import { migrateAgency } from '../../subgraphs/kit/index.js';
import { languageCourses } from '../../subgraphs/language-courses/agency.js';
import { runs } from '../kit/long.js';
import { testDatabase, type TestDatabase } from '../kit/postgres.js';
import pg from 'pg';

let database: TestDatabase;
let sql: pg.Client;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
  database = await testDatabase('language_courses');
  await migrateAgency(languageCourses, database.ownerUrl);
  sql = new pg.Client({ connectionString: database.superUrl });
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await database.drop();
  await rm(folder, { recursive: true });
});
beforeEach(() => sql.query('truncate course cascade'));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await catalogueCommand(args, { out: (text) => { out += text; }, err: (text) => { err += text; } });
  return { code, out, err };
}
async function load(name: string, content: string | Uint8Array, ...more: string[]) {
  const file = join(folder, name);
  await writeFile(file, content);
  return run('import', file, '--provider', 'KURSTRAEGER:VHS_LIPPE_OST', '--database', database.appUrl, ...more);
}
const stored = async () => (await sql.query('select provider_key as key, title, starts_on::text as starts, formats, childcare, kept_by as unit from course order by provider_key')).rows;

const HEADER = 'key;title;kind;lessons;startsOn;schedule;municipality;capacity;formats;childcare';
const GOOD = 'a;"Deutsch; am Abend";BSK_B2;400;01.09.2026;"Mo ""18"" Uhr";LAGE;20;TEILZEIT|ABENDS;ja';

describe('npm run catalogue import', () => {
  it('imports CSV with a byte order mark, semicolons and German dates; again it changes nothing', async () => {
    expect(await load('kurse.csv', `\uFEFF${HEADER}\r\n${GOOD}\r\n\r\n`)).toMatchObject({ code: 0, out: expect.stringMatching(/^Übernommen \/ imported: 1 neu/) });
    expect(await stored()).toEqual([{ key: 'a', title: 'Deutsch; am Abend', starts: '2026-09-01', formats: ['TEILZEIT', 'ABENDS'], childcare: true, unit: 'KURSTRAEGER:VHS_LIPPE_OST' }]);
    expect(await load('kurse.csv', `${HEADER}\n${GOOD}`)).toMatchObject({ code: 0, out: expect.stringContaining('0 neu / new, 0 geändert / changed, 1 unverändert') });
  });

  it('imports CSV with commas, JSON and NDJSON alike', async () => {
    const json = { key: 'a', title: 'Deutsch', kind: 'BSK_B2', lessons: 400, startsOn: '2026-09-01', schedule: 'Mo', municipality: 'LAGE', capacity: 20 };
    expect((await load('kurse.json', JSON.stringify([json]))).out).toContain('1 neu');
    expect((await load('kurse.ndjson', `${JSON.stringify(json)}\n${JSON.stringify({ ...json, key: 'b' })}`)).out).toContain('1 neu / new, 0 geändert / changed, 1 unverändert');
    expect((await load('kurse.csv', `${Object.keys(json).join(',')}\n${Object.values(json).join(',')}\n`)).out).toContain('1 unverändert');
  });

  it('names every wrong row, and imports nothing, or the good rest', async () => {
    const file = [HEADER, GOOD, 'b;;BSK_B9;viele;31.02.2026;Mo;LAGE;20;;', GOOD, 'c;Kurs;BSK_B2;400;2026-09-01;Mo;LAGE;20;;;zu viel'].join('\n');
    const wrong = await load('kurse.csv', file);
    expect(wrong.code).toBe(1);
    expect(wrong.out.split('\n').map((line) => /^(Zeile.*?):.*(\[.*\])$/.exec(line)?.slice(1).join(' ')).filter(Boolean)).toEqual([
      'Zeile / row 2 (b), title [MISSING]', 'Zeile / row 2 (b), kind [INVALID]', 'Zeile / row 2 (b), lessons [INVALID]', 'Zeile / row 2 (b), startsOn [INVALID]',
      'Zeile / row 3 (a), key [DUPLICATE]', 'Zeile / row 4 (c), (11) [UNKNOWN_FIELD]',
    ]);
    expect(await stored()).toEqual([]);
    expect((await load('kurse.csv', file, '--good-rest', '--dry-run')).out).toContain('Nichts übernommen');
    expect(await stored()).toEqual([]);
    expect(await load('kurse.csv', file, '--good-rest')).toMatchObject({ code: 1, out: expect.stringContaining('Übernommen / imported: 1 neu') });
    expect((await stored()).map(({ key }) => key)).toEqual(['a']);
  });

  it.each([
    ['kurse.csv', 'key;titel\na;b', /Kopfzeile passt nicht; unbekannt oder doppelt: titel; es fehlen: title, capacity/],
    ['kurse.csv', Uint8Array.from(Buffer.from(`${HEADER}\n${GOOD.replace('Abend', 'M\xe4rz')}`, 'latin1')), /nicht in UTF-8/],
    ['kurse.csv', `${HEADER}\na;"offen`, /Kein lesbares CSV/],
    ['kurse.json', '{"key": "a"}', /keine JSON-Liste/], ['kurse.json', '[', /Kein lesbares JSON/], ['kurse.ndjson', '{}\n{', /Kein lesbares JSON/],
  ])('says why %s (%#) is no list of entries, and imports nothing of it', async (name, content, why) => {
    expect(await load(name, content)).toMatchObject({ code: 2, err: expect.stringMatching(why) });
    expect(await stored()).toEqual([]);
  });

  it('takes no half row for a row whose last fields are empty, and nothing of it overwrites what there is', async () => {
    await load('kurse.csv', `${HEADER}\n${GOOD}`);
    const half = `${HEADER}\n${GOOD}`.slice(0, -';TEILZEIT|ABENDS;ja'.length);
    const wrong = await load('kurse.csv', half, '--good-rest');
    expect(wrong.out).toMatch(/row 1 \(a\), formats: .*endet vor diesem Feld.*\[INVALID\]/);
    expect((await stored())[0]).toMatchObject({ formats: ['TEILZEIT', 'ABENDS'], childcare: true });
  });

  it('takes lists and objects for no text, number, day or choice', async () => {
    const json = { key: ['a'], title: { $ne: 1 }, kind: ['BSK_B2'], lessons: [400], startsOn: {}, schedule: 'Mo', municipality: [['LAGE']], capacity: [20], childcare: ['ja'], formats: [['TEILZEIT']] };
    const { code, out } = await load('kurse.json', JSON.stringify([json, null, 7, { ...json, ['__proto__']: 1 }]));
    expect([code, out.match(/row 1, \w+/g)]).toEqual([1, ['key', 'title', 'formats', 'childcare', 'capacity', 'kind', 'lessons', 'startsOn', 'municipality'].map((field) => `row 1, ${field}`)]);
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['a quote that nobody closes', 'kurse.csv', `${HEADER}\na;"${'x'.repeat(300_000)}\n`], ['a line without end', 'kurse.ndjson', `{"key":"${'x'.repeat(300_000)}`],
    ['brackets without end', 'kurse.json', '['.repeat(200_000)],
  ])('gives up on %s', async (_, name, content) => {
    expect(await load(name, content)).toMatchObject({ code: 2, err: expect.stringMatching(/länger als|Kein lesbares/) });
  });

  it('keeps formulas, quotes and commands as the texts they are', async () => {
    const title = `=HYPERLINK("http://x")'; drop table course; --`;
    await load('kurse.ndjson', JSON.stringify({ key: `'; --`, title, kind: 'BSK_B2', lessons: 400, startsOn: '2026-09-01', schedule: '\\x00 ${1} ? ??', municipality: 'LAGE', capacity: 20 }));
    expect(await stored()).toEqual([expect.objectContaining({ key: `'; --`, title })]);
  });

  it('writes a catalogue as open data, whole or filtered', async () => {
    await load('kurse.csv', [HEADER, GOOD, GOOD.replace('a;', 'b;').replace('LAGE', 'LEMGO')].join('\n'));
    const file = join(folder, 'kurse.jsonld');
    expect(await run('export', 'courses.jsonld', '--out', file, '--database', database.appUrl)).toEqual({ code: 0, out: '', err: '' });
    expect(JSON.parse(await readFile(file, 'utf8'))['@graph'].map(({ identifier }: { identifier: string }) => identifier).sort()).toEqual(['a', 'b']);
    expect((await run('export', 'courses.ics?municipalities=LEMGO', '--database', database.appUrl)).out.match(/LOCATION:.*/g)).toEqual(['LOCATION:Lemgo']);
  });

  it.each([
    [['export', 'enrolment.jsonld'], 2], [['export', 'courses.pdf'], 2], [['export', 'courses.ics?municipalities=BERLIN'], 2], [['--help'], 0], [['import'], 2], [['delete', 'x'], 2], [['import', '/nowhere.csv', '--provider', 'NWL_CUK'], 2], [['import', 'package.json', '--provider', 'ABH_KREIS'], 2], [['--colour'], 2],
  ])('ends %j with %i', async (args, code) => {
    expect((await run(...args)).code).toBe(code);
  });

  it('tells how far it is, every ten thousand rows, each once', async () => {
    const { out, err } = await load('kurse.csv', `${HEADER}\n${`${GOOD}\n`.repeat(20_000)}`, '--dry-run');
    expect(err).toBe('10000 Zeilen gelesen / rows read\n20000 Zeilen gelesen / rows read\n');
    expect(out.match(/steht schon in Zeile 1 /g)).toHaveLength(19_999);
  });

  it('imports many within the minute', async () => {
    const count = runs(3_000, 100_000);
    const rows = Array.from({ length: count }, (_, index) => `k${index};Kurs ${index};BSK_B2;400;2026-09-01;Mo–Fr 9–13;LEMGO;20;VOLLZEIT;nein`);
    const started = performance.now();
    const result = await load('kurse.csv', `${HEADER}\n${rows.join('\n')}\n`);
    expect(result).toMatchObject({ code: 0, out: expect.stringContaining(`${count} neu`) });
    expect(performance.now() - started).toBeLessThan(60_000);
    expect((await load('kurse.csv', `${HEADER}\n${rows.join('\n')}\n`)).out).toContain(`${count} unverändert`);
  }, 150_000);
});
