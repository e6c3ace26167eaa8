import { readFile } from 'node:fs/promises';
import { parse, Kind } from 'graphql';
import { STEP_UP_FIELDS } from '../../../gateway/identity/index.js';
import { runningGateway } from '../server/running-gateway.js';
import { CLAIMS, issuedToken } from './issuer.js';

const MFA = 'https://refeds.org/profile/mfa';
const stepUp = { acr: [MFA], maxAge: 900 };
const now = (): number => Math.floor(Date.now() / 1_000);

const ask = async (claims: Record<string, unknown>, query = '{ greeting }') => {
  await using gateway = await runningGateway({ stepUp });
  const answer = await gateway.post({ query }, { authorization: `Bearer ${await issuedToken({ ...CLAIMS, ...claims })}` });
  return { status: answer.status, challenge: answer.headers.get('www-authenticate'), body: (await answer.json()) as { errors?: { extensions: { code: string } }[] } };
};

describe('a data-protection officer', () => {
  const DPO = { role: 'DPO' };

  it('reads on only after a strong and recent sign-in', async () => {
    expect((await ask({ ...DPO, acr: MFA, auth_time: now() - 60 })).status).toBe(200);
  });

  it.each([
    ['without a word about the sign-in', () => ({})],
    ['signed in by password', () => ({ acr: 'urn:password', auth_time: now() })],
    ['signed in strongly too long ago', () => ({ acr: MFA, auth_time: now() - 901 })],
    ['signed in strongly, nobody knows when', () => ({ acr: MFA })],
    ['with claims of other types', () => ({ acr: [MFA], auth_time: String(now()) })],
  ])('%s is sent back to sign in again', async (_, claims) => {
    const { status, challenge, body } = await ask({ ...DPO, ...claims() });
    expect([status, body.errors![0]!.extensions.code]).toEqual([401, 'STEP_UP_REQUIRED']);
    expect(challenge).toContain(`error="insufficient_user_authentication"`);
    expect(challenge).toContain(`acr_values="${MFA}", max_age="900"`);
  });
});

describe('a case manager', () => {
  it('asks without it', async () => {
    expect((await ask({})).status).toBe(200);
  });

  it.each([
    ['by name', 'mutation { notifyJugendamt }'],
    ['by an alias', 'mutation { greet: notifyJugendamt }'],
    ['beside something harmless', 'mutation { greet notifyJugendamt }'],
  ])('takes the emergency path only with it, asked %s', async (_, query) => {
    expect(await ask({}, query)).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: 'STEP_UP_REQUIRED' } }] } });
    expect((await ask({ acr: MFA, auth_time: now() }, query)).status).toBe(200);
  });
});

it('every mutation of the emergency path needs it, and no name is left that does not exist', async () => {
  const sdl = parse(await readFile('schema/consent.graphql', 'utf8'));
  const mutations = sdl.definitions.flatMap((node) =>
    (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) && node.name.value === 'Mutation' ? (node.fields ?? []) : []);
  const sources = await Promise.all(['notify', 'follow-up'].map((name) => readFile(`consent/emergency/${name}.resolver.ts`, 'utf8')));
  const emergency = mutations.map(({ name }) => name.value).filter((name) => sources.some((source) => source.includes(` ${name}(`)));
  expect(new Set(emergency)).toEqual(STEP_UP_FIELDS);
});
