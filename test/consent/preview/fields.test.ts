import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { readProtection } from '../../../consent/directives/index.js';
import { releasableFields } from '../../../gateway/release/releasable-fields.js';

/** The fields of a preview come from the supergraph that is served: none is missing, none is made up. */
const sdl = readFileSync('schema/supergraph.graphql', 'utf8');
const fields = releasableFields(sdl);
const marks = [...readProtection(parse(sdl))].flatMap(([coordinate, mark]) => (mark.kind === 'consent' ? [[coordinate, mark.category] as const] : []));

it('names every protected field of a client under its category', () => {
  const ofClient = marks.filter(([coordinate]) => coordinate.startsWith('Client.'));
  expect(ofClient.length).toBeGreaterThan(30);
  for (const [coordinate, category] of ofClient) {
    expect(fields.find((field) => field.coordinate === coordinate)).toMatchObject({ path: coordinate.slice('Client.'.length), categories: [category] });
  }
});

it('asks for the categories on the way to a field as well', () =>
  expect(fields.find(({ path }) => path === 'statusView.workAccess')).toMatchObject({ coordinate: 'StatusView.workAccess', categories: ['RESIDENCE_TITLE', 'WORK_PERMISSION'] }));

it('knows nothing that the schema does not mark, and says who owns it in both languages', () => {
  const known = new Map(marks);
  for (const { coordinate, categories, owners, de, en } of fields) {
    expect([coordinate, known.get(coordinate)]).toEqual([coordinate, categories.at(-1)]);
    expect([owners.length > 0, de.trim() !== '', en.trim() !== '', de.includes(' / ')]).toEqual([true, true, true, false]);
  }
});

it('ends where another client begins', () => {
  expect(fields.map(({ path }) => path)).toContain('children');
  expect(fields.filter(({ path }) => path.startsWith('children.'))).toEqual([]);
});
