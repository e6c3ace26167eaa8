import type { FetchNode } from '@apollo/query-planner';
import { createHash } from 'node:crypto';
import {
  getNullableType, isAbstractType, isEnumType, isListType, isNonNullType, isObjectType, Kind,
  type GraphQLNamedType, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema, type SelectionSetNode,
} from 'graphql';
import type { Data, Subgraph } from '../../../gateway/plan/subgraph.js';

/** How often in a hundred an agency answers with nothing, with a value of another kind, or with a type that does not exist. */
export interface Weakness {
  readonly nothing: number;
  readonly wrong: number;
}

/** Subgraphs that answer any fetch with invented data: the same fetch always gets the same. `asked` is what they were sent. */
export function inventedSubgraphs(schema: GraphQLSchema, seed: number, weakness: Weakness) {
  const asked: string[] = [];
  const dice = (place: string, faces: number): number => createHash('sha256').update(`${seed} ${place}`).digest().readUInt32BE(0) % faces;

  function value(type: GraphQLOutputType, sets: readonly SelectionSetNode[], place: string): unknown {
    if (isNonNullType(type)) return dice(`${place}!`, 100) < weakness.nothing / 4 ? null : present(getNullableType(type), sets, place);
    return dice(`${place}?`, 100) < weakness.nothing ? null : present(type, sets, place);
  }

  function present(type: GraphQLOutputType, sets: readonly SelectionSetNode[], place: string): unknown {
    if (isListType(type)) return Array.from({ length: dice(`${place}#`, 4) }, (_, index) => value(type.ofType, sets, `${place}.${index}`));
    const named = type as GraphQLNamedType;
    if (isObjectType(named)) return object(named, named, sets, place);
    if (isAbstractType(named)) {
      const possible = schema.getPossibleTypes(named);
      return object(possible[dice(`${place}:`, possible.length)]!, named, sets, place);
    }
    const drawn = dice(`${place}=`, 1000);
    const wrong = dice(`${place}~`, 100) < weakness.wrong;
    if (isEnumType(named)) return wrong ? 'UNHEARD_OF' : named.getValues()[drawn % named.getValues().length]!.name;
    const right = { Int: drawn, Float: drawn / 8, Boolean: drawn % 2 === 0, ID: `id${drawn % 5}`, String: `text "${drawn}" ß\u2028` }[named.name] ?? { any: [drawn] };
    return wrong ? (typeof right === 'string' ? drawn % 2 === 0 : `not ${drawn}`) : right;
  }

  function object(type: GraphQLObjectType, declared: GraphQLNamedType, sets: readonly SelectionSetNode[], place: string): Data {
    const result: Data = {};
    const add = ({ selections }: SelectionSetNode): void => {
      for (const node of selections) {
        if (node.kind === Kind.FRAGMENT_SPREAD) throw new Error('Fetches have no named fragments.');
        if (node.kind === Kind.INLINE_FRAGMENT) {
          const on = node.typeCondition && schema.getType(node.typeCondition.name.value);
          if (!on || on === type || (isAbstractType(on) && schema.isSubType(on, type))) add(node.selectionSet);
          continue;
        }
        const key = node.alias?.value ?? node.name.value;
        const others = result[key] !== undefined && node.selectionSet ? kept.get(key) ?? [] : [];
        const all = node.selectionSet ? [...others, node.selectionSet] : [];
        kept.set(key, all);
        if (node.name.value === '__typename') result[key] = type.name;
        else result[key] = value(type.getFields()[node.name.value]!.type, all, `${place}.${node.name.value}`);
      }
    };
    const kept = new Map<string, SelectionSetNode[]>();
    sets.forEach(add);
    return declared === type || result.__typename !== undefined ? result : { ...result };
  }

  const subgraphOf = (name: string): Subgraph<null> => ({
    prepare({ operationDocumentNode, operation: text }: FetchNode) {
      const operation = operationDocumentNode!.definitions[0]!;
      if (operation.kind !== Kind.OPERATION_DEFINITION) throw new Error('A fetch without an operation.');
      return {
        async entities(representations, variables) {
          asked.push(JSON.stringify([name, text, representations, variables]));
          const [entities] = operation.selectionSet.selections;
          if (entities?.kind !== Kind.FIELD) throw new Error('Entities without a field.');
          return representations.map((one) => {
            const type = schema.getType(String(one.__typename));
            const place = `${name} ${JSON.stringify(one)}`;
            if (dice(`${place}@`, 100) < weakness.nothing) return null;
            const runtime = isAbstractType(type) ? schema.getPossibleTypes(type)[0]! : (type as GraphQLObjectType);
            return object(runtime, runtime, [entities.selectionSet!], place);
          });
        },
        async root(variables) {
          asked.push(JSON.stringify([name, text, variables]));
          const root = operation.operation === 'mutation' ? schema.getMutationType()! : schema.getQueryType()!;
          return object(root, root, [operation.selectionSet], `${name} ${JSON.stringify(variables)}`);
        },
      };
    },
  });
  return { subgraphOf, asked };
}
