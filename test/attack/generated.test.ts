import { runs } from '../kit/long.js';
import type { County } from '../kit/county.js';
import { attack } from './campaign.js';
import { LEFT_OUT } from './draw.js';
import { patientCounty } from './patient-county.js';
import { schema } from './schema.js';

/** Promises P1, P2 and P6 against operations, clients and callers that nobody thought of. */
const OPERATIONS = runs(2_000, 100_000);
const SEED = 20261122;

let county: County;
beforeAll(async () => { county = await patientCounty(); });
afterAll(() => county?.close());

it(`${OPERATIONS} operations drawn at random release nothing that is not granted, fetch nothing of it, and tell nothing of it`, async () => {
  const { operations, telling, changed, found } = await attack(county, { operations: OPERATIONS, seed: SEED });
  expect(found.slice(0, 5)).toEqual([]);
  expect(operations).toBe(OPERATIONS);
  // The campaign is worth its time: answers hold clients, and there is withheld data to be told of.
  expect(telling).toBeGreaterThan(OPERATIONS / 4);
  expect(changed).toBeGreaterThan(OPERATIONS);
}, runs(300_000, 4 * 3_600_000));

it('leaves out no root field but those that are listed, and lists none that is gone', () => {
  const names = Object.keys(schema.getQueryType()!.getFields());
  expect(Object.keys(LEFT_OUT).filter((name) => !names.includes(name))).toEqual([]);
});
