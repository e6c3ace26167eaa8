import { buildCounty } from '../../demo/county.js';
import { ageOn, instant } from '../../demo/dates.js';
import { GROUPS } from '../../demo/groups.js';
import { PLACES } from '../../demo/municipalities.js';
import { scenarioCast } from '../../demo/scenarios.js';

const today = '2026-11-22';
const county = buildCounty({ today });
const counted = <T>(values: readonly T[]): Map<T, number> => {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

describe('the demo county', () => {
  it('is the same to the byte for the same seed and day', () => {
    expect(JSON.stringify(buildCounty({ today, seed: 2026 }))).toBe(JSON.stringify(county));
  });

  it('has other people for another seed, and the same scenarios', () => {
    const other = buildCounty({ today, seed: 7 });
    const cast = new Set(scenarioCast(today, county.courses).clients.map(({ id }) => id));
    const ids = new Set(county.clients.map(({ id }) => id));
    expect(other.clients.map(({ id }) => id).filter((id) => ids.has(id)).sort()).toEqual([...cast].sort());
  });

  it('has about a thousand clients, 120 courses and 90 offers', () => {
    expect(county.clients.length).toBeGreaterThan(1000);
    expect(county.clients.length).toBeLessThan(1100);
    expect([county.courses.length, county.offers.length]).toEqual([120, 90]);
  });

  it('keeps the shares of the target groups', () => {
    expect(Object.values(GROUPS).reduce((sum, { share }) => sum + share, 0)).toBe(1000);
    const counts = counted(county.clients.map(({ group }) => group));
    for (const [group, { share, membersAs }] of Object.entries(GROUPS)) {
      const count = counts.get(group as keyof typeof GROUPS) ?? 0;
      expect([group, count > 0]).toEqual([group, true]);
      const receives = Object.values(GROUPS).some((other) => other.membersAs === group);
      if (!membersAs && !receives) expect(Math.abs(count - share)).toBeLessThanOrEqual(20);
    }
  });

  it('spreads over all sixteen municipalities, most in the towns', () => {
    const counts = counted(county.clients.map(({ municipality }) => municipality));
    expect([...counts.keys()].sort()).toEqual([...PLACES.keys()].sort());
    expect(Math.min(...counts.values())).toBeGreaterThan(10);
    expect([...counts].sort(([, a], [, b]) => b - a)[0]![0]).toBe('DETMOLD');
  });

  it('gives every person and every consent a unique UUID', () => {
    const ids = [...county.clients.map(({ id }) => id), ...county.consents.map(({ id }) => id)];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each(['2026-11-22', '2028-02-29', '2027-01-01'])('dates nothing that has happened after %s', (today) => {
    for (const client of buildCounty({ today, seed: 11 }).clients) {
      const past = [client.birthDate, client.registeredOn, client.movedOn, client.residence?.issuedOn, client.language?.testedOn, client.case?.openedOn, client.kita?.offeredOn];
      for (const day of past) if (day) expect(day <= today).toBe(true);
      expect(client.registeredOn >= client.birthDate).toBe(true);
      for (const { from } of client.relations) expect(from).toBeLessThanOrEqual(instant(today));
    }
  });

  it('represents every minor, by a parent of the household or by a unit', () => {
    const people = new Map(county.clients.map((client) => [client.id, client]));
    const minors = county.clients.filter(({ birthDate }) => ageOn(birthDate, today) < 18);
    const alone = minors.filter(({ guardians }) => guardians.length === 0);
    for (const { guardians } of minors) {
      for (const { client, unit } of guardians) expect(client === null ? unit : people.has(client)).toBeTruthy();
    }
    expect(alone).toEqual([]);
  });

  it('keeps a case manager below the hundred and ten cases that are their limit', () => {
    const leads = county.clients.flatMap(({ case: file, relations }) => (file ? relations.filter(({ responsible, to }) => to === null && responsible?.startsWith('cm-')) : []));
    expect(Math.max(...counted(leads.map(({ responsible }) => responsible)).values())).toBeLessThan(110);
  });

  it('has no word for what never travels: no attendance, cognitive score, belief, crime or amount of a benefit', () => {
    const text = JSON.stringify(county);
    for (const word of ['cognitive', 'kognitiv', 'ATTENDANCE', 'BENEFIT_DETAIL', 'RESIDENCE_PROCEDURE', 'CHILD_PROTECTION', 'VICTIM_STATUS', 'CRIMINAL', 'BELIEF', 'religion', 'AUSREISEPFLICHT', 'Kundennummer']) {
      expect(text.includes(word)).toBe(false);
    }
  });

  it('reaches nobody: telephone numbers are from films, mail goes to example domains', () => {
    for (const { phone, email } of county.clients) {
      if (phone) expect(phone).toMatch(/^0171 39200\d\d$/);
      if (email) expect(email).toMatch(/@example\.org$/);
    }
    for (const { mail, phone } of county.staff) {
      expect(mail).toMatch(/\.example$/);
      expect(phone).toMatch(/^05231 000-\d+$/);
    }
  });
});
