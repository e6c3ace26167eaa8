import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../gateway/config.js';
import { ConfigurationError } from '../../gateway/config/settings.js';
import { HELP, VARIABLES } from '../../gateway/config/variables.js';
import { DEFAULT_HTTP } from '../../gateway/server/index.js';

const pem = (kind: 'ed25519' | 'x25519'): string =>
  (kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const key = randomBytes(32).toString('base64url');

const SUFFICIENT = {
  DATABASE_URL: 'postgres://freigabe@127.0.0.1/consent',
  OIDC_ISSUER: 'http://127.0.0.1:4100',
  OIDC_JWKS_URL: 'http://127.0.0.1:4100/jwks',
  PSEUDONYM_KEY: key,
  TICKET_PRIVATE_KEY: pem('ed25519'),
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).problems;
  }
}

test('needs a database, an issuer and keys; everything else has a default that releases nothing more', () => {
  const { policy, http, maxLogLag, host, port, subgraphs, pseudonymKeys } = readConfig(SUFFICIENT);
  expect(policy.flows).toEqual([]);
  expect(http).toEqual({ ...DEFAULT_HTTP, explorer: true });
  expect(maxLogLag).toBe(15 * 60_000);
  expect([host, port]).toEqual(['127.0.0.1', 4000]);
  expect(Object.keys(subgraphs)).toEqual(['case-management', 'jobcenter', 'language-courses', 'school-entry', 'immigration-office']);
  expect([...pseudonymKeys]).toEqual([[1, Buffer.from(key, 'base64')]]);
});

test('lists every problem at once, German first, with what each variable means', () => {
  expect(problemsOf({ PORT: '70000', CORS_ORIGINS: 'https://app.example/', STATUTORY_FLOWS: '', MAX_CONCURRENT: 'viele', NODE_ENV: 'prod', EXPLORER: 'ja' })).toEqual([
    expect.stringMatching(/^PSEUDONYM_KEY: fehlt/),
    expect.stringMatching(/^NODE_ENV: keins von \/ none of production, development, test/),
    'PORT: keine ganze Zahl von 0 bis 65535 / not a whole number from 0 to 65535 – Port, 0 = ein freier / port, 0 = a free one',
    'DATABASE_URL: fehlt / is missing – Consent-Datenbank, postgres://… / consent database, postgres://…',
    'OIDC_ISSUER: fehlt / is missing – Aussteller der Tokens (iss) / issuer of the tokens (iss)',
    'OIDC_JWKS_URL: fehlt / is missing – öffentliche Schlüssel des Ausstellers / public keys of the issuer',
    expect.stringMatching(/^TICKET_PRIVATE_KEY: fehlt/),
    expect.stringMatching(/^EXPLORER: keins von \/ none of true, false/),
    expect.stringMatching(/^CORS_ORIGINS: https:\/\/app\.example\/ ist keine Herkunft/),
    expect.stringMatching(/^MAX_CONCURRENT: keine ganze Zahl/),
  ]);
});

test.each([
  ['PSEUDONYM_KEY', 'too short'], ['PSEUDONYM_KEY', `0:${key}`], ['PSEUDONYM_KEY', `1:${key},1:${key}`], ['PSEUDONYM_KEY', `256:${key}`], ['PSEUDONYM_KEY', `x:${key}`],
  ['TICKET_PRIVATE_KEY', 'no key'], ['TICKET_PRIVATE_KEY', pem('x25519')], ['DATABASE_URL', 'mysql://x'], ['OIDC_JWKS_URL', 'file:///etc/passwd'],
  ['OIDC_ALGORITHMS', 'HS256'], ['OIDC_ALGORITHMS', 'ES256,none'], ['OIDC_ALGORITHMS', ' , '], ['CORS_ORIGINS', '*'], ['STATUTORY_FLOWS', 'EVERYTHING'],
  ['JOBCENTER_URL', 'jobcenter:4102'], ['LIMIT_DEPTH', '0'], ['MAX_BODY_BYTES', '1e9'], ['REQUEST_TIMEOUT_MS', '-1'],
])('refuses a wrong %s, and repeats no secret', (name, value) => {
  const problems = problemsOf({ ...SUFFICIENT, [name]: value });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${name}: .+ / .+ – .+ / .+`));
  if (name.includes('KEY')) expect(problems[0]).not.toContain(value.slice(0, 20));
});

test('reads several pseudonym keys while one replaces the other', () => {
  const { pseudonymKeys } = readConfig({ ...SUFFICIENT, PSEUDONYM_KEY: `1:${key}, 2:${randomBytes(32).toString('base64')}` });
  expect([...pseudonymKeys.keys()]).toEqual([1, 2]);
});

test('lets the older pseudonym key write while not every replica knows the newer one', () => {
  const both = { ...SUFFICIENT, PSEUDONYM_KEY: `1:${key}, 2:${randomBytes(32).toString('base64')}` };
  expect(readConfig(both).pseudonymVersions).toEqual({ subgraphs: new Map() });
  expect(readConfig({ ...both, PSEUDONYM_VERSION: '1', PSEUDONYM_AGENCY_VERSIONS: 'jobcenter=2' }).pseudonymVersions).toEqual({ units: 1, subgraphs: new Map([['jobcenter', 2]]) });
  expect(problemsOf({ ...both, PSEUDONYM_VERSION: '3' })).toEqual([expect.stringMatching(/^PSEUDONYM_VERSION: .*1, 2/)]);
  for (const wrong of ['jobcenter=3', 'jobcentre=2', '2', 'jobcenter=2=2']) {
    expect(problemsOf({ ...both, PSEUDONYM_AGENCY_VERSIONS: wrong })).toEqual([expect.stringMatching(/^PSEUDONYM_AGENCY_VERSIONS: /)]);
  }
});

describe('production', () => {
  const PRODUCTION = { ...SUFFICIENT, NODE_ENV: 'production' };

  test('has no explorer, and none can be switched on', () => {
    expect(readConfig(PRODUCTION).http.explorer).toBe(false);
    expect(problemsOf({ ...PRODUCTION, EXPLORER: 'true' })).toEqual([expect.stringContaining('nicht in Produktion / not in production')]);
  });
});

describe('secrets in files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-config-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are read from where <NAME>_FILE points', () => {
    const file = join(folder, 'database_url');
    writeFileSync(file, `${SUFFICIENT.DATABASE_URL}\n`);
    expect(readConfig({ ...SUFFICIENT, DATABASE_URL: '', DATABASE_URL_FILE: file }).databaseUrl).toBe(SUFFICIENT.DATABASE_URL);
    expect(problemsOf({ ...SUFFICIENT, DATABASE_URL_FILE: file })).toEqual([expect.stringContaining('set together with DATABASE_URL_FILE')]);
  });

  test('that are missing are told', () => {
    expect(problemsOf({ ...SUFFICIENT, PSEUDONYM_KEY: '', PSEUDONYM_KEY_FILE: join(folder, 'none') })).toEqual([expect.stringContaining('ist nicht lesbar / cannot be read')]);
  });
});

test('the help names every variable', () => {
  for (const name of Object.keys(VARIABLES)) expect(HELP).toContain(`  ${name}`);
});

describe('mutual TLS with the agencies', () => {
  const pem = (name: string): string => readFileSync(new URL(`../kit/tls/${name}`, import.meta.url), 'utf8');
  const tls = { SUBGRAPH_TLS_CA: pem('county.pem'), SUBGRAPH_TLS_CERT: pem('gateway.pem'), SUBGRAPH_TLS_KEY: pem('gateway.key') };
  const https = Object.fromEntries(['CASE_MANAGEMENT', 'JOBCENTER', 'LANGUAGE_COURSES', 'SCHOOL_ENTRY', 'IMMIGRATION_OFFICE'].map((name) => [`${name}_URL`, 'https://agency.example/graphql']));

  test('is for all of them, with all three parts', () => {
    const { subgraphs } = readConfig({ ...SUFFICIENT, ...https, ...tls });
    for (const { tls: used } of Object.values(subgraphs)) expect(used).toEqual({ ca: tls.SUBGRAPH_TLS_CA, cert: tls.SUBGRAPH_TLS_CERT, key: tls.SUBGRAPH_TLS_KEY });
  });

  test('does not put up with an address without TLS, nor with half of itself', () => {
    expect(() => readConfig({ ...SUFFICIENT, ...https, ...tls, JOBCENTER_URL: 'http://jobcenter:4102/graphql' })).toThrow(/- JOBCENTER_URL: /);
    expect(() => readConfig({ ...SUFFICIENT, ...https, SUBGRAPH_TLS_CA: tls.SUBGRAPH_TLS_CA })).toThrow(/- SUBGRAPH_TLS_CERT: fehlt.*\n- SUBGRAPH_TLS_KEY: fehlt/);
  });
});
