import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { caseManagement } from '../../../subgraphs/case-management/agency.js';
import { grant, runTestAgency, ticket, type RunningTestAgency } from '../running-agency.js';

const owner = 'KREIS_SERVICESTELLE';

let agency: RunningTestAgency;
beforeAll(async () => {
  agency = await runTestAgency(caseManagement);
});
afterAll(() => agency.stop());

const schoolOf = async (client: string): Promise<unknown> => {
  const { data } = await agency.clients([client], 'deadlines { goalKey startEvent startedOn dueOn state }', ticket('case-management', [grant([client], [owner], 'CM_PROCESS')]));
  return data!['_entities'][0].deadlines.filter(({ goalKey }: any) => goalKey === 'SCHULE').map(({ startEvent, startedOn, dueOn, state }: any) => [startEvent, startedOn, dueOn, state]);
};
async function arrive(client: string, registered: string, assigned: string | null): Promise<void> {
  await agency.insert('registration', { client, owner, municipality: 'LEMGO', registered_on: registered, assigned_on: assigned });
  await agency.insert('person', { client, owner, name: 'Muster', birth_date: '2016-05-01' });
}

/** Today is 6 July 2026. */
test('the county changes a start event in the register, and who registers from then on has the new deadline, everybody else the old', async () => {
  await arrive('before', '2026-05-04', '2026-06-03');
  await arrive('after', '2026-06-03', '2026-05-18');
  await arrive('unassigned', '2026-06-03', null);
  const byRegistration = ['REGISTRIERUNG', '2026-05-04', '2026-06-02', 'VERSAEUMT'];
  expect(await schoolOf('before')).toEqual([byRegistration]);
  expect(await schoolOf('after')).toEqual([['REGISTRIERUNG', '2026-06-03', '2026-07-01', 'VERSAEUMT']]);

  await agency.sql.query(`update deadline_rule set valid_to = '2026-05-31' where goal_key = 'SCHULE'`);
  await agency.sql.query(`insert into deadline_rule (id, goal_key, start_event, length, unit, age_from, age_to, warn_days, valid_from, source)
    values ('SCHULE/2026-06-01', 'SCHULE', 'ZUWEISUNG', 60, 'TAGE', 6, 17, 10, '2026-06-01', 'Beschluss vom 01.06.2026')`);
  expect(await schoolOf('before')).toEqual([byRegistration]);
  expect(await schoolOf('after')).toEqual([['ZUWEISUNG', '2026-05-18', '2026-07-17', 'OFFEN']]);
  expect(await schoolOf('unassigned')).toEqual([['ZUWEISUNG', null, null, 'BEGINN_UNBEKANNT']]);
});

test('a goal has no two rules for one age at one time, whatever the limits', async () => {
  const rule = (id: string, ages: string, from: string) => agency.sql.query(`insert into deadline_rule (id, goal_key, start_event, length, unit, age_from, age_to, warn_days, valid_from, source)
    values ('${id}', 'KITA_ANGEBOT', 'EINREISE', 28, 'TAGE', ${ages}, 10, '${from}', 'Beschluss')`);
  await expect(rule('overlapping', '3, 8', '2026-06-01')).rejects.toMatchObject({ code: '23P01' });
  await expect(rule('nobody', '8, 3', '2026-06-01')).rejects.toMatchObject({ code: '23514' });
  await rule('older', '6, 8', '2026-06-01');
  await agency.sql.query(`update deadline_rule set valid_to = '2026-05-31' where goal_key = 'KITA_ANGEBOT' and age_from = 0`);
  await rule('other limits', '0, 5', '2026-06-01');
});
