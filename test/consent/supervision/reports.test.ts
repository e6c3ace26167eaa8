import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { LogEntry, LogItem } from '../../../consent/audit/entry.js';
import { startKeeper, type Keeper } from '../../../consent/audit/keeper/keeper.js';
import type { Requester } from '../../../consent/core/index.js';
import { FORM_LANGUAGES } from '../../../consent/lifecycle/document.js';
import { TrueDisclosures } from '../../../consent/store/migrations/15-true-disclosures.js';
import { PROJECTIONS } from '../../../consent/supervision/projections.js';
import { subjectTexts } from '../../../consent/supervision/reports/subject-texts.js';
import { consentApi, JOB_DPO, type ConsentApi } from '../api/consent-api.js';
import { consent, DAY, entry, NOON, relation } from '../store/county.js';
import { readPdf } from '../papers/read-pdf.js';

const NWL_DPO: Requester = { unit: 'NWL_CUK', person: 'nora', role: 'DPO' };
const paper = consent({ releasingUnits: ['NWL_CUK'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['LANGUAGE_LEVEL'] });
const PROVIDER = 'KURSTRAEGER:VHS_LIPPE_OST';
const CONSENT = `CONSENT:${paper.id}`;

let api: ConsentApi;
let keeper: Keeper;
let folder: string;
let client: string;
let stranger: string;
let sent: string;

const item = (category: LogItem['category'], owner: string, basis: string | null, delivered = true): LogItem =>
  ({ path: `client.${category}`, category, owners: [owner], granted: basis !== null, delivered: basis === null ? null : delivered, basis });

/** What an act handed on, and what a Jugendamt read. */
const act = (path: string, owner: string, delivered = true): LogItem => ({ ...item('LANGUAGE_LEVEL', owner, path.startsWith('reserve') ? 'STATUTE:S2' : 'EMERGENCY:22222222-2222-4222-8222-222222222222', delivered), path });

const request = (unit: string, items: LogItem[], over: Partial<LogEntry> = {}): LogEntry => entry({
  requestId: randomUUID(), client, requester: { unit, person: 'p1_staff', role: 'CASE_WORKER' }, items, owners: [...new Set(items.flatMap(({ owners }) => owners))],
  occasion: '=HYPERLINK("http://evil.example","Frau Meier")', ...over,
});

beforeAll(async () => {
  api = await consentApi();
  folder = mkdtempSync(join(tmpdir(), 'freigabe-reports-'));
  keeper = startKeeper({
    url: api.county.database.keeperUrl, signer: { origin: 'log.example', key: generateKeyPairSync('ed25519').privateKey },
    file: join(folder, 'checkpoints'), projections: PROJECTIONS, everyMs: 3_600_000,
  });
  client = await api.client({ relations: ['JOBCENTER_LIPPE', 'NWL_CUK', 'JUGENDAMT:LAGE'].map((unit) => relation({ unit })), consents: [paper] });
  stranger = await api.client({ relations: [relation({ unit: 'JOBCENTER_LIPPE' })], consents: [] });
  sent = await api.client({ relations: ['KREIS_SERVICESTELLE', 'NWL_CUK', PROVIDER].map((unit) => relation({ unit })), consents: [] });
  await api.store.commit({ heads: [], until: Infinity, entries: [
    request('JOBCENTER_LIPPE', [item('LANGUAGE_LEVEL', 'NWL_CUK', CONSENT), item('LABOUR_PROFILE', 'JOBCENTER_LIPPE', 'OWN_DATA'), item('HEALTH', 'KREIS_SERVICESTELLE', null)]),
    request('JOBCENTER_LIPPE', [item('COURSE_ENTITLEMENT', 'NWL_CUK', 'STATUTE:S2'), item('LANGUAGE_LEVEL', 'NWL_CUK', CONSENT, false)]),
    request('NWL_CUK', [item('BENEFIT_REGIME', 'JOBCENTER_LIPPE', 'STATUTE:S2'), item('KITA_PLACEMENT', 'JUGENDAMT:LAGE', 'CONSENT:x')]),
    request('NWL_CUK', [item('KITA_PLACEMENT', 'JUGENDAMT:LAGE', 'CONSENT:x')]),
    request('JUGENDAMT:LAGE', [item('BENEFIT_REGIME', 'JOBCENTER_LIPPE', 'EMERGENCY:11111111-1111-4111-8111-111111111111')]),
    request('JOBCENTER_LIPPE', [item('LANGUAGE_LEVEL', 'NWL_CUK', CONSENT)], { client: stranger }),
    request('NWL_CUK', [act('reservePlace', 'NWL_CUK')], { client: sent, kind: 'ACT', owners: ['NWL_CUK', PROVIDER] }),
    request('NWL_CUK', [act('reservePlace.RESERVIERT', 'NWL_CUK')], { client: sent, kind: 'ACT', owners: ['NWL_CUK', PROVIDER] }),
    request('NWL_CUK', [act('notifyJugendamt', 'NWL_CUK', false)], { client: sent, kind: 'EMERGENCY', owners: ['NWL_CUK', 'JUGENDAMT:LAGE'] }),
    request('JUGENDAMT:LAGE', [act('emergencyNotifications', 'NWL_CUK')], { client: sent, kind: 'EMERGENCY', owners: ['NWL_CUK', 'JUGENDAMT:LAGE'] }),
  ] });
  await keeper.settle();
});
afterAll(async () => {
  await keeper.close();
  await api.close();
  rmSync(folder, { recursive: true });
});

const SPAN = `from: "${new Date(NOON - DAY).toISOString()}", to: "${new Date(NOON + DAY).toISOString()}"`;

interface Document { mediaType: string | null; fileName: string | null; content: string | null; next: string | null; problems: { code: string }[] }

async function report(by: Requester, field: string): Promise<Document | null> {
  const { data, errors } = await api.ask(`{ report: ${field} { mediaType fileName content next problems { code } } }`, { by, purpose: null });
  expect(errors).toEqual([]);
  return (data as unknown as { report: Document | null }).report;
}
const releases = async (by: Requester, format: string, part = '') => report(by, `releaseReport(${SPAN}, format: ${format}${part})`);
const rowsOf = ({ content }: Document): Record<string, string>[] => JSON.parse(content!).sections[0].rows;
const subject = async (language: string, format = 'JSON', by = JOB_DPO, of = client) =>
  report(by, `subjectAccessReport(client: "${api.seenBy(by.unit, of)}", language: "${language}", ${SPAN}, format: ${format})`);

describe('the report of releases', () => {
  it('lists what went from and to the unit, one row for each sender and basis, and nothing that went elsewhere', async () => {
    const { content } = (await releases(JOB_DPO, 'JSON'))!;
    const { rows } = JSON.parse(content!).sections[0];
    const own = (id: string) => api.seenBy('JOBCENTER_LIPPE', id);
    expect(rows.map(({ from, to, categories, basis, delivered, client: of }: Record<string, string>) => [from, to, categories, basis, delivered, of])).toEqual([
      ['NWL_CUK', 'JOBCENTER_LIPPE', 'LANGUAGE_LEVEL', `CONSENT:${own(paper.id)}`, 'ja/yes', own(stranger)],
      ['JOBCENTER_LIPPE', 'JUGENDAMT:LAGE', 'BENEFIT_REGIME', `EMERGENCY:${own('11111111-1111-4111-8111-111111111111')}`, 'ja/yes', own(client)],
      ['JOBCENTER_LIPPE', 'NWL_CUK', 'BENEFIT_REGIME', 'STATUTE:S2', 'ja/yes', own(client)],
      ['NWL_CUK', 'JOBCENTER_LIPPE', 'COURSE_ENTITLEMENT', 'STATUTE:S2', 'ja/yes', own(client)],
      ['NWL_CUK', 'JOBCENTER_LIPPE', 'LANGUAGE_LEVEL', `CONSENT:${own(paper.id)}`, 'leer/empty', own(client)],
      ['NWL_CUK', 'JOBCENTER_LIPPE', 'LANGUAGE_LEVEL', `CONSENT:${own(paper.id)}`, 'ja/yes', own(client)],
    ]);
    expect(content).not.toContain('KITA_PLACEMENT');
    expect(content).not.toContain('HEALTH');
    for (const id of [client, stranger, paper.id]) expect(content).not.toContain(id);
  });

  it('proves what the unit has asked against the signed root, and shows two units no place in the log in common', async () => {
    const proofsOf = async (by: Requester) => JSON.parse((await releases(by, 'JSON'))!.content!).proofs;
    const proofs = await proofsOf(JOB_DPO);
    const [, size, root] = proofs.checkpoint.split('\n');
    expect(proofs.entries).toHaveLength(3);
    for (const { index, leafHash, path } of proofs.entries) expect(rootFrom(index, Number(size), leafHash, path)).toBe(root);
    const places = async (by: Requester): Promise<number[]> => (await proofsOf(by)).entries.map(({ index }: { index: number }) => index);
    expect((await places(NWL_DPO)).filter((place) => proofs.entries.some(({ index }: { index: number }) => index === place))).toEqual([]);
  });

  it('has what a place handed on and what a Jugendamt read, for the unit it came from and for the one it went to', async () => {
    const told = async (unit: string) => rowsOf((await releases({ ...JOB_DPO, unit }, 'JSON'))!).map(({ from, to, fields, basis }) => [from, to, fields, basis!.split(':')[0]]);
    const [place, read] = [['NWL_CUK', PROVIDER, 'reservePlace', 'STATUTE'], ['NWL_CUK', 'JUGENDAMT:LAGE', 'emergencyNotifications', 'EMERGENCY']];
    expect(await told(PROVIDER)).toEqual([place]);
    expect(await told('NWL_CUK')).toEqual(expect.arrayContaining([read, place]));
    expect((await told('JUGENDAMT:LAGE'))[0]).toEqual(read);
    for (const unit of ['NWL_CUK', 'JUGENDAMT:LAGE']) expect(JSON.stringify(await told(unit))).not.toContain('notifyJugendamt');
  });

  it('comes in parts that miss nothing and repeat nothing, and each says that it is one', async () => {
    const whole = (await releases(JOB_DPO, 'JSON'))!;
    expect([whole.next, whole.content!.includes('Unvollständig')]).toEqual([null, false]);
    const parts: Document[] = [];
    do parts.push((await releases(JOB_DPO, 'JSON', `, partSize: 2${parts.length > 0 ? `, after: "${parts.at(-1)!.next}"` : ''}`))!);
    while (parts.at(-1)!.next !== null);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.flatMap(rowsOf)).toEqual(rowsOf(whole));
    for (const part of parts) expect(part.content!.includes('Unvollständig: was vor 20')).toBe(part.next !== null);
    expect(new Set(parts.map(({ fileName }) => fileName!.includes('-teil-ab-')))).toEqual(new Set([true]));
    expect(JSON.stringify(parts.map(({ next }) => next))).not.toMatch(/00000000-0000/);
    for (const none of ['partSize: 0', 'partSize: 5001', 'after: "x"']) {
      expect((await api.ask(`{ report: releaseReport(${SPAN}, format: CSV, ${none}) { next } }`, { by: JOB_DPO, purpose: null })).errors).toEqual([expect.stringMatching(/partSize|after/)]);
    }
  });

  it('says since when there is a log, where a time begins before it', async () => {
    const [{ since }] = await api.county.sql<{ since: string }>('select min(at) as since from log_request') as [{ since: string }];
    const notesFrom = async (from: number): Promise<string> => JSON.parse((await report(JOB_DPO,
      `releaseReport(from: "${new Date(from).toISOString()}", to: "${new Date(NOON + DAY).toISOString()}", format: JSON)`))!.content!).notes.join();
    expect(await notesFrom(Number(since) - 1)).toContain(`Das Zugriffsprotokoll reicht zurück bis ${new Date(Number(since)).toISOString()}`);
    expect(await notesFrom(Number(since))).not.toContain('reicht zurück');
  });

  it('is CSV that no spreadsheet takes for a formula', async () => {
    const { content, mediaType } = (await releases(JOB_DPO, 'CSV'))!;
    const rows = parse(content!, { columns: true, delimiter: ';', bom: true }) as Record<string, string>[];
    expect([mediaType, rows.length]).toEqual(['text/csv; charset=utf-8', 6]);
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(rows[0]!['occasion']).toContain('Frau Meier');
  });

  it('is a PDF that is read back', async () => {
    const { content, mediaType, fileName } = (await releases(JOB_DPO, 'PDF'))!;
    expect([mediaType, fileName]).toEqual(['application/pdf', 'uebermittlungen-2026-03-01.pdf']);
    const { text } = await readPdf(new Uint8Array(Buffer.from(content!, 'base64')));
    expect(text).toMatch(/01\.03\.2026, 13:00 Jobcenter Lippe AöR an Jugendamt der Stadt Lage Art der Sozialleistung Kursvermittlung, Notfall/);
  });

  it('is for officers only, and making one is on record', async () => {
    expect(await releases({ ...JOB_DPO, role: 'CASE_MANAGER' }, 'JSON')).toBeNull();
    const { seq } = await api.store.logHead();
    await releases(JOB_DPO, 'CSV');
    await keeper.settle();
    const { items } = await api.store.accessLog({ unit: 'JOBCENTER_LIPPE', first: 1, before: null, from: null, to: null });
    expect([items[0]!.seq, items[0]!.kind, items[0]!.items[0]!.path]).toEqual([seq + 1, 'SUPERVISION', 'releaseReport']);
  });
});

describe('the information under Art. 15', () => {
  it('says when, who, to whom, which data, what for and on which basis: of this client and this unit only', async () => {
    const { content } = (await subject('en'))!;
    const [transmissions, consultations, consents] = JSON.parse(content!).sections;
    expect(transmissions.rows.map(({ sender, receiver, data, purpose, basis }: Record<string, string>) => [sender, receiver, data, purpose, basis])).toEqual([
      ['Clearing- und Koordinierungsstelle Sprache, Netzwerk Lippe gGmbH', 'Jobcenter Lippe AöR', 'Language level', 'Finding a course', 'Your release from confidentiality'],
      ['Clearing- und Koordinierungsstelle Sprache, Netzwerk Lippe gGmbH', 'Jobcenter Lippe AöR', 'Course entitlement or obligation', 'Finding a course', '§ 50 Abs. 1 SGB II'],
      ['Jobcenter Lippe AöR', 'Clearing- und Koordinierungsstelle Sprache, Netzwerk Lippe gGmbH', 'Benefit regime', 'Finding a course', '§ 50 Abs. 1 SGB II'],
      ['Jobcenter Lippe AöR', 'Jugendamt der Stadt Lage', 'Benefit regime', 'Finding a course', 'Emergency (§ 4 KKG, § 34 StGB)'],
    ]);
    expect(consultations.rows).toEqual([{ when: '01.03.2026', data: 'Education, occupation, recognition', purpose: 'Finding a course' }]);
    expect(consents.rows).toEqual([expect.objectContaining({ data: 'Language level', purpose: 'Finding a course' })]);
  });

  it('is one table as CSV, and has proofs as JSON of what it tells of the unit’s own requests', async () => {
    const rows = parse((await subject('de', 'CSV'))!.content!, { columns: true, delimiter: ';', bom: true }) as Record<string, string>[];
    const { sections, proofs } = JSON.parse((await subject('de'))!.content!);
    const [german] = [sections.map(({ heading }: { heading: string }) => heading)];
    expect(Object.keys(rows[0]!)).toEqual(['table', 'when', 'sender', 'receiver', 'data', 'purpose', 'basis', 'valid']);
    expect(rows.map(({ table }) => table)).toEqual(sections.flatMap((section: { rows: object[] }, index: number) => section.rows.map(() => german[index])));
    const [, size, root] = proofs.checkpoint.split('\n');
    expect(proofs.entries).toHaveLength(2); // the Jobcenter's two; two other units asked the rest
    for (const { index, leafHash, path } of proofs.entries) expect(rootFrom(index, Number(size), leafHash, path)).toBe(root);
  });

  it('tells nothing of a consent that was drafted and withdrawn unsigned, nor keeps that anything was transmitted', async () => {
    const [carla, cuk]: [Requester, string] = [{ unit: 'NWL_CUK', person: 'carla', role: 'CASE_WORKER' }, api.seenBy('NWL_CUK', sent)];
    const change = async (name: string, type: string, input: object): Promise<{ consentIds: string[]; problems: object[] }> =>
      (await api.ask(`mutation ($input: ${type}!) { done: ${name}(input: $input) { consentIds problems { code } } }`, { by: carla, variables: { input: { idempotencyKey: randomUUID(), client: cuk, ...input } } })).data!['done'] as never;
    for (const receivingUnits of [['KREIS_SERVICESTELLE'], ['JOBCENTER_LIPPE']]) { // the second does not even know the client
      const { consentIds: [of], problems } = await change('draftConsent', 'DraftConsentInput', {
        releasingUnits: ['NWL_CUK'], receivingUnits, categories: ['LANGUAGE_LEVEL'], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', validTo: new Date(NOON + DAY).toISOString(),
      });
      expect([problems, (await change('withdrawConsent', 'WithdrawConsentInput', { consent: of })).problems]).toEqual([[], []]);
    }
    await keeper.settle();
    expect(await api.county.sql('select from_unit, to_unit from disclosure where client = $1 order by seq', [sent])).toEqual([
      { from_unit: 'NWL_CUK', to_unit: PROVIDER }, { from_unit: 'NWL_CUK', to_unit: 'JUGENDAMT:LAGE' },
    ]);
    const [transmissions] = JSON.parse((await subject('de', 'JSON', NWL_DPO, sent))!.content!).sections;
    expect(transmissions.rows).toHaveLength(2);
    expect(JSON.stringify(transmissions.rows)).not.toContain('Schweigepflichtsentbindung');
  });

  it('names no staff, no third person and nothing that was withheld or empty', async () => {
    for (const text of [(await subject('de'))!.content!, (await readPdf(new Uint8Array(Buffer.from((await subject('de', 'PDF'))!.content!, 'base64')))).text]) {
      for (const secret of ['p1_staff', 'Frau Meier', 'evil', client, paper.id, 'Gesundheit', 'Kita']) expect(text).not.toContain(secret);
    }
  });

  it('leaves an emergency out while telling the client is put off, as if it were not there', async () => {
    const id = '11111111-1111-4111-8111-111111111111';
    await api.county.sql(`insert into emergency_notification (id, client_id, releasing_unit, receiving_unit, initiator, ground, observed_facts, other_means, family_informed, family_reason, at, review_due_at, idempotency_key, fingerprint)
      values ($1, $2, 'JOBCENTER_LIPPE', 'JUGENDAMT:LAGE', 'i', 'KKG_4_ABS_3', 'facts', 'means', false, 'why', $3, $3, 'k', 'f')`, [id, client, new Date(NOON)]);
    const put = (to: Date | null, key: string) => api.county.sql(
      `insert into emergency_notice (notification_id, unit, person, deferred_to, reason, at, idempotency_key, fingerprint) values ($1, 'JOBCENTER_LIPPE', 'i', $2, 'why', $3, $4, 'f')`, [id, to, new Date(NOON), key]);
    const due = (at: number) => api.county.sql('update emergency_notification set review_due_at = $2 where id = $1', [id, new Date(at)]);
    await due(NOON + DAY);
    expect((await subject('de'))!.content).not.toMatch(/Notfall|Jugendamt/); // nobody has decided yet
    await due(NOON);
    expect((await subject('de'))!.content!.match(/Notfall/g)).toHaveLength(2); // the notification and what was read
    await put(new Date(NOON + DAY), 'a');
    const silent = (await subject('de'))!.content!;
    expect(silent).not.toContain('Notfall');
    expect(silent).not.toContain('Jugendamt');
    const proofsOfReader = async () => JSON.parse((await subject('de', 'JSON', { ...JOB_DPO, unit: 'JUGENDAMT:LAGE' }))!.content!).proofs.entries.length;
    expect(await proofsOfReader()).toBe(0);
    await put(null, 'b');
    expect(await proofsOfReader()).toBe(1);
    expect((await subject('de'))!.content!.match(/Notfall/g)).toHaveLength(2);
  });

  it.each(FORM_LANGUAGES)('is told in %s, and in German below', async (language) => {
    const { content } = (await subject(language))!;
    expect(content).toContain(subjectTexts(language).title);
    expect(content).toContain(subjectTexts('de').title);
    const { content: pdf } = (await subject(language, 'PDF'))!;
    expect(Buffer.from(pdf!, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is for who supervises or leads the case; of other clients it says nothing', async () => {
    expect(await subject('de', 'JSON', { ...JOB_DPO, role: 'CASE_WORKER' })).toBeNull();
    expect(await subject('de', 'JSON', NWL_DPO, stranger)).toBeNull();
    expect((await subject('xx'))!.problems).toEqual([{ code: 'LANGUAGE_UNKNOWN' }]);
  });

  it('has the same sentences in every language', () => {
    const german = subjectTexts('de');
    for (const language of FORM_LANGUAGES) {
      const texts = subjectTexts(language);
      expect(Object.keys(texts)).toEqual(Object.keys(german));
      expect(texts.intro.match(/\{\w+\}/g)!.toSorted()).toEqual(['{from}', '{to}', '{unit}']);
    }
  });
});

it('takes out of the disclosure records what earlier versions took for transmissions, and nothing else', async () => {
  const rows = [
    ['NWL_CUK', 'KREIS_SERVICESTELLE', 'CONSENT:x', '{CONSENT_META}'], ['KREIS_SERVICESTELLE', 'NWL_CUK', 'LINKING_CODE:x', '{CONSENT_META}'],
    ['JUGENDAMT:LAGE', 'NWL_CUK', 'EMERGENCY:x', '{IDENTITY_CORE,CONTACT}'],
    ['NWL_CUK', 'JUGENDAMT:LAGE', 'EMERGENCY:x', '{IDENTITY_CORE}'], ['JUGENDAMT:LAGE', 'NWL_CUK', 'CONSENT:x', '{KITA_PLACEMENT}'],
  ];
  const of = randomUUID();
  for (const [index, [from, to, basis, categories]] of rows.entries()) {
    await api.county.sql('insert into disclosure (seq, from_unit, to_unit, basis, client, at, categories) values ($1, $2, $3, $4, $5, 1, $6)', [9_000 + index, from, to, basis, of, categories]);
  }
  const migration = new TrueDisclosures(undefined as never, undefined as never);
  migration.up();
  for (const statement of String(migration.getQueries()[0]).split(';').filter((text) => text.includes('delete from'))) await api.county.sql(statement);
  expect((await api.county.sql<{ seq: string }>('select seq from disclosure where client = $1 order by seq', [of])).map(({ seq }) => Number(seq))).toEqual([9_003, 9_004]);
});

it('tells access rights over time as a file', async () => {
  const { content } = (await report(JOB_DPO, `accessRightsReport(client: "${api.seenBy('JOBCENTER_LIPPE', client)}", from: "${new Date(Date.now() - DAY).toISOString()}", to: "${new Date(Date.now() + DAY).toISOString()}", format: CSV)`))!;
  const rows = parse(content!, { columns: true, delimiter: ';', bom: true }) as Record<string, string>[];
  expect(Object.keys(rows[0] ?? {})).toEqual(['from', 'to', 'unit', 'person', 'owner', 'category', 'basis', 'purposes']);
  for (const { unit, owner } of rows) expect([unit, owner]).toContain('JOBCENTER_LIPPE');
});

it('proves the changes on which the access rights rest that the unit itself has made', async () => {
  const lasting = consent({ ...paper, id: randomUUID(), to: Date.now() + 30 * DAY });
  const of = await api.client({ relations: ['JOBCENTER_LIPPE', 'NWL_CUK'].map((unit) => relation({ unit })), consents: [lasting] });
  const change = (unit: string, basis: string) => request(unit, [{ ...item('CONSENT_META', unit, basis, false), path: 'recordConsent' }], { client: of, kind: 'CONSENT', owners: ['JOBCENTER_LIPPE', 'NWL_CUK'] });
  await api.store.commit({ heads: [], until: Infinity, entries: [change('JOBCENTER_LIPPE', `CONSENT:${lasting.id}`), change('NWL_CUK', `CONSENT:${lasting.id}`), change('JOBCENTER_LIPPE', `CONSENT:${randomUUID()}`)] });
  await keeper.settle();
  const { content } = (await report(JOB_DPO, `accessRightsReport(client: "${api.seenBy('JOBCENTER_LIPPE', of)}", from: "${new Date(Date.now() - DAY).toISOString()}", to: "${new Date(Date.now() + DAY).toISOString()}", format: JSON)`))!;
  const { sections: [{ rows }], proofs } = JSON.parse(content!);
  expect(rows.some(({ basis }: { basis: string }) => basis === `CONSENT:${api.seenBy('JOBCENTER_LIPPE', lasting.id)}`)).toBe(true);
  const [, size, root] = proofs.checkpoint.split('\n');
  expect(proofs.entries.map(({ index, leafHash, path }: { index: number; leafHash: string; path: string[] }) => rootFrom(index, Number(size), leafHash, path))).toEqual([root]);
});

/** RFC 9162 § 2.1.3.2, written once more. */
function rootFrom(index: number, size: number, leaf: string, path: string[]): string {
  let [fn, sn] = [index, size - 1];
  let hash = Buffer.from(leaf, 'base64');
  for (const step of path) {
    const other = Buffer.from(step, 'base64');
    const [left, right] = fn % 2 === 1 || fn === sn ? [other, hash] : [hash, other];
    hash = createHash('sha256').update(Buffer.concat([Buffer.from([1]), left, right])).digest();
    if (fn % 2 === 0 && fn === sn) while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return hash.toString('base64');
}
