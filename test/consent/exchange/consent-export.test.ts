import type { Requester } from '../../../consent/core/index.js';
import { fromConsentRecord, fromFhirConsent, type Addressee } from '../../../consent/exchange/index.js';
import { ANNA, CARLA, consentApi, type ConsentApi } from '../api/consent-api.js';
import { consent, relation } from '../store/county.js';

let api: ConsentApi;
beforeAll(async () => { api = await consentApi(); });
afterAll(() => api.close());

const JOE: Requester = { unit: 'JOBCENTER_LIPPE', person: 'joe', role: 'CASE_WORKER' };
const relations = [relation(), relation({ unit: 'NWL_CUK', persons: ['carla'], responsible: 'carla' }), relation({ unit: 'JOBCENTER_LIPPE', persons: ['joe'], responsible: 'joe' })];

interface Exported { readonly consent: string; readonly fhir: string | null; readonly consentRecord: string | null; readonly receipt: string | null; readonly problems: readonly { code: string; path: string }[] }
const asked = async (client: string, by: Requester): Promise<readonly Exported[] | null> => {
  const { data, errors } = await api.ask(`{ client(id: "${api.seenBy(by.unit, client)}") { consentExports { consent fhir consentRecord receipt problems { code path } } } }`, { by });
  expect(errors).toEqual([]);
  return (data!['client'] as { consentExports: readonly Exported[] } | null)?.consentExports ?? null;
};
const addressee = (unit: string, client: string): Addressee => ({ unit, write: (id) => api.seenBy(unit, id), read: (pseudonym) => (pseudonym === api.seenBy(unit, client) ? client : null) });

describe('Client.consentExports', () => {
  it('gives a party its consents, in the formats that give them back', async () => {
    const filed = consent();
    const client = await api.client({ relations, consents: [filed] });
    const [given, ...others] = (await asked(client, CARLA))!;
    expect([given!.consent, given!.problems, others]).toEqual([filed.id, [], []]);
    const own = api.seenBy('NWL_CUK', filed.id);
    expect(fromFhirConsent(JSON.parse(given!.fhir!), addressee('NWL_CUK', client)).value).toMatchObject({ ...filed, id: own, client });
    expect(fromConsentRecord(JSON.parse(given!.consentRecord!), addressee('NWL_CUK', client)).value).toMatchObject({ ...filed, id: own, client });
    expect(JSON.parse(given!.receipt!)['dpv:hasRecordOfActivity']['dct:identifier']).toBe(own);
  });

  it('gives nothing to a unit that is no party, and another pseudonym to each that is', async () => {
    const client = await api.client({ relations, consents: [consent()] });
    expect(await asked(client, JOE)).toEqual([]);
    const [ours, theirs] = [JSON.stringify(await asked(client, CARLA)), JSON.stringify(await asked(client, ANNA))];
    expect([ours.includes(api.seenBy('NWL_CUK', client)), ours.includes(api.seenBy('KREIS_SERVICESTELLE', client)), ours.includes(client)]).toEqual([true, false, false]);
    expect([theirs.includes(api.seenBy('KREIS_SERVICESTELLE', client)), theirs.includes(api.seenBy('NWL_CUK', client)), theirs.includes(client)]).toEqual([true, false, false]);
  });

  it('shows where the signature is kept to those who release only', async () => {
    const filed = consent();
    const client = await api.client({ relations, consents: [filed] });
    await api.county.sql(`update consent set signature_reference = 'Akte 9, Blatt 2' where id = $1`, [filed.id]);
    expect(JSON.stringify(await asked(client, CARLA))).toContain('Akte 9, Blatt 2');
    expect(JSON.stringify(await asked(client, ANNA))).not.toContain('Akte 9, Blatt 2');
  });

  it('says why a consent cannot be exchanged, and gives the others', async () => {
    const client = await api.client({ relations, consents: [consent(), consent({ categories: ['HEALTH'] }), consent({ purposes: null as never })] });
    const given = (await asked(client, CARLA))!;
    const told = given.map(({ fhir, consentRecord, receipt, problems }) =>
      `${[fhir, consentRecord, receipt].every((one) => one !== null)} ${problems.map(({ code, path }) => `${code} ${path}`).join()}`);
    expect(told.toSorted()).toEqual(['false NOT_TICKED explicitCategories', 'false RECORD_BROKEN purposes', 'true ']);
  });

  it('exchanges the consent of an adult whose birthday is on record, without it', async () => {
    const filed = consent();
    const client = await api.client({ relations, consents: [filed] });
    await api.county.sql(`update consent set of_age_at = '2008-05-04' where id = $1`, [filed.id]);
    const [given] = (await asked(client, CARLA))!;
    expect([given!.problems, given!.fhir?.includes('2008')]).toEqual([[], false]);
  });

  it('knows no client whom the unit does not work with', async () => {
    const client = await api.client({ relations: [relation()], consents: [consent()] });
    expect(await asked(client, CARLA)).toBeNull();
  });
});
