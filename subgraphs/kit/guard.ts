import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, getNamedType, parse, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql';
import { readProtection, type Protection } from '../../consent/directives/index.js';
import { servedSdl } from './build-schema.js';
import { admit, originOf } from './origin.js';
import type { ReleaseContext } from './release-context.js';

export interface GuardedContext {
  readonly release: ReleaseContext;
}

type Field = GraphQLFieldConfig<unknown, GuardedContext>;

/** Fields that federation adds itself. */
const MACHINERY = new Set(['Query._service', 'Query._entities', '_Service.sdl']);

/**
 * The schema with every protected field behind the ticket. Protection is read from the SDL that the schema serves, so
 * what an auditor reads is what is enforced. @throws Error naming every field that is neither protected nor open (P8).
 */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  const protection = readProtection(parse(servedSdl(schema)));
  const unmarked: string[] = [];
  const guarded = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: Field, name, type) => {
      const coordinate = `${type}.${name}`;
      const mark = protection.get(coordinate);
      if (!mark && !MACHINERY.has(coordinate)) unmarked.push(coordinate);
      return mark?.kind === 'consent' ? protectedField(field, type, mark) : field;
    },
  });
  if (unmarked.length > 0) {
    throw new Error(
      `Felder ohne Datenkategorie, der Dienst startet nicht; @Protected oder @Open ergänzen / ` +
        `Fields without a data category, the service does not start; add @Protected or @Open: ${unmarked.sort().join(', ')}`,
    );
  }
  return guarded;
}

function protectedField(field: Field, type: string, { category }: Protection & { kind: 'consent' }): Field {
  const resolve = field.resolve ?? defaultFieldResolver;
  const toClient = getNamedType(field.type).name === 'Client';
  return {
    ...field,
    resolve(source, args, context, info) {
      if (context.release.fault !== null) return context.release.refuse();
      const origin = originOf(type, source);
      if (!origin) return null;
      const owners = context.release.owners(origin.client, category);
      if (origin.owner === null ? owners.length === 0 : !owners.includes(origin.owner)) return null;
      context.release.notes?.note(origin.client, origin.owner === null ? owners : [origin.owner], category);
      const result: unknown = resolve(source, args, context, info);
      const admitted = (value: unknown): unknown => admit(value, { origin, owners, toClient });
      return result instanceof Promise ? result.then(admitted) : admitted(result);
    },
  };
}
