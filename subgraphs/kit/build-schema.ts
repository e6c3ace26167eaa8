import { buildSubgraphSchema } from '@apollo/subgraph';
import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import { buildASTSchema, graphqlSync, Kind, parse, type GraphQLDirective, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { buildSchema, createResolversMap } from 'type-graphql';
import { CONSENT_SPEC_URL, DIRECTIVE_DEFINITIONS } from '../../consent/directives/index.js';
import { takingPlainText } from './plain-text.js';

/** Makes an entity out of the key that a gateway sends (`{__typename, id}`), or `null` if there is none. */
export type ReferenceResolver<Context> = {
  // written as a method, so that agencies with different contexts fit into one list
  resolve(reference: { readonly id: string }, context: Context): unknown;
}['resolve'];

/** A decorated class, as type-graphql takes it. */
export type Class = new (...args: never[]) => object;

export interface SubgraphParts<Context> {
  /** type-graphql resolver classes; what they do not reach is not part of the schema. */
  readonly resolvers: [Class, ...Class[]];
  /** Entity classes that no query of this subgraph leads to, such as `Client`: others reach them by `_entities`. */
  readonly entryTypes: readonly Class[];
  /** How entities are found by `id`; one that is not listed (such as `Client`) is its own reference. */
  readonly references?: Readonly<Record<string, ReferenceResolver<Context>>>;
}

export interface Subgraph {
  readonly schema: GraphQLSchema;
  /** What `_service { sdl }` answers: the text that is composed, audited and enforced. */
  readonly sdl: string;
}

const HEADER = /* GraphQL */ `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@composeDirective"])
    @link(url: "${CONSENT_SPEC_URL}", import: ["@consent", "@open"])
    @composeDirective(name: "@consent")
    @composeDirective(name: "@open")
  ${DIRECTIVE_DEFINITIONS}
`;

/** type-graphql prints the arguments of a directive rightly only if it knows the directive. */
const directives: GraphQLDirective[] = [
  ...buildASTSchema(
    parse(`${DIRECTIVE_DEFINITIONS}
      directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT
      directive @shareable on OBJECT | FIELD_DEFINITION`),
    { assumeValidSDL: true },
  ).getDirectives(),
];

/**
 * A federation 2 subgraph from decorated classes. Goes by way of SDL, because `buildSubgraphSchema` keeps nothing
 * else: neither type-graphql's extensions nor its middleware would survive, so protection must be in the text.
 */
export async function buildSubgraph<Context>({ resolvers, entryTypes, references = {} }: SubgraphParts<Context>): Promise<Subgraph> {
  const classes = await buildSchema({
    resolvers,
    orphanedTypes: [...entryTypes],
    directives,
    validate: false,
    skipCheck: true, // a subgraph may have no query of its own; buildSubgraphSchema checks the whole
  });
  const definitions = getDocumentNodeFromSchema(classes).definitions.filter(
    (node) =>
      node.kind !== Kind.DIRECTIVE_DEFINITION && node.kind !== Kind.SCHEMA_DEFINITION &&
      !(node.kind === Kind.OBJECT_TYPE_DEFINITION && node.fields?.length === 0),
  );
  const typeDefs = { kind: Kind.DOCUMENT, definitions: [...parse(HEADER).definitions, ...definitions] } as const;
  const map = createResolversMap(classes) as Record<string, Record<string, unknown>>;
  for (const [name, resolve] of Object.entries(map['Mutation'] ?? {})) map['Mutation']![name] = takingPlainText(resolve as GraphQLFieldResolver<unknown, Context>);
  for (const [type, resolve] of Object.entries(references)) map[type] = { ...map[type], __resolveReference: resolve };
  const schema = buildSubgraphSchema({ typeDefs, resolvers: map as never });
  return { schema, sdl: servedSdl(schema) };
}

/** The SDL that a subgraph really serves. */
export function servedSdl(schema: GraphQLSchema): string {
  const { data } = graphqlSync({ schema, source: '{ _service { sdl } }' });
  return (data as { _service: { sdl: string } })._service.sdl;
}
