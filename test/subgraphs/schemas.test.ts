import { existsSync } from 'node:fs';
import { getNamedType, isEnumType, isNonNullType, isObjectType, parse, type GraphQLObjectType } from 'graphql';
import { CATEGORIES, CARRIED, ownersIn } from '../../consent/core/index.js';
import { readProtection } from '../../consent/directives/index.js';
import { AGENCIES } from '../../subgraphs/agencies.js';
import { buildSubgraph, type Subgraph } from '../../subgraphs/kit/index.js';

/** The fields each agency gives to `Client`, with their categories: the table in docs/architecture.md. */
const CLIENT_FIELDS: Record<string, Record<string, string>> = {
  'case-management': {
    name: 'IDENTITY_CORE', birthDate: 'IDENTITY_CORE', gender: 'IDENTITY_CORE', contact: 'CONTACT', registration: 'CONTACT',
    languageNeeds: 'LANGUAGE_NEEDS', nationalities: 'NATIONALITY', targetGroup: 'NATIONALITY', household: 'HOUSEHOLD', children: 'HOUSEHOLD',
    guardians: 'HOUSEHOLD', case: 'CM_PROCESS', deadlines: 'CM_PROCESS', goals: 'CM_GOALS', psychosocialNeeds: 'PSYCHOSOCIAL', healthNeeds: 'HEALTH',
  },
  jobcenter: { benefits: 'BENEFIT_REGIME', counsellingOffers: 'BENEFIT_REGIME', labourProfile: 'LABOUR_PROFILE', cooperationPlan: 'JC_PLAN', participations: 'MEASURE_PARTICIPATION' },
  'language-courses': {
    languageLevel: 'LANGUAGE_LEVEL', languageTestDetail: 'LANGUAGE_TEST_DETAIL', supportPlan: 'SUPPORT_PLAN_LANG',
    courseEntitlements: 'COURSE_ENTITLEMENT', enrolments: 'COURSE_ENROLMENT',
  },
  'school-entry': {
    schoolAdvice: 'SCHOOL_PLACEMENT', schoolPlacement: 'SCHOOL_PLACEMENT', schoolBiography: 'SCHOOL_BIOGRAPHY', healthExamDone: 'SCHOOL_HEALTH',
    kita: 'KITA_PLACEMENT',
  },
  'immigration-office': {
    residence: 'RESIDENCE_TITLE', statusView: 'RESIDENCE_TITLE', workPermission: 'WORK_PERMISSION', residenceObligation: 'RESIDENCE_OBLIGATION',
    perspectiveChecks: 'PERSPECTIVE_CHECK',
  },
};

describe.each(AGENCIES.map((agency) => ({ name: agency.name, agency })))('the schema of $name', ({ name, agency }) => {
  let subgraph: Subgraph;
  let types: GraphQLObjectType[];
  const marks = () => readProtection(parse(subgraph.sdl));
  const fields = () => types.flatMap((type) => Object.values(type.getFields()).map((field) => ({ coordinate: `${type.name}.${field.name}`, field })));

  beforeAll(async () => {
    subgraph = await buildSubgraph(agency);
    types = Object.values(subgraph.schema.getTypeMap()).filter(isObjectType).filter((type) => !type.name.startsWith('_'));
  });

  test('has the inner shape of every agency', () => {
    const folder = new URL(`../../subgraphs/${name}/`, import.meta.url);
    for (const file of ['main.ts', 'agency.ts', 'client.ts', 'client.resolver.ts', 'loaders.ts', 'enums.ts', 'migrations/2026-07-01-records.ts']) {
      expect([file, existsSync(new URL(file, folder))]).toEqual([file, true]);
    }
  });

  test('gives Client exactly the agreed fields under the agreed categories', () => {
    const own = Object.fromEntries(
      [...marks()].flatMap(([coordinate, mark]) => (coordinate.startsWith('Client.') && mark.kind === 'consent' ? [[coordinate.slice(7), mark.category]] : [])),
    );
    expect(own).toEqual(CLIENT_FIELDS[name]);
  });

  test('marks every field as protected or open', () => {
    const unmarked = fields().filter(({ coordinate }) => !marks().has(coordinate) && !/^Query\._/.test(coordinate));
    expect(unmarked.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  test('lets every protected field be null, in a category that can be carried', () => {
    for (const { coordinate, field } of fields()) {
      const mark = marks().get(coordinate);
      if (mark?.kind !== 'consent') continue;
      expect([coordinate, isNonNullType(field.type)]).toEqual([coordinate, false]);
      expect(CARRIED).toContain(mark.category);
    }
  });

  test('offers no argument on personal data: nothing to filter, search, sort or count by', () => {
    const withArguments = fields().filter(({ coordinate, field }) => marks().get(coordinate)?.kind === 'consent' && field.args.length > 0);
    expect(withArguments.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  test('leads to Client by no query', () => {
    const roots = Object.values(subgraph.schema.getQueryType()!.getFields()).filter(({ name: field }) => !field.startsWith('_'));
    expect(roots.map(({ type }) => getNamedType(type).name)).not.toContain('Client');
  });

  test('names no category of tier T6 and no title that tells a T6 fact', () => {
    for (const [code, { tier }] of CATEGORIES) if (tier === 'T6') expect(subgraph.sdl).not.toContain(code);
    for (const secret of ['DULDUNG_60B', 'AE_25_4A', 'AE_25_4B', 'AUSREISEPFLICHT_OHNE_DULDUNG']) expect(subgraph.sdl).not.toContain(secret);
  });

  test('describes every type and field in German, then in English', () => {
    const enums = Object.values(subgraph.schema.getTypeMap()).filter((type) => isEnumType(type) && !type.name.startsWith('_'));
    const described = [...types.filter(({ name: type }) => type !== 'Query' && type !== 'Mutation'), ...enums.filter((type) => !/^(link|federation)__/.test(type.name))];
    for (const { name: type, description } of described) expect([type, description]).toEqual([type, expect.stringContaining(' / ')]);
    for (const { coordinate, field } of fields()) {
      if (!/^Query\._/.test(coordinate)) expect([coordinate, field.description]).toEqual([coordinate, expect.stringContaining(' / ')]);
    }
  });

  test('serves the same text whenever it is built', async () => {
    expect((await buildSubgraph(agency)).sdl).toBe(subgraph.sdl);
  });

  test('belongs to tenants that are known units', () => {
    expect(ownersIn(agency.name).length).toBeGreaterThan(1);
  });
});
