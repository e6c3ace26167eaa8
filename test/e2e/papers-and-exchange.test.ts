import type { Requester } from '../../consent/core/index.js';
import { INFORMED_ABOUT } from '../../consent/lifecycle/index.js';
import { SCENARIOS } from '../../demo/scenarios.js';
import { readPdf } from '../consent/papers/read-pdf.js';
import { startCounty, type County } from '../kit/county.js';

/** A consent from its form to its copy, out of the house and in again, over HTTP; A. K. of F1 has case management release to the course coordination. */
const { clients, staff: { cm, cuk } } = SCENARIOS.F1;
const AK = clients['AK']!;
const OTHER = SCENARIOS.F14.clients['LM']!;
let county: County;
beforeAll(async () => { county = await startCounty({ today: '2026-03-02' }); });
afterAll(() => county.close());

let keys = 0;
const ask = async (query: string, variables: Record<string, unknown> = {}, as: Requester = cm) => {
  const { body } = await county.ask({ as, purpose: 'CM_DURCHFUEHRUNG', query, variables });
  expect(body.errors).toBeUndefined();
  return body.data;
};
const change = async (mutation: string, type: string, input: Record<string, unknown>, shown = 'consentIds state') =>
  (await ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { ${shown} problems { code } } }`, { input: { idempotencyKey: `papers-${++keys}`, client: county.id(AK, cm.unit), ...input } }))[mutation];
const display = {
  clientName: 'أمل قاسم (Amal Kassem)', contact: 'Servicestelle, Lange Straße 1, 32756 Detmold', dataProtectionOfficer: 'Datenschutz, Lange Straße 1', fileReference: 'SEM-2026-7',
};
const paper = async (consent: string, kind: string, linkingCode: string | null = null, as: Requester = cm) => (await ask(
  'query ($input: ConsentPaperRequest!) { consentPaper(input: $input) { mediaType fileName language pdf reviewNote problems { code } } }',
  { input: { client: county.id(AK, as.unit), consent, kind, language: 'ar', display: { ...display, linkingCode } } }, as)).consentPaper;
const read = ({ pdf }: { pdf: string }) => readPdf(new Uint8Array(Buffer.from(pdf, 'base64')));
const importing = (client: string, content: string) => change('importConsent', 'ImportConsentInput', { client: county.id(client, cm.unit), format: 'FHIR', content });

describe('a consent on paper and between houses', () => {
  let consent: string;
  let code: string;
  let fhir: string;

  it('is drawn up and printed as a form in Arabic, with the linking code on it', async () => {
    ({ consentIds: [consent] } = await change('draftConsent', 'DraftConsentInput', {
      releasingUnits: [cm.unit], receivingUnits: [cuk.unit], categories: ['IDENTITY_CORE'], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', validTo: '2026-09-01T00:00:00Z',
    }));
    ({ code } = await change('createLinkingCode', 'CreateLinkingCodeInput', { unit: cuk.unit }, 'code'));
    const form = await paper(consent, 'FORM', code);
    expect(form).toMatchObject({ mediaType: 'application/pdf', fileName: 'schweigepflichtsentbindung-formular-ar.pdf', language: 'ar', reviewNote: expect.stringMatching(/\p{Script=Arabic}/u), problems: [] });
    const { text, language, missingGlyphs, actual } = await read(form);
    expect([language, missingGlyphs, text.includes(code) || actual.join(' ').includes(code)]).toEqual(['ar', 0, true]);
    expect((await paper(consent, 'COPY')).problems).toEqual([{ code: 'KIND_FORBIDDEN' }]);
  });

  it('is given, and copied for the client, tagged and readable', async () => {
    await change('recordInformation', 'RecordInformationInput', { consent, informedAbout: INFORMED_ABOUT, language: 'ar', formVersion: '2026-11', interpreter: 'GESCHULT_KI' });
    expect(await change('giveConsent', 'GiveConsentInput', { consent, givenBy: [{ capacity: 'SELBST' }], dateOfBirth: '1990-05-04', signatureReference: 'Blatt 3' })).toMatchObject({ state: 'ERTEILT', problems: [] });
    expect((await read(await paper(consent, 'COPY'))).marked).toBe(true);
    expect((await paper(consent, 'WITHDRAWAL')).problems).toEqual([]);
  });

  it('is printed for nobody else', async () => {
    expect(await paper(consent, 'COPY', null, cuk)).toBeNull();
    expect(await paper(consent, 'COPY', null, SCENARIOS.F14.staff.abh)).toBeNull();
  });

  it('leaves nothing of what was printed in logs and database', async () => {
    const rows = await county.query('consent', 'select payload as row from log_inbox union all select row_to_json(c)::text from consent c union all select row_to_json(e)::text from consent_event e');
    const kept = JSON.stringify(rows) + county.log.join('\n');
    for (const value of ['Amal Kassem', 'Lange Straße', 'SEM-2026-7', code]) expect(kept).not.toContain(value);
    expect(kept).toContain('consentPaper');
  });

  it('leaves the house as FHIR Consent, and comes in again as a draft of the same client only', async () => {
    const { client } = await ask('query ($id: ID!) { client(id: $id) { consentExports { consent fhir } } }', { id: county.id(AK, cm.unit) });
    ({ fhir } = client.consentExports.find((one: { consent: string }) => one.consent === consent));
    expect(await importing(OTHER, fhir)).toEqual({ consentIds: [], state: null, problems: [{ code: 'CLIENT_UNKNOWN' }] });
    const { consentIds: [draft], state, problems } = await importing(AK, fhir);
    expect([state, problems, draft === consent]).toEqual(['ENTWURF', [], false]);
    expect((await paper(draft, 'FORM')).problems).toEqual([]);
    const { previewGiving } = await ask('query ($client: ID!, $consent: ID!) { previewGiving(client: $client, consent: $consent) { problems { code } } }', { client: county.id(AK, cm.unit), consent: draft });
    expect(previewGiving).toEqual({ problems: [] });
    expect((await change('giveConsent', 'GiveConsentInput', { consent: draft, givenBy: [{ capacity: 'SELBST' }], dateOfBirth: '1990-05-04', signatureReference: 'Blatt 4' })).state).toBe('ERTEILT');
  });

  it('keeps the gateway answering while papers are printed', async () => {
    const order: string[] = [];
    const papers = Array.from({ length: 3 }, async () => {
      expect((await paper(consent, 'COPY')).pdf.length).toBeGreaterThan(50_000);
      order.push('paper');
    });
    const { courses } = await ask('{ courses(first: 1) { edges { node { title } } } }', {}, cuk);
    order.push('courses');
    expect(courses.edges).toHaveLength(1);
    await Promise.all(papers);
    expect(order[0]).toBe('courses');
  });
});
