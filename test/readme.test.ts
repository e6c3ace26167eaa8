import { readFile } from 'node:fs/promises';
import { SHOWCASE } from '../demo/scenarios.js';
import { startCounty, type County } from './kit/county.js';

/** README.md is executed: its query is asked by its three agencies, and each answer it prints must be the real one. */
let county: County;
let readme: string;
beforeAll(async () => {
  readme = await readFile('README.md', 'utf8');
  county = await startCounty();
});
afterAll(() => county.close());

const blocks = (language: string): string[] => [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1]!);

it('shows the query of examples/unified-client-view.graphql', async () => {
  const example = (await readFile('examples/unified-client-view.graphql', 'utf8')).replace(/^#.*\n/gm, '');
  expect(blocks('graphql')).toEqual([example]);
});

it.each(Object.entries(SHOWCASE.staff))('prints what %s is really answered', async (unit, as) => {
  const [query] = blocks('graphql');
  const { status, body } = await county.ask({
    as, purpose: SHOWCASE.purpose, occasion: SHOWCASE.occasion, query: query!, variables: { id: county.id(SHOWCASE.client, unit) },
  });
  const printed = blocks('json')[Object.keys(SHOWCASE.staff).indexOf(unit)];
  expect(status).toBe(200);
  expect(body).toEqual(JSON.parse(printed ?? 'null'));
});

it('names two commands that exist', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(readme).toMatch(/^npm ci && npm start$/m);
  expect(readme).toMatch(/^npm ci && npm test$/m);
  for (const [, script] of readme.matchAll(/npm run (?:-s )?([a-z:]+)/g)) expect(scripts).toHaveProperty([script!]);
});
