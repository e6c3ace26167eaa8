import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql';
import { Refusal } from './errors.js';

/** Most representations in all `_entities` of one request. */
export const ENTITY_LIMIT = 1_000;

/** The schema with a bound on entity look-ups: an alias costs nothing to write and everything to answer. */
export function limitEntities(schema: GraphQLSchema): GraphQLSchema {
  const asked = new WeakMap<object, number>();
  return mapSchema(schema, {
    [MapperKind.QUERY_ROOT_FIELD]: (field: GraphQLFieldConfig<unknown, object>, name) => {
      if (name !== '_entities') return field;
      const resolve = field.resolve ?? defaultFieldResolver;
      return {
        ...field,
        resolve(source, args: { representations: readonly unknown[] }, context, info) {
          const total = (asked.get(context) ?? 0) + args.representations.length;
          asked.set(context, total);
          if (total > ENTITY_LIMIT) {
            throw new Refusal('TOO_MANY_ENTITIES', `Höchstens ${ENTITY_LIMIT} Entitäten je Anfrage / At most ${ENTITY_LIMIT} entities per request`);
          }
          return resolve(source, args, context, info) as unknown;
        },
      };
    },
  });
}
