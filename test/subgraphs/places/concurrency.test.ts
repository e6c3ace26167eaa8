import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { languageCourses } from '../../../subgraphs/language-courses/agency.js';
import { runs } from '../../kit/long.js';
import { runTestAgency, type RunningTestAgency } from '../running-agency.js';
import { course, PROVIDER } from './course.js';

const PROCESSES = 4;
const PEOPLE = 200;
const PLACES = 20;

describe('200 reservations at once on 20 places', () => {
  let agency: RunningTestAgency;
  beforeAll(async () => {
    agency = await runTestAgency(languageCourses);
  });
  afterAll(() => agency.stop());

  /** Starts processes that each reserve for a share of the people; the first `killed` of them are killed at their seventh answer. */
  async function reserveAll(item: string, killed: number): Promise<Map<number, string>> {
    const answers = new Map<number, string>();
    const share = PEOPLE / PROCESSES;
    await Promise.all(Array.from({ length: PROCESSES }, async (_, index) => {
      const child = spawn(process.execPath, ['test/subgraphs/places/reserve.mjs', agency.database.appUrl, item, PROVIDER, String(index * share), String((index + 1) * share), index < killed ? '7' : '']);
      let text = '';
      let fault = '';
      child.stderr.on('data', (chunk: Buffer) => { fault += chunk.toString(); });
      child.stdout.on('data', (chunk: Buffer) => { text += chunk.toString(); });
      await once(child, 'close');
      expect(fault).toBe('');
      for (const line of text.split('\n').slice(0, -1)) answers.set(Number(line.split(' ')[0]), line.slice(line.indexOf(' ') + 1));
    }));
    return answers;
  }

  test.each(Array.from({ length: runs(1, 12) }, (_, round) => round))('exactly 20 are held, nobody lost or doubled, whoever is killed, and a repetition is answered the same (round %i)', async (round) => {
    const item = `course-${round}`;
    await agency.insert('course', course({ id: item, capacity: PLACES }));
    await agency.sql.query('delete from place_act');
    const before = await reserveAll(item, 2);
    expect(before.size).toBeLessThan(PEOPLE - PEOPLE / PROCESSES);
    const after = await reserveAll(item, 0);

    expect(after.size).toBe(PEOPLE);
    for (const [number, answer] of before) expect([number, after.get(number)]).toEqual([number, answer]);
    const told = [...after.values()].map((text) => (JSON.parse(text) as { outcome: string }).outcome);
    expect(told.filter((outcome) => outcome === 'RESERVIERT')).toHaveLength(PLACES);
    expect(told.filter((outcome) => outcome === 'KEIN_PLATZ')).toHaveLength(PEOPLE - PLACES);
    const { rows: [held] } = await agency.sql.query(
      `select count(*)::int as rows, count(distinct client)::int as people, (select taken from course where id = $1) as taken,
         (select count(*)::int from enrolment where course = $1 and state = 'ANGEMELDET') as enrolled
       from reservation where item = $1 and state = 'RESERVIERT'`, [item]);
    expect(held).toEqual({ rows: PLACES, people: PLACES, taken: PLACES, enrolled: PLACES });
    const reserved = [...after].filter(([, text]) => text.includes('RESERVIERT')).map(([number]) => `client-${number}`);
    const { rows } = await agency.sql.query<{ client: string }>('select client from reservation where item = $1', [item]);
    expect(rows.map(({ client }) => client).sort()).toEqual(reserved.sort());
  });
});
