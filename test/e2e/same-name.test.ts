import { entryOf, type LogEntry } from '../../consent/audit/entry.js';
import { SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';
import { forgedToken } from '../kit/identity.js';

/** What the log is told when somebody looks up who has their own name or lives where they do: that, and never the value. */
let county: County;
const cm = SHOWCASE.staff.KREIS_SERVICESTELLE;
let street: string;

beforeAll(async () => {
  county = await startCounty();
  const { body } = await look({}, 'contact { street }');
  street = body.data.client.contact.street;
});
afterAll(() => county?.close());

async function look(claims: Readonly<Record<string, unknown>>, fields: string) {
  const token = await forgedToken({ sub: cm.person, unit: cm.unit, role: cm.role, ...claims }, county.clock());
  return county.ask({
    as: null, purpose: SHOWCASE.purpose, headers: { authorization: `Bearer ${token}` },
    query: `query($id: ID!) { client(id: $id) { ${fields} } }`, variables: { id: county.id(SHOWCASE.client, cm.unit) },
  });
}

async function lastEntry(): Promise<{ entry: LogEntry; text: string }> {
  const [{ payload }] = await county.query('consent', `select payload from log_inbox order by seq desc limit 1`);
  return { entry: entryOf(payload), text: payload };
}

async function hintsOf(claims: Readonly<Record<string, unknown>>, fields: string): Promise<readonly string[]> {
  expect((await look(claims, fields)).body.errors).toBeUndefined();
  const { entry, text } = await lastEntry();
  for (const secret of ['Halabi', 'halabi', 'HALABI', street]) expect(text).not.toContain(secret);
  return entry.hints;
}

it.each([
  [{ family_name: 'Halabi' }, 'name', ['SAME_SURNAME']],
  [{ family_name: 'HALABI-Müller' }, 'alias: name', ['SAME_SURNAME']],
  [{ family_name: 'Meier' }, 'name', []],
  [{ family_name: 'Halabi' }, 'case { phase }', []],
  [{}, 'name contact { street }', []],
  [{ family_name: '', locality: ['x'] }, 'name contact { street }', []],
])('with %j and %s the entry says %j', async (claims, fields, hints) => {
  expect(await hintsOf(claims, fields)).toEqual(hints);
});

it('knows a neighbour whatever the house number, and what was not released it does not compare', async () => {
  const next = street.replace(/\d+\w*$/, '99');
  expect(next).not.toBe(street);
  expect(await hintsOf({ locality: next }, 'contact { street }')).toEqual(['NEIGHBOUR']);
  expect(await hintsOf({ locality: next }, 'contact { phone }')).toEqual([]);
});
