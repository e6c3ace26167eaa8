import { CATEGORIES, isPurpose, UNITS } from '../../consent/core/index.js';
import { buildCounty } from '../../demo/county.js';
import { workersOf } from '../../demo/staff.js';

const county = buildCounty({ today: '2026-11-22' });
const tier = (code: string) => CATEGORIES.get(code)!.tier;

describe('the consents of the demo county', () => {
  it('are there in every state', () => {
    expect([...new Set(county.consents.map(({ state }) => state))].sort()).toEqual(
      ['ABGELAUFEN', 'BEDENKZEIT', 'ENTWURF', 'ERSETZT', 'ERTEILT', 'TEILWIDERRUFEN', 'UNWIRKSAM', 'WIDERRUFEN']);
  });

  it('cover a realistic share of the clients, not all', () => {
    const share = new Set(county.consents.map(({ client }) => client)).size / county.clients.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.5);
  });

  it('say for what: at least one purpose, never a wildcard', () => {
    for (const { purposes } of county.consents) {
      expect(purposes.length).toBeGreaterThan(0);
      for (const purpose of purposes) expect(isPurpose(purpose)).toBe(true);
    }
  });

  it('speak of units, persons and categories that exist and that the gateway carries', () => {
    for (const consent of county.consents) {
      for (const unit of [...consent.releasingUnits, ...consent.receivingUnits]) expect(UNITS.has(unit)).toBe(true);
      for (const { unit, person } of [...consent.releasingPersons, ...consent.receivingPersons]) expect(workersOf(unit)).toContain(person);
      for (const category of [...consent.categories, ...consent.explicitCategories, ...consent.exclusions]) expect(tier(category)).not.toBe('T6');
      expect(consent.categories.filter((category) => consent.exclusions.includes(category))).toEqual([]);
    }
  });

  it('end after they began, at the latest after a year', () => {
    for (const { from, to } of county.consents) {
      expect(to).toBeGreaterThan(from);
      expect(to - from).toBeLessThanOrEqual(366 * 86_400_000);
    }
  });

  it('bind professional secrets (T4) to two named persons, one on either side', () => {
    const secret = county.consents.filter(({ categories }) => categories.some((category) => tier(category) === 'T4'));
    expect(secret.length).toBeGreaterThan(10);
    for (const { releasingPersons, receivingPersons } of secret) {
      expect(releasingPersons.length).toBeGreaterThan(0);
      expect(receivingPersons.length).toBeGreaterThan(0);
    }
  });

  it('tick special categories (T5) one by one', () => {
    const special = county.consents.filter(({ categories }) => categories.some((category) => tier(category) === 'T5'));
    expect(special.length).toBeGreaterThan(5);
    for (const { categories, explicitCategories } of special) {
      expect(explicitCategories).toEqual(expect.arrayContaining(categories.filter((category) => tier(category) === 'T5')));
    }
  });

  it('hold two-way releases as two records that mirror each other', () => {
    const key = (client: string, from: readonly string[], to: readonly string[], purpose: string, at: number) => `${client} ${from} ${to} ${purpose} ${at}`;
    const there = new Set(county.consents.map((c) => key(c.client, c.releasingUnits, c.receivingUnits, c.purposes[0]!, c.from)));
    const courses = county.consents.filter((c) => c.purposes[0] === 'KURSVERMITTLUNG' && c.releasingUnits[0] === 'NWL_CUK' && c.receivingPersons.length === 0);
    expect(courses.length).toBeGreaterThan(20);
    for (const c of courses) expect(there).toContain(key(c.client, c.receivingUnits, c.releasingUnits, 'KURSVERMITTLUNG', c.from));
  });

  it('withdraw partly by excluding what was taken back', () => {
    const partly = county.consents.filter(({ state }) => state === 'TEILWIDERRUFEN');
    expect(partly.some(({ exclusions }) => exclusions.length > 0)).toBe(true);
    for (const { categories } of partly) expect(categories.length).toBeGreaterThan(0);
  });

  it('are void where a child interpreted, and only there', () => {
    for (const { interpreter, state } of county.consents) expect(interpreter === 'KIND').toBe(state === 'UNWIRKSAM');
  });

  it('follow a replaced one with the one that replaces it', () => {
    const replaced = county.consents.filter(({ state }) => state === 'ERSETZT');
    for (const old of replaced) {
      expect(county.consents.some(({ client, state, purposes, releasingUnits }) =>
        client === old.client && state === 'ERTEILT' && purposes[0] === old.purposes[0] && releasingUnits[0] === old.releasingUnits[0])).toBe(true);
    }
  });
});
