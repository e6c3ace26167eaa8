import fc from 'fast-check';
import { entryOf, entryParts, entryText, type LogEntry } from '../../../consent/audit/entry.js';
import { entry } from '../store/county.js';
import { entries } from '../supervision/random-entries.js';

const item = (over: Partial<LogEntry['items'][number]> = {}): LogEntry['items'][number] =>
  ({ path: 'clients.edges.node.name', category: 'IDENTITY_CORE', owners: ['KREIS_SERVICESTELLE'], granted: true, delivered: true, basis: 'OWN_DATA', ...over });

const MIXED = entry({
  owners: ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE'],
  items: [
    item(),
    item({ path: 'clients.edges.node.benefits', category: 'BENEFIT_REGIME', owners: ['JOBCENTER_LIPPE'], granted: false, delivered: null, basis: null }),
    item({ path: 'clients.edges.node.birthDate', delivered: false }),
  ],
});

describe('the text of an entry', () => {
  it('says everything that the entry says, in the order of the report, also in the parts that are sent to the database', () => {
    fc.assert(
      fc.property(entries, (drawn) => {
        expect(entryOf(entryText(drawn))).toEqual(drawn);
        expect(entryParts(drawn).map(({ literal }) => JSON.parse(literal)).join('')).toBe(entryText(drawn));
      }),
      { seed: 2026 },
    );
  });

  it('names owners, bases and the beginning of the paths once', () => {
    expect(JSON.parse(entryText(MIXED))).toMatchObject({
      under: 'clients.edges.node.', bases: ['OWN_DATA'],
      items: [['name', 'IDENTITY_CORE', [0], 0, true], ['benefits', 'BENEFIT_REGIME', [1]], ['birthDate', 'IDENTITY_CORE', [0], 0, false]],
    });
  });

  it.each([
    ['an owner that the entry does not name', item({ owners: ['NWL_CUK'] })],
    ['a grant without a basis', item({ basis: null })],
    ['a basis without a grant', item({ granted: false })],
  ])('keeps an item whole that has %s', (_, odd) => {
    const whole = { ...MIXED, items: [item(), odd] };
    expect(JSON.parse(entryText(whole)).items[1]).toEqual(odd);
    expect(entryOf(entryText(whole))).toEqual(whole);
  });

  it('is read as it was written before, with every item whole', () => {
    expect(entryOf(JSON.stringify(MIXED))).toEqual(MIXED);
  });

  it('is of this request and these owners, also where an earlier entry shares requester and items', () => {
    entryText(MIXED);
    const other: LogEntry = { ...MIXED, requestId: 'r-2', purpose: 'CM_DURCHFUEHRUNG', occasion: 'AZ 2', owners: ['JOBCENTER_LIPPE', 'KREIS_SERVICESTELLE'], rechtskreise: [] };
    expect(entryOf(entryText(other))).toEqual(other);
  });

  it('is of this client and this state of their records, also where another entry shares the list of items', () => {
    const shared = entry();
    const changes: readonly Partial<LogEntry>[] = [
      {}, { client: '00000000-0000-4000-8000-000000000077' }, { client: null, attemptedId: 'k1' }, { client: null, attemptedId: 'k2' }, { kind: 'REFUSAL' },
      { recordsVersion: 99 }, { hints: ['SAME_SURNAME'] }, { hints: ['OWN_ADDRESS'] }, {},
    ];
    for (const change of changes) {
      const one: LogEntry = { ...shared, ...change };
      expect(entryOf(entryText(one))).toEqual(one);
    }
  });

  it('cuts long texts of callers and replaces what the database does not take', () => {
    const odd = entry({ attemptedId: 'x'.repeat(300), occasion: `AZ\0 \uD800 ${'y'.repeat(300)}`, items: [item({ path: 'a.\0b' })] });
    const read = entryOf(entryText(odd));
    expect(read.attemptedId).toHaveLength(200);
    expect(read.occasion).toHaveLength(200);
    expect(read.occasion).toMatch(/^AZ\uFFFD \uFFFD y+$/);
    expect(read.items[0]!.path).toBe('a.\uFFFDb');
  });

  it.each([
    ['an owner', [['name', 'IDENTITY_CORE', [7], 0, true]]],
    ['a basis', [['name', 'IDENTITY_CORE', [0], 7, true]]],
    ['a list', 'name'],
  ])('is refused where it refers to %s that is not there', (_, items) => {
    expect(() => entryOf(JSON.stringify({ ...JSON.parse(entryText(MIXED)), items }))).toThrow();
  });
});
