import { questionFindings, readAnswers } from '../../deploy/preflight/answers.js';
import { QUESTIONS } from '../../deploy/preflight/questions.js';
import { settingsFindings } from '../../deploy/preflight/settings-check.js';
import { translationFindings } from '../../deploy/preflight/translations.js';
import { generateKeys } from '../../deploy/keys.js';

const TODAY = '2026-11-22';
const answer = { answer: 'ja', decidedBy: 'behördliche Datenschutzbeauftragte', on: '2026-11-01', reference: 'Az. 1/26' };
const open = (findings: readonly { code: string; settled: boolean }[]): string[] => findings.filter(({ settled }) => !settled).map(({ code }) => code);

const keys = generateKeys();
const READY = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app@db.example/consent?sslmode=verify-full',
  OIDC_ISSUER: 'https://login.example', OIDC_JWKS_URL: 'https://login.example/jwks',
  PSEUDONYM_KEY: keys.pseudonyms, TICKET_PRIVATE_KEY: keys.ticket,
  ...Object.fromEntries(['CASE_MANAGEMENT', 'JOBCENTER', 'LANGUAGE_COURSES', 'SCHOOL_ENTRY', 'IMMIGRATION_OFFICE'].map((name) => [`${name}_URL`, 'https://agency.example/graphql'])),
};

describe('before the county goes live', () => {
  it('every legal question of the project blocks while nobody has answered it', () => {
    const findings = questionFindings({}, TODAY);
    expect(findings.map(({ code }) => code)).toEqual(['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8', 'G9', 'G10']);
    expect(findings.every(({ weight, settled }) => weight === 'blocks' && !settled)).toBe(true);
  });

  it('an answer with its author, day and file reference settles a question', () => {
    expect(open(questionFindings(Object.fromEntries(QUESTIONS.map(({ id }) => [id, answer])), TODAY))).toEqual([]);
  });

  it.each(['answer', 'decidedBy', 'on', 'reference'])('an answer without %s settles nothing', (part) => {
    const [first] = questionFindings({ G1: { ...answer, [part]: ' ' } }, TODAY);
    expect(first).toMatchObject({ settled: false, de: expect.stringContaining(`Es fehlt: ${part}`) });
  });

  it.each([['2026-11-23', 'to come'], ['gestern', 'no day'], ['2026-13-01', 'no day of any calendar']])('an answer of %s (%s) settles nothing', (on) => {
    expect(open(questionFindings({ G1: { ...answer, on } }, TODAY))).toContain('G1');
  });

  it('names the file that holds no answers', () => {
    expect(() => readAnswers('/nirgends/antworten.json')).toThrow(/^CONFIG: \/nirgends\/antworten.json/);
  });

  it('an unreviewed translation of the papers blocks, the German original does not', () => {
    const findings = translationFindings();
    expect(findings).toHaveLength(8);
    expect(findings.every(({ settled }) => !settled)).toBe(true);
  });

  it('finds nothing against settings that are fit for production', () => {
    expect(open(settingsFindings(READY))).toEqual([]);
  });

  it.each([
    ['NODE_ENV', 'development', 'NODE_ENV'],
    ['OIDC_JWKS_URL', 'http://identity-provider:4100/jwks', 'IDENTITY_TLS'],
    ['DATABASE_URL', 'postgres://app@db.example/consent', 'DATABASE_TLS'],
    ['JOBCENTER_URL', 'http://jobcenter:4102/graphql', 'SUBGRAPH_TLS'],
    ['LOG_PRIVATE_KEY', keys.audit, 'KEYS_APART'],
    ['PSEUDONYM_KEY', '', 'GATEWAY_CONFIG'],
    ['CORS_ORIGINS', 'http://amt.example', 'CORS'],
  ])('%s=%s is found', (name, value, code) => {
    expect(open(settingsFindings({ ...READY, [name]: value }))).toContain(code);
  });
});
