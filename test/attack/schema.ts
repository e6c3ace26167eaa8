import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { parse, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { ownersIn, type SubgraphName } from '../../consent/core/index.js';
import { readProtection } from '../../consent/directives/index.js';
import { readSupergraph } from '../../gateway/release/supergraph.js';

const sdl = readFileSync('schema/supergraph.graphql', 'utf8');

/** What callers see. */
export const schema: GraphQLSchema = Supergraph.build(sdl).apiSchema().toGraphQLJSSchema();

const protection = readProtection(parse(sdl));
const supergraph = readSupergraph(sdl);

/** The category on a field or on its type, `null` for an open one. */
export function categoryOf(coordinate: string): string | null {
  const mark = protection.get(coordinate);
  return mark?.kind === 'consent' ? mark.category : null;
}

/** The units that may own what a field of `Client` holds. */
export const ownersOf = (field: string): readonly string[] => supergraph.subgraphsOf('Client', field).flatMap((name) => ownersIn(name as SubgraphName));

/** Every field of `Client` with a category. */
export const PROTECTED_FIELDS: readonly string[] = Object.keys((schema.getType('Client') as GraphQLObjectType).getFields()).filter((field) => categoryOf(`Client.${field}`) !== null);
