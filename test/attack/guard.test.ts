import { runs } from '../kit/long.js';
import type { County } from '../kit/county.js';
import { attackGuard } from './guard-campaign.js';
import { patientCounty } from './patient-county.js';

/** Promise P3: whoever reaches an agency without the gateway. */
const EACH = runs(120, 5_000);

let county: County;
beforeAll(async () => { county = await patientCounty(); });
afterAll(() => county?.close());

it(`${EACH} requests drawn at random to each agency's own address, with tickets of every kind, are told and read nothing that a genuine ticket does not grant`, async () => {
  const { telling, found } = await attackGuard(county, { seed: 20261122, each: EACH });
  expect(found.slice(0, 5)).toEqual([]);
  expect(telling).toBeGreaterThan(EACH / 4); // some tickets are genuine, and worth something
}, runs(120_000, 3_600_000));
