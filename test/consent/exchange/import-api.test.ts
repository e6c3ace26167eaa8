import { randomUUID } from 'node:crypto';
import type { Requester } from '../../../consent/core/index.js';
import { ANNA, CARLA, consentApi, type ConsentApi } from '../api/consent-api.js';
import { consent, relation } from '../store/county.js';

let api: ConsentApi;
beforeAll(async () => { api = await consentApi(); });
afterAll(() => api.close());

const relations = [relation(), relation({ unit: 'NWL_CUK', persons: ['carla'], responsible: 'carla' })];
type Format = 'FHIR' | 'CONSENT_RECORD';

const importing = async (client: string, content: string, over: Record<string, unknown> = {}, by: Requester = CARLA) => {
  const input = { idempotencyKey: randomUUID(), client: api.seenBy(by.unit, client), format: 'FHIR', content, ...over };
  const { data, errors } = await api.ask('mutation ($input: ImportConsentInput!) { importConsent(input: $input) { consentIds state problems { code field message } } }', { by, variables: { input } });
  expect(errors).toEqual([]);
  return data!['importConsent'] as { consentIds: string[]; state: string | null; problems: { code: string; field: string; message: string }[] };
};
const codes = ({ problems }: { problems: { code: string }[] }) => problems.map(({ code }) => code);
const exported = async (client: string, format: Format = 'FHIR', by: Requester = CARLA): Promise<string> => {
  const { data } = await api.ask(`{ client(id: "${api.seenBy(by.unit, client)}") { consentExports { fhir consentRecord } } }`, { by });
  const [first] = (data!['client'] as { consentExports: { fhir: string; consentRecord: string }[] }).consentExports;
  return format === 'FHIR' ? first!.fhir : first!.consentRecord;
};
const newClient = async (over: Parameters<typeof consent>[0] = {}) => api.client({ relations, consents: [consent(over)] });

describe('Mutation.importConsent', () => {
  it.each<Format>(['FHIR', 'CONSENT_RECORD'])('files what was exported (%s) as a draft of its own, with its evidence; nothing flows', async (format) => {
    const client = await newClient();
    await api.county.sql(`update consent set language = 'ar', form_version = '2026-11', witness = 'W. Zeuge', signature_reference = 'Blatt 3' where client_id = $1`, [client]);
    const since = (await api.store.logHead()).seq;
    const content = await exported(client, format);
    const { consentIds: [id, ...others], state, problems } = await importing(client, content, { format });
    expect([state, problems, others]).toEqual(['ENTWURF', [], []]);
    expect(await api.county.sql('select state, language, form_version, witness, signature_reference, paper from consent where id = $1', [id]))
      .toEqual([{ state: 'ENTWURF', language: 'ar', form_version: '2026-11', witness: 'W. Zeuge', signature_reference: 'Blatt 3', paper: id }]);
    expect(await api.county.sql('select step, kind from consent_event where consent_id = $1', [id])).toEqual([{ step: 'importConsent', kind: 'ENTWURF' }]);
    expect((await api.logged(since)).at(-1)).toMatchObject({ kind: 'CONSENT', client, items: [{ path: 'importConsent', basis: `CONSENT:${id}` }] });
  });

  it('happens once per key', async () => {
    const client = await newClient();
    const content = await exported(client);
    const key = { idempotencyKey: randomUUID() };
    const first = await importing(client, content, key);
    expect(await importing(client, content, key)).toEqual(first);
    expect(codes(await importing(client, `${content} `, key))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(codes(await importing(client, content, { idempotencyKey: 'kurz' }))).toEqual(['KEY_INVALID']);
    expect(await api.county.sql('select count(*)::int as count from consent where client_id = $1', [client])).toEqual([{ count: 2 }]);
  });

  it('is about the client it names: another one of the unit is as unknown to it as none', async () => {
    const [client, other] = [await newClient(), await newClient()];
    const content = await exported(client);
    const refused = await importing(other, content);
    expect(refused.problems).toMatchObject([{ code: 'CLIENT_UNKNOWN', field: 'content.subject' }]);
    expect(refused).toEqual(await importing(other, content.replaceAll(api.seenBy('NWL_CUK', client), randomUUID())));
    expect(codes(await importing(client, await exported(client, 'FHIR', ANNA)))).toEqual(['CLIENT_UNKNOWN']); // the pseudonym of another unit
  });

  it('reads no JSON that could be read in two ways, nor endless ones', async () => {
    const client = await newClient();
    const content = await exported(client);
    const refused = async (text: string) => (await importing(client, text)).problems.map(({ code, field }) => `${code} ${field}`);
    expect(await refused('{')).toEqual(['NO_JSON content']);
    expect(await refused(content.replace('{', '{"status":"active",'))).toEqual(['DUPLICATE_KEY content']);
    expect(await refused(content.replace('{', `{"st\\u0061tus"${' '.repeat(300)}: "active",`))).toEqual(['DUPLICATE_KEY content']);
    expect(await refused('['.repeat(33) + ']'.repeat(33))).toEqual(['TOO_DEEP content']);
    expect(await refused(`"${'ä'.repeat(33 * 1024)}"`)).toEqual(['TOO_LONG content']);
    expect(await refused('{"a":"{\\"b\\":1,\\"b\\":2}"}')).toEqual(['RESOURCE_TYPE content.resourceType']);
    expect(await refused('{"a":["\\u0000"]}')).toEqual(['CHARACTERS content']);
    expect(await refused('{"a":"\\ud800"}')).toEqual(['CHARACTERS content']);
    expect(await refused('null')).toEqual(['RESOURCE_TYPE content.resourceType']);
    expect((await refused(content.replace('{', '{"__proto__":{"status":"active"},')))[0]).toMatch(/^UNKNOWN_ELEMENT content/);
    expect((await importing(client, '{')).problems[0]!.message).toBe('Das ist kein JSON / this is no JSON');
  });

  it('tells what the life cycle has against it: an end that is past', async () => {
    const past = await newClient({ from: 0, to: 1 });
    expect(codes(await importing(past, await exported(past)))).toEqual(['ENDED_ALREADY']);
  });

  it.each<Format>(['FHIR', 'CONSENT_RECORD'])('files an oral one (%s) with its circumstances, which only those who release are told', async (format) => {
    const client = await newClient({ form: 'MUENDLICH_BESONDERE_UMSTAENDE' });
    await api.county.sql(`update consent set special_circumstances = 'Hände verbunden' where client_id = $1`, [client]);
    const { consentIds: [id], problems } = await importing(client, await exported(client, format), { format });
    expect(problems).toEqual([]);
    expect(await api.county.sql('select state, special_circumstances from consent where id = $1', [id])).toEqual([{ state: 'ENTWURF', special_circumstances: 'Hände verbunden' }]);
    const received = await exported(client, format, ANNA);
    expect([received.includes('Hände'), codes(await importing(client, received, { format }, ANNA))]).toEqual([false, ['CIRCUMSTANCES_MISSING']]);
  });

  it.each<Format>(['FHIR', 'CONSENT_RECORD'])('keeps texts (%s) no longer than a form may have them', async (format) => {
    const client = await newClient({ form: 'MUENDLICH_BESONDERE_UMSTAENDE' });
    await api.county.sql(`update consent set special_circumstances = repeat('x', 501), witness = repeat('y', 500) where client_id = $1`, [client]);
    const { problems } = await importing(client, await exported(client, format), { format });
    expect(problems.map(({ code, field }) => `${code} ${field}`)).toEqual(['TEXT_TOO_LONG content.specialCircumstances']);
  });

  it.each<Format>(['FHIR', 'CONSENT_RECORD'])('files both directions of a two-way paper (%s) on one paper, for the case manager in charge', async (format) => {
    const [there, back] = [consent(), consent({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['NWL_CUK'] })];
    const client = await api.client({ relations, consents: [there, back] });
    await api.county.sql(`update consent set paper = $1, witness = 'W. Zeuge', of_age_at = to_at + interval '3 years' where client_id = $2`, [there.id, client]);
    const { data } = await api.ask(`{ client(id: "${api.seenBy(ANNA.unit, client)}") { consentExports { consent fhir consentRecord } } }`, { by: ANNA });
    const exports = (data!['client'] as { consentExports: { consent: string; fhir: string; consentRecord: string }[] }).consentExports;
    const content = exports.find((one) => one.consent === there.id)![format === 'FHIR' ? 'fhir' : 'consentRecord'];
    const { consentIds, problems } = await importing(client, content, { format }, ANNA);
    expect([problems, consentIds.length]).toEqual([[], 2]);
    const rows = await api.county.sql(`select releasing_units, receiving_units, witness, of_age_at = to_at + interval '3 years' as same_age from consent where paper = $1 order by id = paper desc`, [consentIds[0]]);
    expect(rows).toEqual([
      { releasing_units: ['NWL_CUK'], receiving_units: ['KREIS_SERVICESTELLE'], witness: 'W. Zeuge', same_age: true },
      { releasing_units: ['KREIS_SERVICESTELLE'], receiving_units: ['NWL_CUK'], witness: 'W. Zeuge', same_age: true },
    ]);
  });

  it('is for whoever may record the consent; for others there is no such client', async () => {
    const client = await newClient();
    const worker: Requester = { ...ANNA, person: 'otto', role: 'CASE_WORKER' };
    const stranger: Requester = { unit: 'ABH_KREIS', person: 'a', role: 'CASE_WORKER' };
    const content = await exported(client, 'FHIR', ANNA);
    const answers = [await importing(client, content, {}, worker), await importing(client, content, {}, stranger), await importing(randomUUID(), content)];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(codes(answers[0]!)).toEqual(['NOT_AVAILABLE']);
    expect((await importing(client, content, {}, ANNA)).state).toBe('ENTWURF');
  });
});
