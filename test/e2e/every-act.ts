import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Consent, Requester } from '../../consent/core/index.js';
import { INFORMED_ABOUT } from '../../consent/lifecycle/index.js';
import { mutationsOf } from '../consent/api/drawn-input.js';
import type { County } from '../kit/county.js';

const CM: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'anna', role: 'CASE_MANAGER' };
const CUK: Requester = { unit: 'NWL_CUK', person: 'carla', role: 'CASE_WORKER' };
const OFFICER: Requester = { unit: CM.unit, person: 'dora', role: 'DPO' };
const JUGENDAMT: Requester = { unit: 'JUGENDAMT:KREIS', person: 'jutta', role: 'CASE_WORKER' };
const PROVIDER = 'KURSTRAEGER:VHS_LIPPE_OST';
const DAY = 86_400_000;
const MUTATIONS = mutationsOf(readFileSync('schema/consent.graphql', 'utf8'));

/** Acts that are about no client: their entries name none. */
export const ABOUT_NOBODY: readonly string[] = [
  'startPseudonymisedConsultation', 'requestPersonResolution', 'approvePersonResolution', 'readPersonResolution', 'requestErasure', 'approveErasure',
];

/** Does every act that there is for a client, each once and with success. Gives the client, and the names of what was done. */
export async function everyAct(county: County): Promise<{ readonly client: string; readonly done: readonly string[] }> {
  const done: string[] = [];
  const client = randomUUID();
  const later = new Date(county.clock() + 90 * DAY).toISOString();
  const consent = (over: Partial<Consent>): Consent => ({
    id: randomUUID(), state: 'ERTEILT', releasingUnits: [CM.unit], releasingPersons: [], receivingUnits: [PROVIDER], receivingPersons: [], categories: ['IDENTITY_CORE'],
    explicitCategories: [], exclusions: [], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', from: county.clock() - DAY, to: county.clock() + 90 * DAY, ...over,
  });
  await county.store.importClients([{
    id: client, relations: [{ unit: CM.unit, from: county.clock() - DAY, to: null, persons: [CM.person], responsible: CM.person }],
    consents: [consent({}), consent({ receivingUnits: [CUK.unit], categories: ['CONTACT'] })],
  }]);

  async function ask(as: Requester, query: string, variables: Record<string, unknown> = {}): Promise<any> {
    const { body } = await county.ask({ as, purpose: 'KURSVERMITTLUNG', query, variables });
    expect([query, body.errors]).toEqual([query, undefined]);
    return Object.values(body.data)[0];
  }
  async function act(name: string, type: string, selection: string, input: Record<string, unknown>, as = CM): Promise<any> {
    const answer = await ask(as, `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} problems { code } } }`, { input: { idempotencyKey: randomUUID(), ...input } });
    expect([name, answer.problems]).toEqual([name, []]);
    done.push(name);
    return answer;
  }
  async function call(name: string, args: string, as = CM, selection = '{ problems { code } }'): Promise<any> {
    const isKeyed = MUTATIONS.find((mutation) => mutation.name === name)!.args.some((arg) => arg.name === 'idempotencyKey');
    const answer = await ask(as, `mutation { ${name}(${args}${isKeyed ? `, idempotencyKey: "${randomUUID()}"` : ''}) ${selection} }`);
    expect([name, answer]).toEqual([name, selection === '' ? true : expect.objectContaining({ problems: [] })]);
    done.push(name);
    return answer;
  }
  const [mine, theirs] = [CM, CUK].map(({ unit }) => county.id(client, unit));
  const of = { client: mine };

  const code = { ...of, unit: CUK.unit };
  const made = await act('createLinkingCode', 'CreateLinkingCodeInput', 'id code', code);
  await call('redeemLinkingCode', `code: "${made.code}"`, CUK);
  await call('revokeLinkingCode', `id: "${(await act('createLinkingCode', 'CreateLinkingCodeInput', 'id', code)).id}"`);

  const form = { ...of, releasingUnits: [CUK.unit], receivingUnits: [CM.unit], categories: ['LANGUAGE_LEVEL'], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', validTo: later };
  const information = { informedAbout: INFORMED_ABOUT, language: 'ar', formVersion: '2026-11' };
  const signatures = { givenBy: [{ capacity: 'SELBST' }], dateOfBirth: '1990-05-04', signatureReference: 'Blatt 3' };
  const draft = async (name = 'draftConsent', type = 'DraftConsentInput', over = {}) => (await act(name, type, 'consentIds', { ...form, ...over })).consentIds[0];
  const drafts = [await draft(), await draft()];
  for (const paper of drafts) await act('recordInformation', 'RecordInformationInput', '', { ...of, consent: paper, ...information });
  await act('giveConsent', 'GiveConsentInput', '', { ...of, consent: drafts[0], ...signatures });
  await act('startBedenkzeit', 'StartBedenkzeitInput', '', { ...of, consent: drafts[1], until: new Date(county.clock() + DAY).toISOString() });
  const recorded = await draft('recordConsent', 'RecordConsentInput', { ...information, ...signatures });
  await draft('replaceConsent', 'ReplaceConsentInput', { replaces: recorded });
  const exports = await ask(CM, 'query ($id: ID!) { client(id: $id) { consentExports { fhir } } }', { id: mine });
  await act('importConsent', 'ImportConsentInput', '', { ...of, format: 'FHIR', content: exports.consentExports[0].fhir });
  await act('withdrawConsent', 'WithdrawConsentInput', '', { client: theirs, consent: county.id(county.pseudonyms.read(`unit:${CM.unit}`, drafts[0])!, CUK.unit) }, CUK);
  const [notice] = (await ask(CM, '{ notices { id clientPseudonym } }')).filter(({ clientPseudonym }: { clientPseudonym: string }) => clientPseudonym === mine);
  await call('acknowledgeNotice', `notice: "${notice.id}"`, CM, '');

  const course = async (capacity: number): Promise<string> => {
    const id = randomUUID();
    await county.query('language_courses', `insert into course (id, title, provider, kept_by, kind, lessons, starts_on, schedule, municipality, capacity)
      values ($1, 'Integrationskurs', 'VHS', $2, 'INTEGRATIONSKURS_ALLGEMEIN', 700, '2027-09-01', 'Mo–Fr', 'BLOMBERG', $3)`, [id, PROVIDER, capacity]);
    return id;
  };
  const place = { ...of, course: await course(1) };
  for (const name of ['reservePlace', 'confirmPlace', 'cancelPlace']) await act(name, 'PlaceInput', 'state', place);
  await act('joinWaitingList', 'PlaceInput', 'state', { ...of, course: await course(0) });

  const { id } = await act('notifyJugendamt', 'NotifyJugendamtInput', 'id', {
    ...of, jugendamt: JUGENDAMT.unit, ground: 'KKG_4_ABS_3', observedFacts: 'Das Kind war wiederholt allein und hatte Hunger.',
    otherMeansConsidered: 'Gespräche wurden angeboten und abgelehnt.', familyInformed: true,
  });
  expect(await ask(JUGENDAMT, '{ emergencyNotifications { observedFacts } }')).toHaveLength(1);
  await call('reviewEmergency', `id: "${id}", outcome: GERECHTFERTIGT, note: "Nachvollziehbar begründet."`, OFFICER);
  await act('recordEmergencyNotice', 'EmergencyNoticeInput', '', { notification: id });

  await act('recordReviewEvent', 'ReviewEventInput', 'recorded', { ...of, kind: 'MOVE', formerUnits: [CUK.unit] });
  const [task] = (await ask(CM, '{ reviewTasks { id clientPseudonym } }')).filter(({ clientPseudonym }: { clientPseudonym: string }) => clientPseudonym === mine);
  await call('closeReviewTask', `task: "${task.id}", outcome: "neu erteilt"`, CM, '');
  return { client, done };
}
