import { randomUUID } from 'node:crypto';
import type { Requester } from '../../../consent/core/index.js';
import { ANNA, CARLA, consentApi, type ConsentApi } from '../api/consent-api.js';
import { consent, DAY, NOON, relation } from '../store/county.js';

let api: ConsentApi;
beforeAll(async () => { api = await consentApi(); });
afterAll(() => api.close());

const both = [relation(), relation({ unit: 'NWL_CUK', persons: ['carla'], responsible: 'carla' })];
const END = new Date(NOON + 100 * DAY).toISOString();
const sheet = (client: string, over: Record<string, unknown> = {}) => ({
  client, releasingUnits: ['NWL_CUK'], receivingUnits: ['KREIS_SERVICESTELLE'], categories: ['LANGUAGE_LEVEL'],
  purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', validTo: END, ...over,
});
const PARTIES = 'parties { unit role person fields { effect field coordinate labelDe labelEn category owner basis basisId purposes from until } } assumption';
const DRAFT = `query ($input: ConsentPaperInput!, $replaces: ID) { previewConsent(input: $input, replaces: $replaces) { problems { code } ${PARTIES} } }`;
const WITHDRAWAL = `query ($client: ID!, $consent: ID!, $categories: [Category!], $recipients: [String!]) { previewWithdrawal(client: $client, consent: $consent, categories: $categories, recipients: $recipients) { problems { code } ${PARTIES} } }`;
const WOULD = 'query ($client: ID!, $field: String!, $purpose: Purpose!) { whatWouldRelease(client: $client, field: $field, purpose: $purpose) { granted reason explanation consent { releasingUnits namesKeeper receivingUnits receivingPersons { unit person } categories explicitCategories purpose signed } } }';

const ask = async (source: string, variables: Record<string, unknown>, by: Requester = CARLA) => {
  const { data, errors } = await api.ask(source, { by, variables, purpose: null });
  expect(errors).toEqual([]);
  return Object.values(data!)[0] as any;
};
const rows = (answer: any): string[] =>
  answer.parties.flatMap(({ unit, person, fields }: any) => fields.map((row: any) => `${row.effect} ${row.field} ${row.owner} → ${unit}${person ? `/${person}` : ''} ${row.basis} ${row.until}`));

describe('Query.previewConsent', () => {
  it('shows field by field what would newly be seen, by whom and until when, and records that it was asked', async () => {
    const id = await api.client({ relations: both, consents: [] });
    const { seq } = await api.store.logHead();
    expect(await ask(DRAFT, { input: sheet(api.seenBy('NWL_CUK', id)) })).toEqual({
      problems: [], assumption: expect.stringContaining('Angenommen'),
      parties: [{
        unit: 'KREIS_SERVICESTELLE', role: null, person: null, fields: [{
          effect: 'NEW', field: 'languageLevel', coordinate: 'Client.languageLevel', labelDe: expect.any(String), labelEn: expect.any(String), category: 'LANGUAGE_LEVEL',
          owner: 'NWL_CUK', basis: 'CONSENT', basisId: null, purposes: ['KURSVERMITTLUNG'], from: new Date(NOON).toISOString(), until: END,
        }],
      }],
    });
    expect(await api.logged(seq)).toEqual([expect.objectContaining({
      kind: 'RELEASE', client: id, owners: ['CONSENT_SERVICE'], items: [expect.objectContaining({ path: 'previewConsent', category: 'CONSENT_META', basis: 'OWN_DATA' })],
    })]);
    expect((await api.store.records([id])).get(id)!.consents).toEqual([]);
  });

  it('names the person where only a person would see it', async () => {
    const id = await api.client({ relations: [relation(), relation({ unit: 'JOBCENTER_LIPPE', persons: ['jo'], responsible: 'jo' })], consents: [] });
    const input = sheet(api.seenBy('JOBCENTER_LIPPE', id), {
      releasingUnits: ['JOBCENTER_LIPPE'], categories: ['JC_PLAN', 'BENEFIT_REGIME'],
      releasingPersons: [{ unit: 'JOBCENTER_LIPPE', person: 'jo' }], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'anna' }],
    });
    const shown = rows(await ask(DRAFT, { input }, { unit: 'JOBCENTER_LIPPE', person: 'jo', role: 'CASE_WORKER' }));
    const row = (field: string, to: string) => `NEW ${field} JOBCENTER_LIPPE → ${to} CONSENT ${END}`;
    expect(shown).toEqual([
      row('benefits', 'KREIS_SERVICESTELLE'), row('counsellingOffers', 'KREIS_SERVICESTELLE'),
      row('benefits', 'KREIS_SERVICESTELLE/anna'), row('cooperationPlan', 'KREIS_SERVICESTELLE/anna'), row('counsellingOffers', 'KREIS_SERVICESTELLE/anna'),
    ].sort((a, b) => shown.indexOf(a) - shown.indexOf(b)));
  });

  it('shows problems instead of a preview', async () => {
    const id = await api.client({ relations: both, consents: [] });
    const answer = await ask(DRAFT, { input: sheet(api.seenBy('NWL_CUK', id), { validTo: null }) });
    expect(answer).toMatchObject({ problems: [{ code: 'END_MISSING' }], parties: [] });
  });

  it('says the same whether or not the receiving unit works with the client', async () => {
    const known = await api.client({ relations: [...both, relation({ unit: 'JOBCENTER_LIPPE' })], consents: [consent({ receivingUnits: ['JOBCENTER_LIPPE'], releasingUnits: ['KREIS_SERVICESTELLE'], categories: ['CONTACT'] })] });
    const unknown = await api.client({ relations: both, consents: [] });
    const [one, other] = await Promise.all([known, unknown].map((id) => ask(DRAFT, { input: sheet(api.seenBy('NWL_CUK', id), { receivingUnits: ['JOBCENTER_LIPPE'] }) })));
    expect(one).toEqual(other);
    expect(rows(one)).toEqual([`NEW languageLevel NWL_CUK → JOBCENTER_LIPPE CONSENT ${END}`]);
  });

  it('answers null to whoever may not record, and for unknown, foreign and undecodable clients', async () => {
    const mine = await api.client({ relations: both, consents: [] });
    const foreign = await api.client({ relations: [relation({ unit: 'NWL_TM' })], consents: [] });
    const { seq } = await api.store.logHead();
    const answers = [
      await ask(DRAFT, { input: sheet(api.seenBy('NWL_CUK', randomUUID())) }),
      await ask(DRAFT, { input: sheet(api.seenBy('NWL_CUK', foreign)) }),
      await ask(DRAFT, { input: sheet('rubbish', { validTo: null }) }),
      await ask(DRAFT, { input: sheet(api.seenBy('KREIS_SERVICESTELLE', mine)) }, { ...ANNA, role: 'CASE_WORKER' }),
      await ask(DRAFT, { input: sheet(api.seenBy('KREIS_SERVICESTELLE', mine)) }, { ...ANNA, person: 'berta' }),
      await ask(DRAFT, { input: sheet(api.seenBy('NWL_CUK', mine)) }, { ...CARLA, role: 'DPO' }),
    ];
    expect(answers).toEqual(Array(6).fill(null));
    expect((await api.logged(seq)).map(({ kind, client }) => [kind, client])).toEqual(Array(6).fill(['ATTEMPT', null]));
  });
});

describe('a release in place of an earlier one', () => {
  it('shows what it lifts with the exclusions of the old one, and what goes with it', async () => {
    const old = consent({ categories: ['SUPPORT_PLAN_LANG'], exclusions: ['LANGUAGE_LEVEL'] });
    const id = await api.client({ relations: both, consents: [old] });
    const input = sheet(api.seenBy('NWL_CUK', id));
    expect(rows(await ask(DRAFT, { input }))).toEqual([]); // excluded
    expect(rows(await ask(DRAFT, { input, replaces: old.id })).sort()).toEqual([
      `LOST supportPlan NWL_CUK → KREIS_SERVICESTELLE CONSENT ${new Date(old.to).toISOString()}`,
      `NEW languageLevel NWL_CUK → KREIS_SERVICESTELLE CONSENT ${END}`,
    ]);
    expect(await ask(DRAFT, { input, replaces: randomUUID() })).toBeNull();
  });
});

describe('Query.previewGiving', () => {
  const GIVING = `query ($client: ID!, $consent: ID!) { previewGiving(client: $client, consent: $consent) { problems { code } ${PARTIES} } }`;

  it('shows what a filed draft would do if it were signed now', async () => {
    const draft = consent({ state: 'BEDENKZEIT', from: NOON - DAY });
    const id = await api.client({ relations: both, consents: [draft, consent({ state: 'ENTWURF', categories: ['SUPPORT_PLAN_LANG'] })] });
    const answer = await ask(GIVING, { client: api.seenBy('NWL_CUK', id), consent: draft.id });
    expect(rows(answer)).toEqual([`NEW languageLevel NWL_CUK → KREIS_SERVICESTELLE CONSENT ${new Date(draft.to).toISOString()}`]);
    expect(answer.parties[0].fields[0]).toMatchObject({ basisId: null, from: new Date(NOON).toISOString() });
  });

  it('knows no draft that is given already, or not the caller’s', async () => {
    const given = consent();
    const foreign = consent({ state: 'ENTWURF', releasingUnits: ['NWL_TM'] });
    const id = await api.client({ relations: both, consents: [given, foreign] });
    for (const { id: one } of [given, foreign, { id: randomUUID() }]) expect(await ask(GIVING, { client: api.seenBy('NWL_CUK', id), consent: one })).toBeNull();
  });
});

describe('Query.previewWithdrawal', () => {
  it('shows what is lost, what stays on another consent, and what stays as own data', async () => {
    const first = consent({ categories: ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG'] });
    const second = consent({ to: NOON + 10 * DAY });
    const id = await api.client({ relations: both, consents: [first, second] });
    const until = new Date(first.to).toISOString();
    expect(rows(await ask(WITHDRAWAL, { client: api.seenBy('NWL_CUK', id), consent: first.id })).sort()).toEqual([
      `KEPT languageLevel NWL_CUK → KREIS_SERVICESTELLE CONSENT ${new Date(second.to).toISOString()}`,
      `LOST languageLevel NWL_CUK → KREIS_SERVICESTELLE CONSENT ${until}`,
      `LOST supportPlan NWL_CUK → KREIS_SERVICESTELLE CONSENT ${until}`,
    ]);
    expect((await api.store.records([id])).get(id)!.consents.map(({ state }) => state)).toEqual(['ERTEILT', 'ERTEILT']);
  });

  it('shows the part that is withdrawn, and what stays of the rest', async () => {
    const given = consent({ categories: ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG'], receivingUnits: ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE'] });
    const id = await api.client({ relations: both, consents: [given] });
    const until = new Date(given.to).toISOString();
    const ofCategory = rows(await ask(WITHDRAWAL, { client: api.seenBy('NWL_CUK', id), consent: given.id, categories: ['SUPPORT_PLAN_LANG'] }));
    expect(ofCategory.sort()).toEqual(['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE'].flatMap((unit) => [
      `KEPT languageLevel NWL_CUK → ${unit} CONSENT ${until}`, `LOST supportPlan NWL_CUK → ${unit} CONSENT ${until}`,
    ]).sort());
    const ofRecipient = rows(await ask(WITHDRAWAL, { client: api.seenBy('NWL_CUK', id), consent: given.id, recipients: ['JOBCENTER_LIPPE'] }));
    expect(ofRecipient.filter((row) => row.startsWith('LOST')).every((row) => row.includes('→ JOBCENTER_LIPPE'))).toBe(true);
    expect(ofRecipient.filter((row) => row.startsWith('LOST'))).toHaveLength(2);
  });

  it('tells nothing of releases and units the caller is no party to', async () => {
    const given = consent({ receivingUnits: ['JOBCENTER_LIPPE'] });
    const hidden = [consent({ releasingUnits: ['ABH_KREIS'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['WORK_PERMISSION'] }), consent({ releasingUnits: ['NWL_TM'], receivingUnits: ['JOBCENTER_LIPPE'] })];
    const plain = await api.client({ relations: both, consents: [given] });
    const id = await api.client({ relations: [...both, relation({ unit: 'JOBCENTER_LIPPE' }), relation({ unit: 'ABH_KREIS' }), relation({ unit: 'NWL_TM' })], consents: [{ ...given, id: randomUUID() }, ...hidden] });
    const same = (await api.store.records([id])).get(id)!.consents.find(({ releasingUnits }) => releasingUnits.includes('NWL_CUK'))!;
    const one = await ask(WITHDRAWAL, { client: api.seenBy('NWL_CUK', id), consent: same.id });
    const other = await ask(WITHDRAWAL, { client: api.seenBy('NWL_CUK', plain), consent: given.id });
    expect(JSON.stringify(one).replaceAll(same.id, given.id)).toBe(JSON.stringify(other));
    expect(JSON.stringify(one)).not.toMatch(/ABH_KREIS|NWL_TM/);
    for (const foreign of hidden) expect(await ask(WITHDRAWAL, { client: api.seenBy('NWL_CUK', id), consent: foreign.id })).toBeNull();
  });

  it('takes one kind of part at a time', async () => {
    const { errors } = await api.ask(WITHDRAWAL, { by: CARLA, variables: { client: 'x', consent: 'y', categories: ['CONTACT'], recipients: ['NWL_TM'] } });
    expect(errors).toEqual([expect.stringContaining('Nur eines')]);
  });
});

describe('Query.whatWouldRelease', () => {
  const would = async (id: string, field: string, by = ANNA) => ask(WOULD, { client: api.seenBy(by.unit, id), field, purpose: 'KURSVERMITTLUNG' }, by);

  it('tells the case manager in charge which consent to ask for, and recording that one releases the field', async () => {
    const id = await api.client({ relations: both, consents: [] });
    const found = await would(id, 'languageLevel');
    expect(found).toEqual({
      granted: false, reason: 'CONSENT_MISSING', explanation: expect.stringContaining('gäbe es frei'),
      consent: {
        releasingUnits: ['NWL_CUK'], namesKeeper: false, receivingUnits: ['KREIS_SERVICESTELLE'], receivingPersons: [], categories: ['LANGUAGE_LEVEL'],
        explicitCategories: [], purpose: 'KURSVERMITTLUNG', signed: false,
      },
    });
    const { releasingUnits, receivingUnits, categories, purpose } = found.consent;
    const recorded = await ask('mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { problems { code } } }', { input: sheet(api.seenBy('KREIS_SERVICESTELLE', id), { idempotencyKey: randomUUID(), releasingUnits, receivingUnits, categories, purposes: [purpose] }) }, ANNA);
    expect(recorded).toEqual({ problems: [] });
    expect(await would(id, 'LANGUAGE_LEVEL')).toMatchObject({ granted: true, reason: null, consent: null });
  });

  it('says that none can, and why', async () => {
    const id = await api.client({ relations: both, consents: [consent({ categories: ['SUPPORT_PLAN_LANG'], exclusions: ['LANGUAGE_LEVEL'] })] });
    expect(await would(id, 'Client.languageLevel')).toMatchObject({ granted: false, reason: 'EXPLICITLY_EXCLUDED', consent: null, explanation: expect.stringContaining('ausgeschlossen') });
    expect(await would(id, 'CHILD_PROTECTION')).toMatchObject({ granted: false, reason: 'NEVER_VIA_GATEWAY', consent: null });
  });

  it('tells nobody else, and refuses what is no field', async () => {
    const id = await api.client({ relations: both, consents: [] });
    expect([await would(id, 'languageLevel', CARLA), await would(id, 'languageLevel', { ...ANNA, person: 'berta' }), await would(randomUUID(), 'languageLevel')]).toEqual([null, null, null]);
    expect((await api.ask(WOULD, { variables: { client: 'x', field: '__proto__', purpose: 'WOHNEN' } })).errors).toEqual([expect.stringContaining('weder')]);
  });
});
