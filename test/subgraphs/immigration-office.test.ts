import { immigrationOffice } from '../../subgraphs/immigration-office/agency.js';
import { SHOWN_TITLES, shownTitle, statusGroup, STORED_TITLES } from '../../subgraphs/immigration-office/titles.js';
import { grant, runTestAgency, ticket, type RunningTestAgency } from './running-agency.js';

let running: RunningTestAgency;
beforeAll(async () => void (running = await runTestAgency(immigrationOffice)));
afterEach(() => running.sql.query('truncate residence, work_permission, residence_obligation, perspective_check'));
afterAll(() => running.stop());

const ask = async (fields: string, categories: string[], owners = ['ABH_KREIS']) =>
  (await running.clients(['c'], fields, ticket('immigration-office', [grant(['c'], owners, ...categories)]))).data?._entities[0];
const residence = (title: string, changes: object = {}) => running.insert('residence', { client: 'c', owner: 'ABH_KREIS', title, valid_until: '2027-03-31', ...changes });

test('derives the status view from the title and needs the work category for access to work', async () => {
  await residence('AE_25_2_ALT1');
  await running.insert('work_permission', { client: 'c', owner: 'ABH_KREIS', access: 'UNEINGESCHRAENKT' });
  const fields = 'statusView { group courseAccess validUntil workAccess }';
  expect((await ask(fields, ['RESIDENCE_TITLE'])).statusView).toEqual({ group: 'HUMANITAER', courseAccess: 'MOEGLICH', validUntil: '2027-03-31', workAccess: null });
  expect((await ask(fields, ['RESIDENCE_TITLE', 'WORK_PERMISSION'])).statusView.workAccess).toBe('UNEINGESCHRAENKT');
  expect((await ask(fields, ['WORK_PERMISSION'])).statusView).toBeNull();
});

test.each(['AE_25_4_S1', 'AE_25_4_S2', 'AE_25_4A', 'AE_25_4B'])('shows %s like all of § 25 Abs. 4, so that victims do not stand out', async (title) => {
  await residence(title);
  expect(await ask('residence { title validUntil } statusView { group courseAccess }', ['RESIDENCE_TITLE'])).toEqual({
    id: 'c', residence: { title: 'AE_25_SONSTIGE', validUntil: '2027-03-31' }, statusView: { group: 'HUMANITAER', courseAccess: 'MOEGLICH' },
  });
});

test('shows the Duldung for unclarified identity only as forbidden work in the group of Duldungen', async () => {
  await residence('DULDUNG_60B');
  await running.insert('work_permission', { client: 'c', owner: 'ABH_KREIS', access: 'ERLAUBNIS_ABH', recorded_on: '2026-01-01' });
  expect(await ask('residence { title } statusView { group workAccess }', ['RESIDENCE_TITLE', 'WORK_PERMISSION'])).toEqual({
    id: 'c', residence: { title: 'DULDUNG_SONSTIGE' }, statusView: { group: 'DULDUNG', workAccess: 'VERBOTEN' },
  });
  expect((await ask('residence { title }', ['RESIDENCE_TITLE'])).residence.title).toBe(shownTitle('DULDUNG_60A_1'));
});

test('never lets a common name stand for one title alone', () => {
  for (const mask of SHOWN_TITLES.filter((title) => !(STORED_TITLES as readonly string[]).includes(title))) {
    expect([mask, STORED_TITLES.filter((title) => shownTitle(title) === mask).length > 1]).toEqual([mask, true]);
  }
});

test('keeps the group of titles under one name the same, so that the group tells no more than the name', () => {
  const groups = new Map<string, Set<string>>();
  for (const title of STORED_TITLES) groups.set(shownTitle(title), (groups.get(shownTitle(title)) ?? new Set()).add(statusGroup(title)));
  for (const [title, found] of groups) expect([title, found.size]).toEqual([title, 1]);
});

test('cannot store that somebody has no title at all', async () => {
  await expect(residence('AUSREISEPFLICHT_OHNE_DULDUNG')).rejects.toThrow(/check constraint/);
});

test('stores every title that it can show', async () => {
  for (const title of STORED_TITLES) await residence(title, { client: `t_${title}` });
  expect((await running.sql.query('select count(*)::int as n from residence')).rows).toEqual([{ n: STORED_TITLES.length }]);
});

test('never shows a Fiktion as expired', async () => {
  await residence('FIKTION_81_4', { valid_until: '2026-01-01' });
  expect((await ask('statusView { group validUntil }', ['RESIDENCE_TITLE'])).statusView).toEqual({ group: 'FIKTION', validUntil: null });
});

test('shows of several offices the newest title that was granted', async () => {
  await residence('AE_24', { recorded_on: '2025-01-01' });
  await residence('NE_9', { owner: 'ABH_DETMOLD', recorded_on: '2026-05-01' });
  expect((await ask('residence { title }', ['RESIDENCE_TITLE'], ['ABH_KREIS', 'ABH_DETMOLD'])).residence.title).toBe('NE_9');
  expect((await ask('residence { title }', ['RESIDENCE_TITLE'])).residence.title).toBe('AE_24');
});

test('takes access to work from the office that gave the title', async () => {
  await residence('AE_24');
  await running.insert('work_permission', { client: 'c', owner: 'ABH_DETMOLD', access: 'VERBOTEN' });
  expect((await ask('statusView { workAccess }', ['RESIDENCE_TITLE', 'WORK_PERMISSION'], ['ABH_KREIS', 'ABH_DETMOLD'])).statusView.workAccess).toBeNull();
});
