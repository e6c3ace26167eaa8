import { readFileSync } from 'node:fs';
import { BASIS_KINDS, CATEGORIES, PURPOSES, RECEIVING_ROLES } from '../../../consent/core/index.js';
import { publishedCases, publishedNames, publishedText } from './published.js';
import { departures } from './schema-check.js';

const schema = JSON.parse(readFileSync(new URL('../../../consent/vectors/vectors.schema.json', import.meta.url), 'utf8')) as Record<string, any>;
const readme = readFileSync(new URL('../../../consent/vectors/README.md', import.meta.url), 'utf8');

it.each(publishedNames)('%s fits the schema of the vectors', (name) => expect(departures(schema, JSON.parse(publishedText(name)))).toEqual([]));

it('knows exactly the words that the core knows', () => {
  const { category, purpose, granted, receivingFunctions } = schema['$defs'];
  expect(category.enum).toEqual([...CATEGORIES.keys()]);
  expect(receivingFunctions.items.properties.role.enum).toEqual(RECEIVING_ROLES);
  expect(purpose.enum).toEqual(Object.keys(PURPOSES));
  expect(granted.properties.granted.properties.kind.enum).toEqual(BASIS_KINDS);
});

it.each<[string, (file: any) => void]>([
  ['a category that nobody knows', (file) => { file.clients.edges.consents[0].categories = ['EVERYTHING']; }],
  ['a consent without an end', (file) => { delete file.clients.edges.consents[0].to; }],
  ['an instant without an offset', (file) => { file.vectors[0].at = '2026-03-01T12:00:00'; }],
  ['a word that nobody expects', (file) => { file.vectors[0].comment = 'x'; }],
  ['no expectation', (file) => { delete file.vectors[0].expect; }],
  ['two expectations', (file) => { file.vectors[0].expect = { granted: { kind: 'OWN_DATA', id: null }, withheld: 'NO_BASIS' }; }],
])('refuses a file with %s', (_, spoil) => {
  const file = JSON.parse(publishedText('07-time')) as unknown;
  spoil(file);
  expect(departures(schema, file)).not.toEqual([]);
});

it('asks about clients that are there', () => expect(publishedCases.filter(({ client }) => client === undefined)).toEqual([]));

it('names every file in the README, with its number of vectors', () => {
  const rows = publishedNames.map((name) => {
    const { title, vectors } = JSON.parse(publishedText(name)) as { title: string; vectors: unknown[] };
    return `| [${name}](${name}.json) | ${vectors.length} | ${title} |`;
  });
  expect(readme.split('\n').filter((row) => row.startsWith('| ['))).toEqual(rows);
});
