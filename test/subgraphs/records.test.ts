import { caseManagement } from '../../subgraphs/case-management/agency.js';
import { grant, runTestAgency, ticket, type RunningTestAgency } from './running-agency.js';

let running: RunningTestAgency;
beforeAll(async () => {
  running = await runTestAgency(caseManagement);
  await running.insert('person', { client: 'c', owner: 'KREIS_SERVICESTELLE', name: 'Aram Beispiel', birth_date: '1990-02-28', gender: 'MAENNLICH', recorded_on: '2026-01-01' });
  await running.insert('person', { client: 'c', owner: 'DETMOLD_CM', name: 'Aram Muster', recorded_on: '2026-03-01' });
  for (const owner of ['KREIS_SERVICESTELLE', 'DETMOLD_CM']) await running.insert('child_link', { client: 'c', owner, child: 'kid' });
  await running.insert('person', { client: 'kid', owner: 'KREIS_SERVICESTELLE', name: 'Mina Beispiel' });
  await running.insert('legal_representative', { client: 'kid', owner: 'KREIS_SERVICESTELLE', kind: 'ELTERNTEIL_ALLEIN', scope: ['GESAMTE_SORGE'], representative: 'c', valid_from: '2024-01-01' });
  await running.insert('case_file', {
    client: 'c', owner: 'KREIS_SERVICESTELLE', variant: 'CASE_MANAGEMENT', phase: 'LINKING', opened_on: '2026-02-01',
    field_states: JSON.stringify([{ handlungsfeld: 'KITA_SCHULE', state: 'EINWANDERUNG_OFFEN' }]),
  });
  await running.insert('health_need', { client: 'c', owner: 'KREIS_SERVICESTELLE', needs: ['NUR_TEILZEIT'] });
  await running.insert('contact_directory_entry', { unit: 'NWL_TM', name: 'Kim Muster', function: 'Teilhabemanagement', handlungsfeld: 'ARBEIT_AUSBILDUNG', municipalities: ['LAGE'] });
});
beforeEach(() => void (running.statements.length = 0));
afterAll(() => running.stop());

const own = ['KREIS_SERVICESTELLE'];
const both = ['KREIS_SERVICESTELLE', 'DETMOLD_CM'];
const ask = async (ids: string[], fields: string, ...grants: Parameters<typeof ticket>[1]) =>
  (await running.clients(ids, fields, ticket('case-management', grants))).data?._entities;

test('shows one value of several owners: the newest that was granted', async () => {
  expect(await ask(['c'], 'name birthDate', grant(['c'], both, 'IDENTITY_CORE'))).toEqual([{ id: 'c', name: 'Aram Muster', birthDate: null }]);
  expect(await ask(['c'], 'name birthDate', grant(['c'], own, 'IDENTITY_CORE'))).toEqual([{ id: 'c', name: 'Aram Beispiel', birthDate: '1990-02-28' }]);
});

test('reads the fields of one record once, and only its own columns', async () => {
  await ask(['c', 'kid'], 'name birthDate gender', grant(['c', 'kid'], both, 'IDENTITY_CORE'));
  expect(running.statements).toHaveLength(1);
  await ask(['c'], 'case { phase } deadlines { state } household { adults } goals { state } name', grant(['c'], own, 'CM_PROCESS'));
  expect(running.statements.slice(1).map(({ sql }) => /from "(\w+)"/.exec(sql)?.[1]).sort()).toEqual(['case_file', 'deadline_basis', 'deadline_rule', 'milestone']);
});

test('names a child once although two units do, and nothing of it without its own release', async () => {
  const fields = 'children { id name guardians { kind scope person { id name } } }';
  expect(await ask(['c'], fields, grant(['c'], both, 'HOUSEHOLD', 'IDENTITY_CORE'))).toEqual([{ id: 'c', children: [{ id: 'kid', name: null, guardians: null }] }]);
  expect(await ask(['c'], fields, grant(['c'], both, 'HOUSEHOLD'), grant(['kid'], own, 'HOUSEHOLD', 'IDENTITY_CORE'))).toEqual([
    { id: 'c', children: [{ id: 'kid', name: 'Mina Beispiel', guardians: [{ kind: 'ELTERNTEIL_ALLEIN', scope: ['GESAMTE_SORGE'], person: { id: 'c', name: null } }] }] },
  ]);
});

test('shows the states inside a case under the category of the case', async () => {
  expect(await ask(['c'], 'case { phase openedOn fieldStates { handlungsfeld state } }', grant(['c'], own, 'CM_PROCESS'))).toEqual([
    { id: 'c', case: { phase: 'LINKING', openedOn: '2026-02-01', fieldStates: [{ handlungsfeld: 'KITA_SCHULE', state: 'EINWANDERUNG_OFFEN' }] } },
  ]);
});

test('shows health only as what it asks of a course', async () => {
  expect(await ask(['c'], 'healthNeeds psychosocialNeeds', grant(['c'], own, 'HEALTH'))).toEqual([{ id: 'c', healthNeeds: ['NUR_TEILZEIT'], psychosocialNeeds: null }]);
});

test('looks the same for a withheld value and for none', async () => {
  const withheld = await ask(['c'], 'healthNeeds', grant(['c'], own, 'CONTACT'));
  const none = await ask(['c'], 'psychosocialNeeds', grant(['c'], own, 'PSYCHOSOCIAL'));
  expect([withheld[0].healthNeeds, none[0].psychosocialNeeds]).toEqual([null, null]);
});

test('opens the directory of service contacts to everybody, by municipality', async () => {
  const entry = { unit: 'NWL_TM', name: 'Kim Muster', municipalities: ['LAGE'] };
  expect(await running.ask('{ contactDirectory(municipality: LAGE) { unit name municipalities } }')).toEqual({ data: { contactDirectory: [entry] } });
  expect(await running.ask('{ contactDirectory(municipality: LEMGO) { unit } }')).toEqual({ data: { contactDirectory: [] } });
});
