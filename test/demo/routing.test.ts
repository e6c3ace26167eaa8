import { UNITS } from '../../consent/core/index.js';
import { buildCounty } from '../../demo/county.js';
import { ageOn, instant } from '../../demo/dates.js';
import { isForeignersOfficeCase } from '../../demo/groups.js';
import { place, PLACES } from '../../demo/municipalities.js';
import { SCENARIOS, scenarioCast } from '../../demo/scenarios.js';
import { caseManagerOf, workersOf } from '../../demo/staff.js';

const today = '2026-11-22';
const county = buildCounty({ today });
const cast = new Set(scenarioCast(today, county.courses).clients.map(({ id }) => id));
const population = county.clients.filter(({ id }) => !cast.has(id));
const now = instant(today);

describe('the units that work with a client (domain B.0)', () => {
  it('are those of the place of residence, for everybody', () => {
    for (const { relations, municipality } of county.clients) {
      const { abh, ebh, jugendamt, caseManagement } = place(municipality);
      for (const { unit, to } of relations.filter((relation) => relation.to === null || relation.to > now)) {
        if (unit.startsWith('ABH_')) expect(unit).toBe(abh);
        if (unit.startsWith('EBH_')) expect(unit).toBe(ebh);
        if (unit.startsWith('JUGENDAMT:')) expect(unit).toBe(jugendamt);
        if (['KREIS_SERVICESTELLE', 'DETMOLD_CM'].includes(unit)) expect(unit).toBe(caseManagement);
        if (unit === 'NWL_TM') expect(to).not.toBeNull();
      }
    }
  });

  it('follow the files: no relation without a reason, no file without a relation', () => {
    for (const client of population) {
      const active = new Set(client.relations.filter(({ to }) => to === null || to > now).map(({ unit }) => unit));
      const has = (start: string): boolean => [...active].some((unit) => unit.startsWith(start));
      expect(has('ABH_')).toBe(client.residence !== null);
      expect(client.residence !== null).toBe(isForeignersOfficeCase(client.group));
      expect(has('JOBCENTER')).toBe(client.benefit.regime === 'SGB_II');
      expect(has('NWL_CUK')).toBe(client.language !== null);
      expect(has('KURSTRAEGER:')).toBe(Boolean(client.language?.enrolment));
      expect(has('KI_')).toBe(client.school !== null);
      expect(has('SOZIALAMT:')).toBe(/ASYLBLG|SGB_XII|UEBERBRUECKUNG/.test(client.benefit.regime));
      expect(has('JUGENDAMT:')).toBe(client.kita !== null || client.group === 'REF_UMF');
      expect(has('KREIS_SERVICESTELLE') || has('DETMOLD_CM')).toBe(client.inCaseManagement);
    }
  });

  it('name persons that work there, one of whom is responsible; cases are led by the one of the Sozialraum', () => {
    for (const { municipality, relations } of county.clients) {
      for (const { unit, persons, responsible, to } of relations) {
        expect(UNITS.has(unit)).toBe(true);
        expect(workersOf(unit)).toEqual(expect.arrayContaining([...persons]));
        expect(persons).toContain(responsible);
        if (unit === place(municipality).caseManagement && to === null) expect(responsible).toBe(caseManagerOf(place(municipality)));
      }
      expect(new Set(relations.map(({ unit }) => unit)).size).toBe(relations.length);
    }
  });

  it('end with a move out of their area, and only then or for good reason', () => {
    const movers = population.filter(({ previousMunicipality }) => previousMunicipality);
    expect(movers.length).toBeGreaterThan(20);
    for (const { previousMunicipality, movedOn, municipality, relations } of movers) {
      const before = place(previousMunicipality!);
      const ended = relations.find(({ unit }) => unit === before.abh && before.abh !== place(municipality).abh);
      if (ended) expect(ended.to).toBe(instant(movedOn!));
    }
  });

  it('give unaccompanied minors the Jugendamt of the place as guardian until their 18th birthday', () => {
    for (const { birthDate, guardians, municipality } of county.clients.filter(({ group }) => group === 'REF_UMF')) {
      expect(ageOn(birthDate, today)).toBeLessThan(18);
      expect(guardians).toEqual([expect.objectContaining({ kind: 'AMTSVORMUND', unit: place(municipality).jugendamt, client: null })]);
      expect(ageOn(birthDate, guardians[0]!.to)).toBe(18);
    }
  });

  it('knew Teilhabemanagement of Netzwerk Lippe in its three towns only', () => {
    const clients = county.clients.filter(({ relations }) => relations.some(({ unit }) => unit === 'NWL_TM'));
    expect(clients.length).toBeGreaterThan(0);
    for (const { municipality } of clients) expect(['DETMOLD', 'BAD_SALZUFLEN', 'LAGE']).toContain(municipality);
  });
});

describe('the map of the county', () => {
  it('has a Jugendamt of its own in four towns and one for the other twelve', () => {
    const shared = [...PLACES.values()].filter(({ jugendamt }) => jugendamt === 'JUGENDAMT:KREIS');
    expect(shared).toHaveLength(12);
    expect(new Set([...PLACES.values()].map(({ jugendamt }) => jugendamt)).size).toBe(5);
  });

  it('has six Sozialräume, and an Ausländerbehörde of its own in Detmold only', () => {
    expect(new Set([...PLACES.values()].map(({ sozialraum }) => sozialraum)).size).toBe(6);
    expect([...PLACES.values()].filter(({ abh }) => abh === 'ABH_DETMOLD').map(({ code }) => code)).toEqual(['DETMOLD']);
  });

  it('names staff that exists in every scenario', () => {
    const posts = new Set(county.staff.map(({ unit, person, role }) => `${unit} ${person} ${role}`));
    for (const { staff } of Object.values(SCENARIOS)) {
      for (const { unit, person, role } of Object.values(staff)) expect(posts).toContain(`${unit} ${person} ${role}`);
    }
  });
});
