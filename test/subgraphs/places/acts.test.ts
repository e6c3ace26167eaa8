import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlaceActKind, TicketAct } from '../../../consent/ticket/index.js';
import { jobcenter } from '../../../subgraphs/jobcenter/agency.js';
import { settlePlaces } from '../../../subgraphs/kit/places/places.js';
import { openDatabase } from '../../../subgraphs/kit/database.js';
import { languageCourses } from '../../../subgraphs/language-courses/agency.js';
import { forger, grant, NOW, runTestAgency, ticket, type RunningTestAgency } from '../running-agency.js';
import { course, PROVIDER } from './course.js';

let agency: RunningTestAgency;
let offers: RunningTestAgency;
beforeAll(async () => {
  [agency, offers] = await Promise.all([runTestAgency(languageCourses), runTestAgency(jobcenter)]);
});
afterAll(() => Promise.all([agency.stop(), offers.stop()]));

const actOf = (kind: PlaceActKind, client: string, item: string, over: Partial<TicketAct> = {}): TicketAct =>
  ({ kind, client, item, provider: PROVIDER, category: 'IDENTITY_CORE', basis: 'CONSENT', key: randomUUID(), ...over });

async function post(to: RunningTestAgency, token: string | undefined): Promise<any> {
  const response = await fetch(new URL('/acts', to.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ticket: token }) });
  return response.json();
}

const signed = (act: TicketAct, changes: Parameters<typeof ticket>[2] = {}, aud = 'language-courses'): string =>
  ticket(aud, [], { purpose: 'KURSVERMITTLUNG', act, ...changes });

async function act(kind: PlaceActKind, client: string, item: string, over: Partial<TicketAct> = {}): Promise<any> {
  const { data, errors } = await post(agency, signed(actOf(kind, client, item, over)));
  return data ?? errors;
}

async function newCourse(capacity: number): Promise<string> {
  const id = randomUUID();
  await agency.insert('course', course({ id, capacity }));
  return id;
}

const outcomes = async (...acts: readonly Promise<any>[]): Promise<string[]> => (await Promise.all(acts)).map(({ outcome }) => outcome);
const counts = async (item: string) => (await agency.sql.query('select taken, waiting, free_places from course where id = $1', [item])).rows[0];
const enrolled = async (item: string) => (await agency.sql.query('select client, owner, state from enrolment where course = $1 order by client', [item])).rows;

describe('giving places away', () => {
  test('reserves, confirms and gives back', async () => {
    const item = await newCourse(1);
    const reserved = await act('RESERVE', 'ana', item);
    expect(reserved).toEqual({ outcome: 'RESERVIERT', lapsesAt: expect.any(Number), position: null });
    expect(reserved.lapsesAt - Date.now()).toBeGreaterThan(71 * 3_600_000);
    expect(await enrolled(item)).toEqual([{ client: 'ana', owner: PROVIDER, state: 'ANGEMELDET' }]);
    expect(await act('RESERVE', 'ben', item)).toEqual({ outcome: 'KEIN_PLATZ', lapsesAt: null, position: null });
    expect(await act('CONFIRM', 'ana', item)).toEqual({ outcome: 'BESTAETIGT', lapsesAt: null, position: null });
    expect(await act('CANCEL', 'ana', item)).toMatchObject({ outcome: 'STORNIERT' });
    expect(await counts(item)).toEqual({ taken: 0, waiting: 0, free_places: 1 });
    expect(await enrolled(item)).toEqual([]);
    expect(await outcomes(act('CONFIRM', 'ben', item), act('CANCEL', 'ben', item))).toEqual(['OHNE_PLATZ', 'OHNE_PLATZ']);
  });

  test('whoever waits first is the next, and moves up when somebody leaves', async () => {
    const item = await newCourse(1);
    expect(await act('WAIT', 'ana', item)).toMatchObject({ outcome: 'PLAETZE_FREI' });
    await act('RESERVE', 'ana', item);
    expect(await act('WAIT', 'ben', item)).toEqual({ outcome: 'WARTELISTE', lapsesAt: null, position: 1 });
    expect(await act('WAIT', 'cem', item)).toMatchObject({ outcome: 'WARTELISTE', position: 2 });
    expect(await act('CONFIRM', 'ben', item)).toMatchObject({ outcome: 'WARTELISTE', position: 1 });
    expect(await counts(item)).toEqual({ taken: 1, waiting: 2, free_places: 0 });
    await act('CANCEL', 'ana', item);
    expect(await enrolled(item)).toEqual([{ client: 'ben', owner: PROVIDER, state: 'ANGEMELDET' }, { client: 'cem', owner: PROVIDER, state: 'WARTELISTE' }]);
    expect(await act('CONFIRM', 'ben', item)).toMatchObject({ outcome: 'BESTAETIGT' });
    expect(await act('RESERVE', 'cem', item)).toMatchObject({ outcome: 'WARTELISTE', position: 1 });
    expect(await counts(item)).toEqual({ taken: 1, waiting: 1, free_places: 0 });
  });

  test('an unconfirmed reservation lapses by the database’s clock, for acts at once and else when lapsed ones are looked for', async () => {
    const [item, other] = [await newCourse(1), await newCourse(1)];
    for (const where of [item, other]) {
      await act('RESERVE', 'ana', where);
      await act('WAIT', 'ben', where);
    }
    await agency.sql.query(`update reservation set lapses_at = clock_timestamp() where state = 'RESERVIERT' and item in ($1, $2)`, [item, other]);
    expect(await act('CONFIRM', 'ana', item)).toMatchObject({ outcome: 'OHNE_PLATZ' });
    const orm = await openDatabase(languageCourses, { url: agency.database.appUrl, poolSize: 1 });
    await settlePlaces(orm.em.fork());
    await orm.close();
    for (const where of [item, other]) {
      expect(await enrolled(where)).toEqual([{ client: 'ben', owner: PROVIDER, state: 'ANGEMELDET' }]);
      expect(await counts(where)).toEqual({ taken: 1, waiting: 0, free_places: 0 });
    }
  });

  test('a place added by the provider goes to who waits', async () => {
    const item = await newCourse(0);
    await act('WAIT', 'ana', item);
    await agency.sql.query('update course set capacity = 1 where id = $1', [item]);
    expect(await act('RESERVE', 'ben', item)).toMatchObject({ outcome: 'KEIN_PLATZ' });
    expect(await enrolled(item)).toEqual([{ client: 'ana', owner: PROVIDER, state: 'ANGEMELDET' }]);
  });

  test('one key is one act: repeated it is answered the same, for anything else it is refused', async () => {
    const [item, other] = [await newCourse(1), await newCourse(1)];
    const key = randomUUID();
    const first = await act('RESERVE', 'ana', item, { key });
    await act('CANCEL', 'ana', item);
    expect(await act('RESERVE', 'ana', item, { key })).toEqual(first);
    expect(await counts(item)).toMatchObject({ taken: 0 });
    expect(await outcomes(act('RESERVE', 'ben', item, { key }), act('RESERVE', 'ana', other, { key }), act('CANCEL', 'ana', item, { key })))
      .toEqual(['KEY_REUSED', 'KEY_REUSED', 'KEY_REUSED']);
    const shared = randomUUID();
    const both = await outcomes(act('RESERVE', 'cem', item, { key: shared }), act('RESERVE', 'cem', other, { key: shared }));
    expect(both.sort()).toEqual(['KEY_REUSED', 'RESERVIERT']);
  });

  test('nobody gets a second place in a course, and a withdrawn or foreign course gives none', async () => {
    const item = await newCourse(5);
    await agency.insert('enrolment', { client: 'ana', owner: PROVIDER, course: item, state: 'BEGONNEN' });
    expect(await act('RESERVE', 'ana', item)).toMatchObject({ outcome: 'KEIN_PLATZ' });
    expect(new Set(await outcomes(...Array.from({ length: 8 }, () => act('RESERVE', 'ben', item))))).toEqual(new Set(['RESERVIERT']));
    expect(await counts(item)).toMatchObject({ taken: 1 });
    expect(await act('RESERVE', 'cem', item, { provider: 'KURSTRAEGER:VHS_LIPPE_WEST' })).toMatchObject({ outcome: 'UNBEKANNT' });
    await agency.sql.query('update course set withdrawn_on = current_date where id = $1', [item]);
    expect(await outcomes(act('RESERVE', 'cem', item), act('RESERVE', 'cem', 'no-course'))).toEqual(['UNBEKANNT', 'UNBEKANNT']);
    expect(await outcomes(act('CANCEL', 'ben', item))).toEqual(['STORNIERT']); // what was given can be given back
  });

  test('what one unit has reserved is nothing to another: not told from a full course, not confirmed and not given back by it', async () => {
    const item = await newCourse(2);
    await act('RESERVE', 'ana', item);
    const other = async (kind: PlaceActKind) => {
      const { data } = await post(agency, signed(actOf(kind, 'ana', item, { category: 'BENEFIT_REGIME' }), { requester: { unit: 'JOBCENTER_LIPPE', person: 'p2_x', role: 'CASE_WORKER' } }));
      return data.outcome as string;
    };
    expect(await other('RESERVE')).toBe('KEIN_PLATZ');
    expect(await other('CONFIRM')).toBe('OHNE_PLATZ');
    expect(await other('CANCEL')).toBe('OHNE_PLATZ');
    await act('RESERVE', 'ben', item);
    expect(await other('WAIT')).toBe('WARTELISTE'); // as for anybody: a refusal could mean nothing else
    expect(await other('RESERVE')).toBe('WARTELISTE');
    expect(await counts(item)).toEqual({ taken: 2, waiting: 1, free_places: 0 });

    await act('WAIT', 'cem', item);
    await act('CANCEL', 'ben', item);
    expect(await act('CONFIRM', 'cem', item)).toMatchObject({ outcome: 'BESTAETIGT' }); // who has a place already is passed over
    expect(await counts(item)).toEqual({ taken: 2, waiting: 1, free_places: 0 });
    await act('CANCEL', 'ana', item);
    expect(await other('CONFIRM')).toBe('BESTAETIGT');
    expect(await counts(item)).toEqual({ taken: 2, waiting: 0, free_places: 0 });
  });

  test('a client for whom two units wait gets one place, and nobody is looked for again and again', async () => {
    const item = await newCourse(0);
    for (const unit of ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE']) {
      const { data } = await post(agency, signed(actOf('WAIT', 'ana', item, { category: 'BENEFIT_REGIME' }), { requester: { unit, person: 'p2_x', role: 'CASE_WORKER' } }));
      expect(data).toMatchObject({ outcome: 'WARTELISTE' });
    }
    await agency.sql.query('update course set capacity = 5 where id = $1', [item]);
    const settled = async () => (await agency.sql.query(`select settle_due_places('1 day', 500) as settled`)).rows[0].settled;
    await settled();
    expect(await counts(item)).toEqual({ taken: 1, waiting: 1, free_places: 4 });
    expect(await settled()).toBe(0);
  });

  test('the database refuses an overbooking whoever tries it', async () => {
    const item = await newCourse(1);
    await act('RESERVE', 'ana', item);
    await expect(agency.sql.query(`insert into reservation (client, owner, item, by_unit, state) values ('ben', $1, $2, $1, 'BESTAETIGT')`, [PROVIDER, item])).rejects.toThrow('free_places');
  });
});

describe('coaching, one coach to twenty', () => {
  const coached = (kind: PlaceActKind, client: string, item: string) =>
    post(offers, signed(actOf(kind, client, item, { provider: 'JOBCENTER_LIPPE', category: 'BENEFIT_REGIME' }), { purpose: 'MASSNAHMENZUSTEUERUNG' }, 'jobcenter')).then(({ data }) => data.outcome as string);

  test('two coaches share forty people evenly; the next waits and comes in when somebody leaves', async () => {
    await offers.insert('offer', { id: 'coaching', title: 'Coaching', provider: 'Jobcenter Lippe', kept_by: 'JOBCENTER_LIPPE', kind: 'MASSNAHME_45', handlungsfeld: 'ARBEIT_AUSBILDUNG', capacity: 100, valid_from: '2026-01-01' });
    for (const id of ['coach-1', 'coach-2']) await offers.insert('coach', { id, item: 'coaching' });
    const loads = async () => (await offers.sql.query('select load from coach order by id')).rows.map(({ load }) => load as number);
    const told = await Promise.all(Array.from({ length: 50 }, (_, number) => coached('RESERVE', `client-${number}`, 'coaching').then((outcome) => [`client-${number}`, outcome] as const)));
    expect(told.filter(([, outcome]) => outcome === 'RESERVIERT')).toHaveLength(40);
    expect(await loads()).toEqual([20, 20]);
    expect(await coached('WAIT', 'late', 'coaching')).toBe('WARTELISTE');
    await coached('CANCEL', told.find(([, outcome]) => outcome === 'RESERVIERT')![0], 'coaching');
    expect(await loads()).toEqual([20, 20]);
    expect(await coached('CONFIRM', 'late', 'coaching')).toBe('BESTAETIGT');
    await expect(offers.sql.query('update coach set load = 21')).rejects.toThrow();
    await expect(offers.sql.query('update coach set max = 21')).rejects.toThrow();
  });

  test('without a coach there is no place in coaching, and who asks is told so; who waits comes in with the first coach', async () => {
    const offer = { provider: 'Jobcenter Lippe', kept_by: 'JOBCENTER_LIPPE', handlungsfeld: 'ARBEIT_AUSBILDUNG', capacity: 100, valid_from: '2026-01-01' };
    await offers.insert('offer', { ...offer, id: 'uncoached', title: 'Coaching', kind: 'DURCHSTARTEN_B1_COACHING' });
    expect(await coached('RESERVE', 'ana', 'uncoached')).toBe('OHNE_COACH');
    expect(await coached('WAIT', 'ana', 'uncoached')).toBe('WARTELISTE');
    const orm = await openDatabase(jobcenter, { url: offers.database.appUrl, poolSize: 1 });
    await settlePlaces(orm.em.fork());
    expect(await coached('CONFIRM', 'ana', 'uncoached')).toBe('WARTELISTE');
    await offers.insert('coach', { id: 'first-coach', item: 'uncoached' });
    await settlePlaces(orm.em.fork());
    await orm.close();
    expect(await coached('CONFIRM', 'ana', 'uncoached')).toBe('BESTAETIGT');
    const told = await Promise.all(Array.from({ length: 25 }, (_, number) => coached('RESERVE', `next-${number}`, 'uncoached')));
    expect([told.filter((outcome) => outcome === 'RESERVIERT').length, told.filter((outcome) => outcome === 'KEIN_PLATZ').length]).toEqual([19, 6]);
    await offers.insert('offer', { ...offer, id: 'no-coaching', title: 'Beratung', kind: 'BERATUNG_JC' });
    expect(await coached('RESERVE', 'ana', 'no-coaching')).toBe('RESERVIERT');
  });
});

describe('the door for acts', () => {
  const faultOf = ({ data, errors }: any): unknown => data ?? errors[0].extensions.fault ?? errors[0].extensions.code;

  test('opens to a fresh ticket of the gateway for one act and to nothing else', async () => {
    const item = await newCourse(9);
    const good = signed(actOf('RESERVE', 'ana', item));
    expect((await post(agency, good)).data.outcome).toBe('RESERVIERT');
    const [header, payload, signature] = signed(actOf('RESERVE', 'ben', item)).split('.') as [string, string, string];
    const rewritten = (change: (act: Record<string, unknown>) => object): string => {
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
      return [header, Buffer.from(JSON.stringify({ ...claims, act: { ...claims.act, ...change(claims.act) } })).toString('base64url'), signature].join('.');
    };
    const tried = {
      'without a ticket': undefined,
      'the same ticket again': good,
      'another client': rewritten(() => ({ client: 'cem' })),
      'another course': rewritten(() => ({ item: 'course-2' })),
      'another act': rewritten(() => ({ kind: 'CANCEL' })),
      'signed by somebody else': signed(actOf('RESERVE', 'ben', item), { key: forger }),
      'too late': signed(actOf('RESERVE', 'ben', item), { at: NOW - 60_000 }),
      'for another agency': signed(actOf('RESERVE', 'ben', item), {}, 'jobcenter'),
      'a ticket for reading': ticket('language-courses', [grant(['ben'], [PROVIDER], 'COURSE_ENROLMENT')]),
      'an act beside reading': ticket('language-courses', [grant(['ben'], [PROVIDER], 'COURSE_ENROLMENT')], { purpose: 'KURSVERMITTLUNG', act: actOf('RESERVE', 'ben', item) }),
      'no such act': signed(actOf('EXPEL' as PlaceActKind, 'ben', item)),
      'no tenant of the agency': signed(actOf('RESERVE', 'ben', item, { provider: 'JOBCENTER_LIPPE' })),
      'without a basis': signed(actOf('RESERVE', 'ben', item, { basis: null })),
      'on an unknown basis': signed(actOf('RESERVE', 'ben', item, { basis: 'FAVOUR' as never })),
      'as own data of another unit': signed(actOf('RESERVE', 'ben', item, { basis: 'OWN_DATA' })),
      'without a purpose': signed(actOf('RESERVE', 'ben', item), { purpose: '' }),
      'by a data-protection officer': signed(actOf('RESERVE', 'ben', item), { requester: { unit: 'KREIS_SERVICESTELLE', person: 'p', role: 'DPO' } }),
    };
    const faults = Object.fromEntries(await Promise.all(Object.entries(tried).map(async ([what, token]) => [what, faultOf(await post(agency, token))])));
    expect(faults).toEqual({
      'without a ticket': 'MISSING', 'the same ticket again': 'REPLAYED', 'another client': 'BAD_SIGNATURE', 'another course': 'BAD_SIGNATURE', 'another act': 'BAD_SIGNATURE',
      'signed by somebody else': 'BAD_SIGNATURE', 'too late': 'EXPIRED', 'for another agency': 'WRONG_AUDIENCE', 'a ticket for reading': 'ACT_REFUSED',
      'an act beside reading': 'ACT_REFUSED', 'no such act': 'ACT_REFUSED', 'no tenant of the agency': 'ACT_REFUSED', 'without a basis': 'ACT_REFUSED', 'on an unknown basis': 'ACT_REFUSED',
      'as own data of another unit': 'ACT_REFUSED', 'without a purpose': 'ACT_REFUSED', 'by a data-protection officer': 'ACT_REFUSED',
    });
    expect(await enrolled(item)).toEqual([{ client: 'ana', owner: PROVIDER, state: 'ANGEMELDET' }]);
  });

  test('a ticket for an act reads nothing', async () => {
    const item = await newCourse(1);
    await act('RESERVE', 'ana', item);
    const { data } = await agency.clients(['ana'], 'enrolments { state }', signed(actOf('CONFIRM', 'ana', item)));
    expect(data).toEqual({ _entities: [{ id: 'ana', enrolments: null }] });
  });
});
