import { exec, execFile } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { verifierKey, vkeyOf } from '../../consent/audit/note/keys.js';
import { createPolicy } from '../../consent/core/index.js';
import { questionFindings, readAnswers } from '../../deploy/preflight/answers.js';
import { HOLIDAYS, QUESTIONS, signOffs } from '../../deploy/preflight/questions.js';
import { demoFindings } from '../../deploy/preflight/demo-check.js';
import { keeperFindings, readKeeperFile } from '../../deploy/preflight/keeper-check.js';
import { settingsFindings } from '../../deploy/preflight/settings-check.js';
import { translationFindings } from '../../deploy/preflight/translations.js';
import { generateKeys } from '../../deploy/keys.js';
import { testDatabase } from '../kit/postgres.js';

const TODAY = '2026-11-22';
const answer = { answer: 'ja', decidedBy: 'behördliche Datenschutzbeauftragte', on: '2026-11-01', reference: 'Az. 1/26' };
const open = (findings: readonly { code: string; settled: boolean }[]): string[] => findings.filter(({ settled }) => !settled).map(({ code }) => code);

const keys = generateKeys();
const READY = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app@db.example/consent?sslmode=verify-full',
  OIDC_ISSUER: 'https://login.example', OIDC_JWKS_URL: 'https://login.example/jwks',
  OIDC_STEP_UP_ACR: 'phrh', OIDC_LOGOUT_CLIENTS: 'freigabe', TRUSTED_DOCUMENTS_STAGE: 'log-unknown',
  PSEUDONYM_KEY: keys.pseudonyms, TICKET_PRIVATE_KEY: keys.ticket,
  ...Object.fromEntries(['CASE_MANAGEMENT', 'JOBCENTER', 'LANGUAGE_COURSES', 'SCHOOL_ENTRY', 'IMMIGRATION_OFFICE'].map((name) => [`${name}_URL`, 'https://agency.example/graphql'])),
};

describe('before the county goes live', () => {
  it('every legal question of the project blocks while nobody has answered it', () => {
    const findings = questionFindings(QUESTIONS, {}, TODAY);
    expect(findings.map(({ code }) => code)).toEqual(['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8', 'G9', 'G10']);
    expect(findings.every(({ weight, settled }) => weight === 'blocks' && !settled)).toBe(true);
  });

  it('an answer with its author, day and file reference settles a question', () => {
    expect(open(questionFindings(QUESTIONS, Object.fromEntries(QUESTIONS.map(({ id }) => [id, answer])), TODAY))).toEqual([]);
  });

  it.each(['answer', 'decidedBy', 'on', 'reference'])('an answer without %s settles nothing', (part) => {
    const [first] = questionFindings(QUESTIONS, { G1: { ...answer, [part]: ' ' } }, TODAY);
    expect(first).toMatchObject({ settled: false, de: expect.stringContaining(`Es fehlt: ${part}`) });
  });

  it.each([['2026-11-23', 'to come'], ['gestern', 'no day'], ['2026-13-01', 'no day of any calendar']])('an answer of %s (%s) settles nothing', (on) => {
    expect(open(questionFindings(QUESTIONS, { G1: { ...answer, on } }, TODAY))).toContain('G1');
  });

  it('names the file that holds no answers', () => {
    expect(() => readAnswers('/nirgends/antworten.json')).toThrow(/^CONFIG: \/nirgends\/antworten.json/);
  });

  it('an unreviewed translation of the papers blocks, the German original does not', () => {
    const findings = translationFindings();
    expect(findings).toHaveLength(8);
    expect(findings.every(({ settled }) => !settled)).toBe(true);
  });

  it('the calendars of holidays have to be looked at once a year', () => {
    const on = (day: string) => open(questionFindings([HOLIDAYS], { FEIERTAGE: { ...answer, on: day } }, TODAY));
    expect([on('2026-11-01'), on('2025-11-22'), on('2025-11-20'), open(questionFindings([HOLIDAYS], {}, TODAY))]).toEqual([[], [], ['FEIERTAGE'], ['FEIERTAGE']]);
  });

  it('every statutory flow that is switched on has to be signed off, and none that is not', () => {
    expect(signOffs(createPolicy())).toEqual([]);
    const flows = signOffs(createPolicy(['S1', 'S2']));
    expect(open(questionFindings(flows, { S1: answer }, TODAY))).toEqual(['S2']);
  });

  it('finds nothing against settings that are fit for production', () => {
    expect(open(settingsFindings(READY))).toEqual(['MUTUAL_TLS']); // advice: https alone is enough
  });

  it.each([
    ['NODE_ENV', 'development', 'NODE_ENV'],
    ['OIDC_JWKS_URL', 'http://identity-provider:4100/jwks', 'IDENTITY_TLS'],
    ['DATABASE_URL', 'postgres://app@db.example/consent', 'DATABASE_TLS'],
    ['JOBCENTER_URL', 'http://jobcenter:4102/graphql', 'SUBGRAPH_TLS'],
    ['LOG_PRIVATE_KEY', keys.audit, 'KEYS_APART'],
    ['PSEUDONYM_KEY', '', 'GATEWAY_CONFIG'],
    ['CORS_ORIGINS', 'http://amt.example', 'CORS'],
    ['OIDC_STEP_UP_ACR', '', 'STEP_UP'],
    ['OIDC_LOGOUT_CLIENTS', '', 'LOGOUT'],
    ['TRUSTED_DOCUMENTS_STAGE', 'off', 'TRUSTED_DOCUMENTS'],
    ['TRUSTED_DOCUMENTS_STAGE', 'enforce,ABH_KREIS=off', 'TRUSTED_DOCUMENTS'],
    ['LOG_MAX_LAG_MS', '3600000', 'LOG_MAX_LAG'],
  ])('a wrong %s is found: %#', (name, value, code) => {
    expect(open(settingsFindings({ ...READY, [name]: value }))).toContain(code);
  });
});

describe('the keeper of the access log, before the county goes live', () => {
  const witness = vkeyOf(verifierKey('jobcenter.example/witness', 'COSIGNATURE_V1', createPublicKey(keys.audit)));
  const KEEPER = {
    DATABASE_URL_FILE: '/run/secrets/keeper', LOG_PRIVATE_KEY_FILE: '/run/secrets/log', LOG_CHECKPOINTS: '/audit/checkpoints',
    LOG_WITNESSES: `${witness} https://witness.example`, LOG_RETENTION: 'P6M',
  };

  it('is fit for production with a witness, a period, and a key that the gateway cannot read', () => {
    expect(open(keeperFindings(KEEPER))).toEqual([]);
  });

  it('has to be shown', () => {
    expect(open(keeperFindings(readKeeperFile(null)))).toEqual(['LOG_KEEPER']);
    expect(() => readKeeperFile('/nirgends/keeper.env')).toThrow(/^CONFIG: /);
  });

  it.each([
    ['LOG_WITNESSES', '', 'WITNESSES'],
    ['LOG_WITNESS_QUORUM', '0', 'WITNESSES'],
    ['LOG_RETENTION', '', 'RETENTION'],
    ['LOG_RETENTION', 'P7M', 'LOG_KEEPER'],
    ['LOG_CHECKPOINTS', undefined, 'LOG_KEEPER'],
    ['LOG_PRIVATE_KEY', keys.audit, 'LOG_KEY_APART'],
    ['LOG_PRIVATE_KEY_FILE', undefined, 'LOG_KEY_APART'],
  ])('a wrong %s is found here too: %#', (name, value, code) => {
    expect(open(keeperFindings({ ...KEEPER, [name]: value }))).toEqual([code]);
  });

  it('must not leave its key where the gateway’s account can read it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'freigabe-preflight-'));
    writeFileSync(join(folder, 'log.pem'), keys.audit);
    writeFileSync(join(folder, 'keeper.env'), Object.entries({ ...KEEPER, LOG_PRIVATE_KEY_FILE: join(folder, 'log.pem') }).map(([name, value]) => `${name}=${value}\n`).join(''));
    expect(open(keeperFindings(readKeeperFile(join(folder, 'keeper.env'))))).toEqual(['LOG_KEY_APART']);
    rmSync(folder, { recursive: true });
  });
});

describe('demo data, before the county goes live', () => {
  it('are found with the program’s own rights, and their absence too', async () => {
    const { appUrl, superUrl } = await testDatabase('jobcenter');
    expect(open(await demoFindings([appUrl]))).toEqual([]);
    const root = new pg.Client({ connectionString: superUrl });
    await root.connect();
    await root.query('create table demo_county (seed integer)');
    await root.end();
    expect(await demoFindings([appUrl])).toEqual([expect.objectContaining({ code: 'DEMO_DATA', settled: false, de: expect.stringContaining('Demodaten') })]);
  });

  it('are not taken to be absent where a database cannot be asked', async () => {
    expect(open(await demoFindings(['postgres://app:hush@127.0.0.1:1/consent']))).toEqual(['DEMO_DATA']);
    expect(JSON.stringify(await demoFindings(['postgres://app:hush@127.0.0.1:1/consent']))).not.toContain('hush');
  });
});

describe('npm run preflight', () => {
  const run = (env: Record<string, string>, ...args: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, ['dist/deploy/preflight.js', ...args], { env: { PATH: process.env['PATH']!, ...env } }, (fault, out, err) => resolve({ code: fault ? Number(fault.code) : 0, out, err }));
    });

  it('tells everything that is open, German and English, and ends with 1', async () => {
    const { code, out, err } = await run({ ...READY, DATABASE_URL: 'postgres://app:hush@127.0.0.1:1/consent?sslmode=verify-full' });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    for (const open of ['LOG_KEEPER', 'DEMO_DATA', 'TRANSLATION', 'G1', 'G10', 'FEIERTAGE']) expect(out).toMatch(new RegExp(`^OFFEN  ${open}: `, 'm'));
    expect(out).toMatch(/^RAT {4}MUTUAL_TLS: /m);
    expect(out).toMatch(/checks block production\.\n$/);
    expect(out).not.toContain('hush');
  });

  it('the command line of docs/operations.md writes a file for the answers, which is read again with nothing answered', async () => {
    const [, command] = /`(npm run [^`]* --example > [^`]*)`/.exec(readFileSync('docs/operations.md', 'utf8'))!;
    const folder = mkdtempSync(join(tmpdir(), 'freigabe-preflight-'));
    const untold = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))); // that the tests' own npm is silent
    await promisify(exec)(command!.replace('answers.json', join(folder, 'answers.json')), { env: { ...untold, ...READY } });
    expect(open(questionFindings(QUESTIONS, readAnswers(join(folder, 'answers.json')), TODAY))).toHaveLength(QUESTIONS.length);
    rmSync(folder, { recursive: true });
  });

  it('prints a file for the answers, with a place for each flow that is switched on', async () => {
    const { code, out } = await run({ ...READY, STATUTORY_FLOWS: 'S2' }, '--example');
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out) as object)).toEqual([...QUESTIONS.map(({ id }) => id), 'FEIERTAGE', 'S2']);
  });
});
