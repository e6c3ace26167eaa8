import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { languageCourses } from '../../../subgraphs/language-courses/agency.js';
import { runs } from '../../kit/long.js';
import { runTestAgency, ticket, type RunningTestAgency } from '../running-agency.js';
import { course, PROVIDER } from './course.js';

const PROCESSES = 4;
const PEOPLE = 200;
const PLACES = 20;
/** Five seconds each on a quiet machine (ms). */
const PATIENCE = 90_000;

/** What was answered, by the number of the person. */
type Answers = ReadonlyMap<number, string>;

describe('200 reservations at once on 20 places', () => {
  let agency: RunningTestAgency;
  beforeAll(async () => {
    agency = await runTestAgency(languageCourses);
  });
  afterAll(() => agency.stop());

  async function newCourse(item: string): Promise<void> {
    await agency.insert('course', course({ id: item, capacity: PLACES }));
    await agency.sql.query('delete from place_act');
  }

  /** Holds the course's row until so many reservations wait for it, then lets all of them go. */
  async function atOnce<T>(item: string, waiting: number, act: () => Promise<T>): Promise<T> {
    const holder = new pg.Client({ connectionString: agency.database.superUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from course where id = $1 for update', [item]);
    const acting = act();
    const count = async (): Promise<number> => (await agency.sql.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%act_on_place%'`)).rows[0]!.waiting;
    while (await count() < waiting) await pause(20);
    await holder.query('commit');
    await holder.end();
    return acting;
  }

  /** Whoever was answered is told the same again, exactly so many hold a place as there are, and they are those who were told so. */
  async function exactlyTwenty(item: string, before: Answers, after: Answers): Promise<void> {
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
  }

  /** Starts processes that each reserve for a share of the people; the first `killed` of them are killed at their seventh answer. */
  async function reserveAll(item: string, killed: number): Promise<Answers> {
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
    await newCourse(item);
    const before = await atOnce(item, PEOPLE, () => reserveAll(item, 2));
    expect(before.size).toBeLessThan(PEOPLE - PEOPLE / PROCESSES);
    await exactlyTwenty(item, before, await reserveAll(item, 0));
  }, PATIENCE);

  describe('through the agency’s door', () => {
    const POOL = 50;
    const gateway = { kid: 'gateway-1', ...generateKeyPairSync('ed25519') };
    const started: ChildProcess[] = [];
    afterAll(() => started.forEach((child) => child.kill('SIGKILL')));

    /** The agency's own program, on the test's database. */
    async function startProgram(): Promise<{ readonly child: ChildProcess; readonly door: URL }> {
      const jwk = { kid: gateway.kid, ...gateway.publicKey.export({ format: 'jwk' }) };
      const child = spawn(process.execPath, ['dist/subgraphs/language-courses/main.js'], {
        env: { PATH: process.env['PATH'], PORT: '0', DATABASE_URL: agency.database.appUrl, DATABASE_POOL: String(POOL), TICKET_PUBLIC_KEYS: JSON.stringify({ keys: [jwk] }) }, stdio: ['ignore', 'pipe', 'inherit'],
      });
      started.push(child);
      const [line] = await once(child.stdout, 'data') as [Buffer];
      return { child, door: new URL('/acts', /http:\S+/.exec(line.toString())![0]) };
    }

    /** Everybody at once; who is not answered is not in the answers. */
    async function reserveAllAt(door: URL, item: string, onAnswer: (answered: number) => void = () => undefined): Promise<Answers> {
      const answers = new Map<number, string>();
      await Promise.all(Array.from({ length: PEOPLE }, async (_, number) => {
        const act = { kind: 'RESERVE', client: `client-${number}`, item, provider: PROVIDER, category: 'IDENTITY_CORE', basis: 'CONSENT', key: `key-${number}` } as const;
        const body = JSON.stringify({ ticket: ticket('language-courses', [], { purpose: 'KURSVERMITTLUNG', act, key: gateway, at: Date.now() }) });
        const answer = await fetch(door, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).then((response) => response.json() as Promise<{ data?: object }>, () => null);
        if (!answer) return;
        answers.set(number, JSON.stringify(answer.data ?? answer));
        onAnswer(answers.size);
      }));
      return answers;
    }

    test('exactly 20 are held when the agency is killed among them and started again', async () => {
      const item = 'course-over-http';
      await newCourse(item);
      const first = await startProgram();
      const killed = once(first.child, 'close');
      const before = await atOnce(item, POOL, () => reserveAllAt(first.door, item, (answered) => { if (answered === 7) first.child.kill('SIGKILL'); }));
      expect((await killed)[1]).toBe('SIGKILL');
      expect(before.size).toBeGreaterThanOrEqual(7);
      expect(before.size).toBeLessThan(PEOPLE);
      const { door } = await startProgram();
      await exactlyTwenty(item, before, await reserveAllAt(door, item));
    }, PATIENCE);
  });
});
