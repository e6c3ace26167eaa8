import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import { CATEGORIES, type Category } from '../../consent/core/index.js';
import type { ReleasableField } from '../../consent/preview/fields.js';
import { CLIENT, OPEN, readSupergraph, type Requirement } from './supergraph.js';

/**
 * Every field below `Client` that takes a grant of its own, read from the supergraph that is served: what a consent lets
 * somebody see, field by field. Edges to further clients end the way, since those are decided about for themselves.
 */
export function releasableFields(supergraphSdl: string): readonly ReleasableField[] {
  const supergraph = readSupergraph(supergraphSdl);
  const found: ReleasableField[] = [];
  const walk = (type: GraphQLObjectType, above: Requirement, path: readonly string[], seen: ReadonlySet<string>): void => {
    for (const { name, type: kind, description } of Object.values(type.getFields())) {
      const requirement = supergraph.require(above, type.name, name);
      const [first, ...more] = requirement.categories;
      if (requirement.never || first === undefined) continue;
      const place = [...path, name];
      if (requirement !== above) {
        const owners = supergraph.ownersOf(type.name, name);
        found.push({ path: place.join('.'), coordinate: `${type.name}.${name}`, categories: [first, ...more], owners, ...labels(description, more.at(-1) ?? first) });
      }
      const target = getNamedType(kind);
      if (isObjectType(target) && target.name !== CLIENT && !seen.has(target.name)) walk(target, requirement, place, new Set([...seen, target.name]));
    }
  };
  const client = supergraph.schema.getType(CLIENT);
  if (isObjectType(client)) walk(client, OPEN, [], new Set());
  return found;
}

/** Descriptions are German first, then English; a field without one is called by its category. */
function labels(description: string | null | undefined, category: Category): { readonly de: string; readonly en: string } {
  const [de, en] = (description ?? '').split(' / ');
  return de && en ? { de, en } : { de: CATEGORIES.get(category)!.de, en: CATEGORIES.get(category)!.en };
}
