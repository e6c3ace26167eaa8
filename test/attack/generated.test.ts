import fc from 'fast-check';
import { runs } from '../kit/long.js';
import type { County } from '../kit/county.js';
import { attack, PER_CROWD, type Campaign } from './campaign.js';
import { drawOperation, LEFT_OUT } from './draw.js';
import { patientCounty } from './patient-county.js';
import { schema } from './schema.js';

/** Promises P1, P2 and P6 against operations, clients and callers that nobody thought of. */
const OPERATIONS = runs(2_000, 100_000);
const SEED = 20261122;

/**
 * Which part of them this run takes, as `1/2` and `2/2` for two processes side by side; a shorter share takes up a run that
 * was broken off. Shares are made of whole crowds, and the same one is the same wherever it is run.
 */
const [SHARE, SHARES] = (process.env['FREIGABE_SHARD'] ?? '1/1').split('/').map(Number) as [number, number];
const CROWDS = OPERATIONS / PER_CROWD;
const FIRST = Math.floor(((SHARE - 1) * CROWDS) / SHARES);
const OURS = (Math.floor((SHARE * CROWDS) / SHARES) - FIRST) * PER_CROWD;

let county: County;
beforeAll(async () => { county = await patientCounty(); });
afterAll(() => county?.close());

let told = Date.now();
/** What takes minutes tells how far it has come. */
function tell({ operations, found }: Campaign): void {
  if (Date.now() - told < 30_000) return;
  told = Date.now();
  process.stderr.write(`${new Date(told).toISOString().slice(11, 19)} crowd ${FIRST + Math.floor(operations / PER_CROWD)}: ${operations} of ${OURS} operations, found ${found.length}\n${found.slice(0, 1).join('\n')}`);
}

it(`${OURS} operations drawn at random release nothing that is not granted, fetch nothing of it, and tell nothing of it`, async () => {
  const { operations, telling, changed, found } = await attack(county, { operations: OURS, seed: SEED, crowd: FIRST, onRound: tell });
  expect(found.slice(0, 5)).toEqual([]);
  expect(operations).toBe(OURS);
  // The campaign is worth its time: answers hold clients, and there is withheld data to be told of.
  expect(telling).toBeGreaterThan(OURS / 4);
  expect(changed).toBeGreaterThan(OURS);
}, runs(300_000, 4 * 3_600_000));

describe('what is drawn', () => {
  const PAGE = 'where-a-page-begins';
  const drawn = fc.sample(fc.gen().map((g) => drawOperation(g, ['x'], [], () => PAGE)), { seed: SEED, numRuns: 3_000 });
  const fields = Object.values(schema.getQueryType()!.getFields());

  it('leaves out no root field but those that are listed, and lists none that is gone', () => {
    const asked = new Set(drawn.flatMap(({ roots }) => roots.map(({ field }) => field)));
    expect(fields.map(({ name }) => name).filter((name) => !asked.has(name)).sort()).toEqual(Object.keys(LEFT_OUT).sort());
  });

  it('begins pages of every list elsewhere than at the beginning, too, by literal and by variable', () => {
    const paged = fields.filter(({ name, args }) => !(name in LEFT_OUT) && args.some((arg) => arg.name === 'after')).map(({ name }) => name);
    const begun = (name: string, how: string): boolean => drawn.some(({ query, variables }) => {
      const [, given] = new RegExp(`\\b${name}\\([^()]*after: ("${PAGE}"|\\$\\w+)`).exec(query) ?? [];
      return given !== undefined && (how === 'literal' ? given === `"${PAGE}"` : variables[given.slice(1)] === PAGE);
    });
    expect(paged.length).toBeGreaterThan(5);
    expect(paged.flatMap((name) => ['literal', 'variable'].filter((how) => !begun(name, how)).map((how) => `${name} by ${how}`))).toEqual([]);
  });
});
