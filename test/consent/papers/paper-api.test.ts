import { randomUUID } from 'node:crypto';
import type { Requester } from '../../../consent/core/index.js';
import { newLinkingCode } from '../../../consent/linking/code.js';
import { sampleConsent, sampleDisplay } from '../../../consent/papers/sample.js';
import { testPress } from '../../kit/press.js';
import { ANNA, CARLA, consentApi, type ConsentApi } from '../api/consent-api.js';
import { consent, relation } from '../store/county.js';
import { readPdf } from './read-pdf.js';

let api: ConsentApi;
beforeAll(async () => { api = await consentApi(); });
afterAll(() => api.close());

const WORKER: Requester = { ...ANNA, person: 'otto', role: 'CASE_WORKER' };
const relations = [relation(), relation({ unit: 'NWL_CUK', persons: ['carla'], responsible: 'carla' }), relation({ unit: 'JOBCENTER_LIPPE', persons: ['joe'], responsible: 'joe' })];
const DISPLAY = { clientName: 'Layla Samir', clientBirthDate: '14.02.1993', contact: 'Kursstelle, Lange Straße 1, 32756 Detmold', dataProtectionOfficer: 'Datenschutz, Lange Straße 1' };
const FIELDS = '{ mediaType fileName language pdf reviewNote problems { code field message } }';

interface Shown { readonly mediaType: string | null; readonly fileName: string | null; readonly pdf: string | null; readonly reviewNote: string | null; readonly problems: readonly { code: string; field: string; message: string }[] }
const paper = async (client: string, of: string, over: Record<string, unknown> = {}, by: Requester = CARLA): Promise<Shown | null> => {
  const input = { client: api.seenBy(by.unit, client), consent: of, kind: 'FORM', language: 'de', display: DISPLAY, ...over };
  const { data, errors } = await api.ask(`query ($input: ConsentPaperRequest!) { consentPaper(input: $input) ${FIELDS} }`, { by, variables: { input } });
  expect(errors).toEqual([]);
  return data!['consentPaper'] as Shown | null;
};
const codes = (shown: Shown | null) => shown!.problems.map(({ code }) => code);
const read = (shown: Shown | null) => readPdf(new Uint8Array(Buffer.from(shown!.pdf!, 'base64')));
const filed = (over: Parameters<typeof consent>[0] = {}) => consent({ state: 'ENTWURF', ...over });
const newClient = async (...consents: ReturnType<typeof consent>[]) => api.client({ relations, consents });

describe('Query.consentPaper', () => {
  it('prints a draft as form, with the names that the caller gives and the code', async () => {
    const draft = filed();
    const client = await newClient(draft);
    const linkingCode = newLinkingCode();
    const shown = await paper(client, draft.id, { display: { ...DISPLAY, linkingCode, fileReference: 'SEM-7' } });
    expect(shown).toMatchObject({ mediaType: 'application/pdf', fileName: 'schweigepflichtsentbindung-formular-de.pdf', reviewNote: null, problems: [] });
    const { text } = await read(shown);
    for (const part of ['Layla Samir', '14.02.1993', 'Lange Straße 1', 'SEM-7', linkingCode]) expect(text).toContain(part);
  });

  it('prints both directions of a two-way paper', async () => {
    const [there, back] = [filed(), filed({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['NWL_CUK'] })];
    const client = await newClient(there, back);
    await api.county.sql('update consent set paper = $1 where id = $2', [there.id, back.id]);
    const { text } = await read(await paper(client, back.id, {}, ANNA));
    expect(text.match(/Teil [AB]/g)).toEqual(expect.arrayContaining(['Teil A', 'Teil B']));
  });

  it('prints what is given as copy and as sheet for withdrawing, and nothing else of it', async () => {
    const given = consent();
    const client = await newClient(given);
    expect((await paper(client, given.id, { kind: 'COPY' }))!.fileName).toBe('schweigepflichtsentbindung-kopie-de.pdf');
    expect((await read(await paper(client, given.id, { kind: 'WITHDRAWAL', language: 'tr' }))).language).toBe('tr');
    const refused = await paper(client, given.id);
    expect(refused).toMatchObject({ pdf: null, problems: [{ code: 'KIND_FORBIDDEN', field: 'kind' }] });
    expect(refused!.problems[0]!.message).toMatch(/^Im Stand ERTEILT nicht möglich: .* \/ not possible/);
    await api.county.sql(`update consent set state = 'WIDERRUFEN' where id = $1`, [given.id]);
    expect(codes(await paper(client, given.id, { kind: 'COPY' }))).toEqual(['KIND_FORBIDDEN']);
    const draft = filed();
    expect(codes(await paper(await newClient(draft), draft.id, { kind: 'COPY' }))).toEqual(['KIND_FORBIDDEN']);
  });

  it('copies in the language in which the client was told', async () => {
    const given = consent();
    const client = await newClient(given);
    await api.county.sql(`update consent set language = 'ar', form_version = '2026-11' where id = $1`, [given.id]);
    expect(codes(await paper(client, given.id, { kind: 'COPY', language: 'tr' }))).toEqual(['LANGUAGE_DIFFERS']);
    expect((await paper(client, given.id, { kind: 'COPY', language: 'ar' }))!.reviewNote).toMatch(/\p{Script=Arabic}/u);
  });

  it('says all at once what stands against it', async () => {
    const draft = filed({ receivingUnits: [], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'p-1' }, { unit: 'KREIS_SERVICESTELLE', person: 'p-2' }] });
    const shown = await paper(await newClient(draft), draft.id, {
      kind: 'FORM', language: 'so', display: { ...DISPLAY, contact: ' ', clientName: 'x'.repeat(501), linkingCode: 'KURZ', personNames: [{ person: 'p-1', name: 'Jana Brand' }] },
    });
    expect(shown!.problems.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'LANGUAGE_UNKNOWN language', 'NAME_MISSING display.personNames', 'LINKING_CODE_INVALID display.linkingCode', 'VALUE_MISSING display.contact', 'VALUE_TOO_LONG display',
    ]);
    expect(shown!.problems[1]!.message).toContain('p-2');
  });

  it('leaves no hole in a name', async () => {
    const draft = filed();
    const shown = await paper(await newClient(draft), draft.id, { display: { ...DISPLAY, clientName: '李娜' } });
    expect([codes(shown), shown!.pdf, shown!.problems[0]!.message]).toEqual([['CHARACTER_UNKNOWN'], null, expect.stringMatching(/^Für das Zeichen .* \/ /)]);
  });

  it('is for whoever may record the consent; everybody else gets the same as for one that does not exist', async () => {
    const draft = filed();
    const [client, other] = [await newClient(draft), await api.client({ relations: [relation()], consents: [] })];
    const stranger: Requester = { unit: 'ABH_KREIS', person: 'a', role: 'CASE_WORKER' };
    const notParty: Requester = { unit: 'JOBCENTER_LIPPE', person: 'joe', role: 'CASE_WORKER' };
    const since = (await api.store.logHead()).seq;
    expect([
      await paper(client, randomUUID()), await paper(other, draft.id), await paper(client, draft.id, {}, stranger), await paper(client, draft.id, {}, notParty),
      await paper(client, draft.id, {}, WORKER), await paper(client, draft.id, { client: 'rubbish' }),
    ]).toEqual([null, null, null, null, null, null]);
    expect((await api.logged(since)).map(({ kind }) => kind)).toEqual(Array(6).fill('ATTEMPT'));
    expect((await paper(client, draft.id, {}, ANNA))!.problems).toEqual([]);
  });

  it('has the reading on record, and nothing of what was printed', async () => {
    const draft = filed();
    const client = await newClient(draft);
    const since = (await api.store.logHead()).seq;
    await paper(client, draft.id);
    const [entry, ...others] = await api.logged(since);
    expect(entry).toMatchObject({ kind: 'RELEASE', client, items: [{ path: 'consentPaper', category: 'CONSENT_META', granted: true }] });
    expect(others).toEqual([]);
    const [{ everything }] = await api.county.sql<{ everything: string }>(
      `select string_agg(row::text, '') as everything from (select row_to_json(c)::text as row from consent c union all select payload from log_inbox) as rows`) as [{ everything: string }];
    for (const value of Object.values(DISPLAY)) expect(everything).not.toContain(value);
  });

  it('answers others while it prints', async () => {
    const draft = filed();
    const client = await newClient(draft);
    const order: string[] = [];
    const prints = [0, 1, 2].map(async () => { await paper(client, draft.id, { language: 'ar' }); order.push('paper'); });
    const other = (async () => {
      for (let asked = 0; asked < 5; asked++) expect((await api.ask('{ statutoryFlows { id } }')).errors).toEqual([]);
      order.push('catalogue');
    })();
    await Promise.all([...prints, other]);
    expect(order).toEqual(['catalogue', 'paper', 'paper', 'paper']);
  });
});

describe('a press', () => {
  const job = { kind: 'form' as const, document: sampleConsent('de'), display: sampleDisplay('de') };

  it('takes no more than it has places for, and says so', async () => {
    const press = testPress({ places: 1 });
    const [first, second] = await Promise.all([press.print(job), press.print(job)]);
    expect([first.problem, second.problem?.code]).toEqual([null, 'PAPERS_BUSY']);
    await press.close();
  });

  it('gives a paper up after its time', async () => {
    const press = testPress({ timeout: 1 });
    const told = await Promise.allSettled([press.print(job), press.print(job)]);
    expect(told.map((one) => one.status === 'rejected' && (one.reason as Error).message)).toEqual(Array(2).fill('a paper took too long to print'));
    await press.close();
  });

  it('prints with a new thread after a fault', async () => {
    const broken = testPress();
    await expect(broken.print({ ...job, document: null as never })).rejects.toThrow('Cannot destructure');
    expect((await broken.print(job)).problem).toBeNull();
    await broken.close();
  });

  it('fails what waits when it is closed', async () => {
    const press = testPress();
    const printing = expect(Promise.allSettled([press.print(job), press.print(job)])).resolves.toEqual([expect.objectContaining({ status: 'rejected' }), expect.objectContaining({ status: 'rejected' })]);
    await press.close();
    await printing;
    await expect(press.print(job)).rejects.toThrow('closed');
  });
});

