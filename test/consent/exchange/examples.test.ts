import { readdirSync, readFileSync } from 'node:fs';
import { compileRelease, createPolicy, type Category, type ClientRecords, type Purpose } from '../../../consent/core/index.js';
import { fromFhirConsent, type ExchangedConsent } from '../../../consent/exchange/index.js';
import { CM } from './documents.js';

/** A resource, or several, and what must come of it: who is let have what, or why nothing is imported. */
interface Example {
  readonly shows: string;
  readonly resources: readonly unknown[];
  readonly refused?: readonly string[];
  readonly asked?: readonly {
    readonly unit: string; readonly person: string; readonly purpose: Purpose; readonly at: string;
    readonly owner: string; readonly category: Category; readonly released: boolean;
  }[];
}

const folder = new URL('./examples/', import.meta.url);
const examples = readdirSync(folder).sort().map((file): [string, Example] => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Example]);

const keepers = { KREIS_SERVICESTELLE: 'cm-1', NWL_CUK: 'cuk-1', JOBCENTER_LIPPE: 'jc-1', ABH_KREIS: 'abh-1', GESUNDHEITSAMT: 'gesa-1', KI_SEITENEINSTIEG: 'ki-1' };
const relations = Object.entries(keepers).map(([unit, responsible]) => ({ unit, from: 0, to: null, persons: [responsible, 'cm-2'], responsible }));

test('there are at least ten that are read and ten that are not', () =>
  expect([examples.filter(([, { asked }]) => asked).length, examples.filter(([, { refused }]) => refused).length]).toEqual([10, 10]));

describe.each(examples)('%s', (_, { shows, resources, refused = [], asked = [] }) => {
  const read = resources.map((resource) => fromFhirConsent(resource, CM));

  test(shows, () => {
    expect([...new Set(read.flatMap(({ problems }) => problems.map(({ code }) => code)))]).toEqual(refused);
    const consents = read.flatMap(({ value }): ExchangedConsent[] => (value ? [value] : []));
    expect(consents).toHaveLength(refused.length > 0 ? 0 : resources.length);
    const records: ClientRecords = { version: 1, relations, consents, emergencies: [] };
    const decided = asked.map(({ unit, person, purpose, at, owner, category, ...question }) => {
      const release = compileRelease(records, { unit, person, role: 'CASE_WORKER' }, purpose, Date.parse(at), createPolicy());
      return { ...question, unit, person, purpose, at, owner, category, released: release.grants(owner, category) };
    });
    expect(decided).toEqual(asked);
  });
});
