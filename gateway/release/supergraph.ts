import { createHash } from 'node:crypto';
import {
  buildASTSchema, isInterfaceType, Kind, parse, valueFromASTUntyped,
  type ConstDirectiveNode, type DocumentNode, type GraphQLSchema,
} from 'graphql';
import { isCategory, ownersIn, type Category, type SubgraphName, type UnitCode } from '../../consent/core/index.js';
import { readProtection, type Protection } from '../../consent/directives/index.js';

/** The type whose objects decisions are made about. */
export const CLIENT = 'Client';

/** The in-process subgraph that keeps consents; it decides itself about its root fields. */
export const CONSENT_SUBGRAPH = 'consent';

/** Categories that one owner must all grant before a field leaves: its own and those on the path to it. */
export interface Requirement {
  readonly key: string;
  readonly categories: readonly Category[];
  /** A field without a known mark, which composition should have refused: nobody may see it. */
  readonly never: boolean;
}

export const OPEN: Requirement = { key: '', categories: [], never: false };
const NEVER: Requirement = { key: '!', categories: [], never: true };

/** What the supergraph says about protection, and who resolves what. */
export interface Supergraph {
  /** With everything in it, also what the public schema hides. */
  readonly schema: GraphQLSchema;
  /** Hash of the SDL; part of every log entry. */
  readonly version: string;
  readonly subgraphs: readonly string[];
  /** What it takes to see a field, below a field that took `above`. */
  require(above: Requirement, type: string, field: string): Requirement;
  subgraphsOf(type: string, field: string): readonly string[];
  /** The units that may own what a field holds. */
  ownersOf(type: string, field: string): readonly UnitCode[];
}

/** Reads a supergraph that has passed `checkSupergraph`. @throws ProtectionError if its marks cannot be read beyond doubt. */
export function readSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  const protection = readProtection(document);
  const { names, resolvers } = readJoins(document);
  const requirements = new Map<string, Requirement>();

  /** Interfaces carry no marks; all their implementers agree, or composition has failed. */
  const markOf = (type: string, field: string): Protection | undefined => {
    const abstract = schema.getType(type);
    if (!isInterfaceType(abstract)) return protection.get(`${type}.${field}`);
    const marks = schema.getPossibleTypes(abstract).flatMap(({ name }) => protection.get(`${name}.${field}`) ?? []);
    return marks.find(({ kind }) => kind === 'consent') ?? marks[0];
  };

  const require = (above: Requirement, type: string, field: string): Requirement => {
    const mark = markOf(type, field);
    if (above.never) return NEVER;
    if (!mark) return above.categories.length > 0 || field.startsWith('__') ? above : NEVER;
    if (mark.kind === 'open') return above;
    const { category } = mark;
    if (!isCategory(category)) return NEVER;
    if (above.categories.includes(category)) return above;
    const key = above.key === '' ? category : `${above.key}+${category}`;
    const known = requirements.get(key);
    if (known) return known;
    const requirement = { key, categories: [...above.categories, category], never: false };
    requirements.set(key, requirement);
    return requirement;
  };

  const subgraphsOf = (type: string, field: string): readonly string[] =>
    resolvers.get(`${type}.${field}`) ?? resolvers.get(type) ?? [];
  return {
    schema,
    version: createHash('sha256').update(sdl).digest('hex').slice(0, 16),
    subgraphs: [...names.values()],
    require,
    subgraphsOf,
    ownersOf: (type, field) => subgraphsOf(type, field).flatMap((name) => ownersIn(name as SubgraphName)),
  };
}

/** Which subgraphs resolve a type (`Type`) or a field (`Type.field`), by the join spec's directives. */
function readJoins(document: DocumentNode) {
  const names = new Map<string, string>();
  const resolvers = new Map<string, readonly string[]>();
  const graphs = (directives: readonly ConstDirectiveNode[] | undefined, name: string): string[] =>
    (directives ?? [])
      .filter((directive) => directive.name.value === name && argument(directive, 'external') !== true)
      .flatMap((directive) => names.get(String(argument(directive, 'graph'))) ?? []);

  for (const node of document.definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue;
    for (const value of node.values ?? []) {
      const join = value.directives?.find((directive) => directive.name.value === 'join__graph');
      if (join) names.set(value.name.value, String(argument(join, 'name')));
    }
  }
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    resolvers.set(node.name.value, [...new Set(graphs(node.directives, 'join__type'))]);
    for (const field of node.fields ?? []) {
      const own = graphs(field.directives, 'join__field');
      if (own.length > 0) resolvers.set(`${node.name.value}.${field.name.value}`, own);
    }
  }
  return { names, resolvers };
}

function argument(directive: ConstDirectiveNode, name: string): unknown {
  const node = directive.arguments?.find((candidate) => candidate.name.value === name);
  return node && valueFromASTUntyped(node.value);
}
