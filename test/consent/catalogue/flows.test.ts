import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  CARRIED, compileRelease, createPolicy, flawsOf, FLOWS_VERSION, inForce, NEVER_LIST, PURPOSES, STATUTORY_FLOWS, UNITS,
  type ClientRecords, type Policy, type Purpose, type StatutoryFlow,
} from '../../../consent/core/index.js';
import { readConfig } from '../../../gateway/config.js';
import { ConfigurationError } from '../../../gateway/config/settings.js';
import { composeFile, composeText } from '../../kit/compose-file.js';
import { consentApi, ANNA, JOB_DPO, type ConsentApi } from '../api/consent-api.js';
import { NOON, relation } from '../store/county.js';

const NEVER = ['S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11', 'S12'];
const flow = (id: string): StatutoryFlow => STATUTORY_FLOWS.find((one) => one.id === id)!;

describe('the closed catalogue of statutory flows', () => {
  it('is whole: S1 to S12, each with citation and validity', () => {
    expect(STATUTORY_FLOWS.map(({ id }) => id)).toEqual(['S1', 'S2', 'S3', ...NEVER]);
    expect(flawsOf()).toEqual([]);
  });

  it('cannot change without a new version: raise FLOWS_VERSION and RULES_VERSION with what this test tells', () => {
    const digest = createHash('sha256').update(JSON.stringify(STATUTORY_FLOWS)).digest('hex').slice(0, 16);
    expect({ version: FLOWS_VERSION, digest }).toEqual({ version: '2026-11-1', digest: 'bd40136e57f12e51' });
  });

  it.each<[string, readonly StatutoryFlow[]]>([
    ['a number that is there twice', [flow('S1'), flow('S1')]],
    ['a flow without a citation', [{ ...flow('S1'), citation: ' ' }]],
    ['a flow that ends before it begins', [{ ...flow('S1'), from: 5, to: 5 }]],
    ['a flow that begins at no time', [{ ...flow('S1'), from: NaN }]],
    ['an unknown receiver', [{ ...flow('S1'), arrows: [{ from: ['JOBCENTER_LIPPE'], to: ['POLIZEI'], categories: ['CONTACT'] }] }]],
    ['a category that is never transported', [{ ...flow('S1'), arrows: [{ ...flow('S1').arrows[0]!, categories: ['CHILD_PROTECTION'] }] }]],
    ['a purpose that does not exist', [{ ...flow('S1'), purposes: ['EVERYTHING' as Purpose] }]],
    ['a flow with directions that is not for the gateway', [{ ...flow('S1'), viaGateway: false }]],
    ['an Ausländerbehörde as receiver', [{ ...flow('S1'), arrows: [{ from: ['JOBCENTER_LIPPE'], to: ['ABH_KREIS'], categories: ['BENEFIT_REGIME'] }] }]],
    ['attendance to a unit that can sanction', [{ ...flow('S2'), arrows: [{ from: ['NWL_CUK'], to: ['JOBCENTER_LIPPE'], categories: ['COURSE_ATTENDANCE'] }] }]],
    ...NEVER.map((id): [string, readonly StatutoryFlow[]] => [`${id} with directions of its own`, [{ ...flow('S1'), id }]]),
  ])('is refused with %s', (_what, catalogue) => expect(flawsOf(catalogue)).not.toEqual([]));

  it('is in force from its first instant to before its last', () => {
    const bounded = { ...flow('S1'), from: 10, to: 20 };
    expect([9, 10, 19, 20].map((at) => inForce(bounded, at))).toEqual([false, true, true, false]);
  });
});

describe('what never runs through the gateway', () => {
  const SUFFICIENT = {
    DATABASE_URL: 'postgres://freigabe@127.0.0.1/consent', OIDC_ISSUER: 'http://127.0.0.1:4100', OIDC_JWKS_URL: 'http://127.0.0.1:4100/jwks',
    PSEUDONYM_KEY: randomBytes(32).toString('base64url'),
    TICKET_PRIVATE_KEY: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  const spellings = (id: string) => [id, `S1,${id}`, ` ${id} `, id.toLowerCase(), `${id}\n`, '*', 'ALL'];

  it.each(NEVER)('%s cannot be switched on by createPolicy', (id) => {
    for (const name of spellings(id)) expect(() => createPolicy([name])).toThrow(RangeError);
    expect(() => createPolicy(['S1', id])).toThrow(new RegExp(`${id}. Möglich: S1, S2, S3`));
  });

  it.each(NEVER)('%s cannot be switched on by the configuration of the gateway', (id) => {
    for (const value of spellings(id)) expect(() => readConfig({ ...SUFFICIENT, STATUTORY_FLOWS: value })).toThrow(ConfigurationError);
  });

  it('is not switched on by the compose file, which switches nothing on', () => {
    const { environment = {} } = composeFile().services['gateway']!;
    const { policy } = readConfig({ ...SUFFICIENT, STATUTORY_FLOWS: environment['STATUTORY_FLOWS'] ?? '' });
    expect(policy.flows).toEqual([]);
    expect(composeText()).not.toMatch(/STATUTORY_FLOWS\s*:\s*\S*S(4|5|6|7|8|9|1[0-2])/);
  });

  it('stays shut under a forged policy that names such a flow, since the never-list knows no configuration', () => {
    const everyone = [...UNITS.keys()];
    const forged: Policy = {
      version: 'forged',
      flows: NEVER.map((id) => ({ ...flow(id), viaGateway: true, purposes: Object.keys(PURPOSES) as Purpose[], arrows: [{ from: everyone, to: everyone, categories: CARRIED }] })),
    };
    const records: ClientRecords = { version: 1, consents: [], emergencies: [], relations: everyone.map((unit) => relation({ unit, persons: [], responsible: null })) };
    const leaks: string[] = [];
    for (const purpose of Object.keys(PURPOSES) as Purpose[]) {
      for (const to of everyone) {
        const release = compileRelease(records, { unit: to, person: 'x', role: 'CASE_WORKER' }, purpose, NOON, forged);
        for (const owner of everyone) {
          if (owner === to || owner === 'CONSENT_SERVICE') continue;
          for (const category of CARRIED) {
            const rules = NEVER_LIST.filter(({ forbids }) => forbids({ to, category, purpose, basis: 'STATUTE' }));
            if (release.grants(owner, category) && rules.length > 0) leaks.push(`${owner} → ${to}: ${category}`);
          }
        }
      }
    }
    expect(leaks).toEqual([]);
  });

  it('is not opened by marking a flow as switched on: the flow itself says that it never runs here', () => {
    const forged: Policy = { version: 'forged', flows: STATUTORY_FLOWS };
    const records: ClientRecords = { version: 1, consents: [], emergencies: [], relations: [relation({ unit: 'ABH_KREIS' }), relation({ unit: 'JOBCENTER_LIPPE' })] };
    const release = compileRelease(records, { unit: 'ABH_KREIS', person: 'x', role: 'CASE_WORKER' }, 'RECHTSKREISWECHSEL', NOON, forged);
    expect(CARRIED.filter((category) => release.grants('JOBCENTER_LIPPE', category))).toEqual([]);
  });
});

describe('Query.statutoryFlows', () => {
  let api: ConsentApi;
  beforeAll(async () => { api = await consentApi(['S3']); });
  afterAll(() => api.close());

  it.each([['a case manager', ANNA], ['a data protection officer', JOB_DPO]])('tells %s what the law allows and what is switched on here', async (_who, by) => {
    const { data, errors } = await api.ask('{ statutoryFlows { id title citation validFrom validTo inForce viaGateway switchedOn catalogueVersion purposes directions { from to categories } } }', { by, purpose: null });
    expect(errors).toEqual([]);
    const flows = data!['statutoryFlows'] as Record<string, unknown>[];
    expect(flows.map(({ id }) => id)).toEqual(['S1', 'S2', 'S3', ...NEVER]);
    expect(flows.filter(({ switchedOn }) => switchedOn).map(({ id }) => id)).toEqual(['S3']);
    expect(flows.filter(({ viaGateway }) => viaGateway).map(({ id }) => id)).toEqual(['S1', 'S2', 'S3']);
    expect(flows[7]).toEqual({
      id: 'S8', title: 'Öffentliche Stelle → Ausländerbehörde', citation: '§ 87 AufenthG, § 71 Abs. 2 SGB X', validFrom: '2020-01-01T00:00:00.000Z', validTo: null,
      inForce: true, viaGateway: false, switchedOn: false, catalogueVersion: FLOWS_VERSION, purposes: [], directions: [],
    });
  });
});
