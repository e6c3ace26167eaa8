import { signTicket } from '../../consent/ticket/index.js';
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

/** CVE-2026-34220 and -34221 and their like: what becomes SQL or an operator if somebody lets it. */
const PAYLOADS: readonly unknown[] = [
  { $ne: null }, { $gt: '' }, { $or: [{}] }, ['s1_x'], { toString: 'x' }, JSON.parse('{ "__proto__": { "polluted": 1 } }'), { constructor: { prototype: { polluted: 1 } } },
  "' or '1'='1", "x'; delete from residence; --", 'x") or true --', "$1'; select pg_sleep(1) --", 1, true, null,
];

it('ids that are operators, SQL or prototypes find nobody, also with a ticket that grants everything of somebody', async () => {
  const at = county.clock();
  const [{ client, owner: unit }] = (await county.query('immigration_office', 'select client, owner from residence order by id limit 1')) as [{ client: string; owner: string }];
  const owners = { [unit]: { RESIDENCE_TITLE: 'OWN_DATA' as const } };
  const releaseTicket = (): string => signTicket(
    { aud: 'immigration-office', requestId: 'r', requester: { unit, person: 'p', role: 'CASE_WORKER' }, purpose: 'EINBUERGERUNG', occasion: null, grants: [{ clients: [client], owners }] },
    county.ticketKey, at);
  const titles = async (representations: readonly object[]): Promise<unknown[]> => {
    const response = await fetch(county.agencies['immigration-office'], {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Client { residence { title } } } }', variables: { r: representations }, extensions: { releaseTicket: releaseTicket() } }),
    });
    const { data } = (await response.json()) as { data?: { _entities?: ({ residence: { title: string } | null } | null)[] } };
    return (data?._entities ?? []).map((entity) => entity?.residence ?? null);
  };
  for (const id of PAYLOADS) expect([id, (await titles([{ __typename: 'Client', id }])).filter((title) => title !== null)]).toEqual([id, []]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(await titles([{ __typename: 'Client', id: client }])).toEqual([{ title: expect.any(String) }]); // the ticket is worth something
});
