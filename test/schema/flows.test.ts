import { readFileSync } from 'node:fs';
import { parse as csvParse } from 'csv-parse/sync';
import { CARRIED, compileRelease, createPolicy, HOLDERS, isImmigrationAuthority, PURPOSES, STATUTORY_FLOWS, UNITS, type ClientRecords, type Purpose } from '../../consent/core/index.js';
import { flowsOf, type Flow } from '../../schema/documents/flows.js';
import { servedCategories } from '../../schema/documents/processing-record.js';

const supergraph = readFileSync('schema/supergraph.graphql', 'utf8');
const served = servedCategories(supergraph);
const flows = flowsOf(served);
const units = [...UNITS.keys()].filter((unit) => unit !== 'CONSENT_SERVICE');
const purposes = Object.keys(PURPOSES) as Purpose[];
const policy = createPolicy(STATUTORY_FLOWS.filter(({ viaGateway }) => viaGateway).map(({ id }) => id));
const AT = Date.UTC(2026, 2, 1);

/** One person at every unit, and a paper that releases whatever a paper can. */
function everything(consented: boolean): ClientRecords {
  const named = units.map((unit) => ({ unit, person: 'p' }));
  return {
    version: 1, emergencies: [],
    relations: [...UNITS.keys()].map((unit) => ({ unit, from: 0, to: null, persons: ['p'], responsible: 'p' })),
    consents: consented ? [{
      id: 'c', state: 'ERTEILT', releasingUnits: units, releasingPersons: named, receivingUnits: units, receivingPersons: named,
      categories: CARRIED.filter((category) => HOLDERS.has(category)), explicitCategories: CARRIED.filter((category) => HOLDERS.has(category)), exclusions: [], purposes, form: 'SCHRIFTLICH', from: 0, to: AT * 2,
    }] : [],
  };
}

/** What the rules let through, asked of the rules themselves: `from|to|category|purpose`. */
function allowed(basis: 'CONSENT' | 'STATUTE'): Set<string> {
  const records = everything(basis === 'CONSENT');
  const rules = basis === 'CONSENT' ? createPolicy() : policy;
  const ways = new Set<string>();
  for (const to of units) {
    for (const purpose of purposes) {
      const release = compileRelease(records, { unit: to, person: 'p', role: 'CASE_WORKER' }, purpose, AT, rules);
      for (const [category, holders] of HOLDERS) {
        if (!served.has(category) || category === 'CONSENT_META') continue;
        for (const from of holders) if (from !== to && release.basis(from, category)?.kind === basis) ways.add(`${from}|${to}|${category}|${purpose}`);
      }
    }
  }
  return ways;
}

const told = (basis: Flow['basis'], isServed = true): Set<string> =>
  new Set(flows.filter((flow) => flow.basis === basis).flatMap(({ from, to, categories, purposes: why }) =>
    from.flatMap((one) => to.filter((other) => other !== one).flatMap((other) => categories.filter((category) => !isServed || (served.has(category) && HOLDERS.get(category)?.includes(one)))
      .flatMap((category) => why.map((purpose) => `${one}|${other}|${category}|${purpose}`))))));

describe('the flow catalogue', () => {
  it.each(['CONSENT', 'STATUTE'] as const)('tells exactly the ways that the rules open by %s', (basis) => {
    const ways = allowed(basis);
    expect(ways.size).toBeGreaterThan(10);
    const catalogue = told(basis);
    expect([...ways].filter((way) => !catalogue.has(way))).toEqual([]);
    expect([...catalogue].filter((way) => !ways.has(way))).toEqual([]);
  });

  it('knows no way to an immigration authority but the packet of a perspective check', () => {
    for (const { to, categories, purposes: why } of flows.filter((flow) => flow.to.some(isImmigrationAuthority))) {
      expect(to.every(isImmigrationAuthority)).toBe(true);
      expect(['IDENTITY_CORE', 'LANGUAGE_LEVEL', 'LABOUR_PROFILE', 'SCHOOL_PLACEMENT']).toEqual(expect.arrayContaining([...categories]));
      expect(['AUFENTHALTSPERSPEKTIVE_25A_25B', 'EINBUERGERUNG']).toEqual(expect.arrayContaining([...why]));
    }
  });

  it('says of every flow its occasion, recipients, data, basis and supervision; the BfDI’s where the Agentur für Arbeit takes part', () => {
    for (const { id, occasion, from, to, categories, citation, supervisors } of flows) {
      expect([id, occasion, citation]).not.toContain('');
      expect(Math.min(from.length, to.length, categories.length)).toBeGreaterThan(0);
      expect([id, supervisors.includes('BFDI')]).toEqual([id, [...from, ...to].includes('AA_DETMOLD')]);
    }
  });
});

describe('the record of processing activities', () => {
  const record = readFileSync('schema/processing-record.md', 'utf8');
  const data = JSON.parse(readFileSync('schema/processing-record.json', 'utf8')) as { controllers: { unit: string; processed: { category: string; recipients: { flow: string }[] }[] }[] };
  const table = (file: string) => csvParse(readFileSync(file, 'utf8'), { columns: true, delimiter: ';', bom: true }) as Record<string, string>[];

  it('says the same to people, programs and spreadsheets, as the flow catalogue does', () => {
    const pairs = data.controllers.flatMap(({ unit, processed }) => processed.map(({ category }) => [unit, category]));
    expect(pairs.length).toBe(record.split('\n').filter((line) => / \| T\d \| /.test(line)).length);
    expect(table('schema/processing-record.csv').map(({ unit, category }) => [unit, category])).toEqual(pairs);
    expect(table('schema/flow-catalogue.csv').map(({ id, from, to }) => [id, from!.split(' '), to!.split(' ')])).toEqual(flows.map(({ id, from, to }) => [id, from, to]));
    const named = data.controllers.flatMap(({ processed }) => processed.flatMap(({ recipients }) => recipients.map(({ flow }) => flow)));
    expect([...new Set(named)].filter((flow) => !flows.some(({ id }) => id === flow))).toEqual([]);
  });


  it('has a part for every unit that holds data, and every category that is served stands in it', () => {
    for (const { code, subgraph } of UNITS.values()) expect([code, record.includes(`(\`${code}\`)`)]).toEqual([code, subgraph !== null]);
    const [, jobcenter] = record.split('(`JOBCENTER_LIPPE`)');
    expect(jobcenter!.split('\n## ')[0]).toContain('`Client.benefits`');
  });
});
