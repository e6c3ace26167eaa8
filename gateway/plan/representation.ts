import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { merge } from './merge.js';
import type { Data } from './subgraph.js';

/** What a fetch needs to know of an entity; `null` where that is not at hand. */
export type Representation = (entity: Data) => Data | null;

/** Compiles the `requires` of a fetch. */
export function representation(schema: GraphQLSchema, selections: readonly QueryPlanSelectionNode[]): Representation {
  const parts = selections.map((selection) => (selection.kind === 'Field' ? field(schema, selection) : condition(schema, selection)));
  return (entity) => {
    const result: Data = {};
    for (const part of parts) if (!part(entity, result)) return null;
    return result;
  };
}

/** Adds to a representation; `false` if something is missing. */
type Part = (entity: Data, result: Data) => boolean;

function field(schema: GraphQLSchema, { name, alias, selections }: Extract<QueryPlanSelectionNode, { kind: 'Field' }>): Part {
  const key = alias ?? name;
  const below = selections && representation(schema, selections);
  const valueOf = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(valueOf);
    return below && value !== null ? below(value as Data) : value;
  };
  return (entity, result) => {
    const value = Object.hasOwn(entity, key) ? entity[key] : undefined;
    if (value === undefined) return false;
    result[key] = valueOf(value);
    return true;
  };
}

function condition(schema: GraphQLSchema, { typeCondition, selections }: Extract<QueryPlanSelectionNode, { kind: 'InlineFragment' }>): Part {
  if (typeCondition === undefined) return () => true;
  const applies = isOfType(schema, typeCondition);
  const below = representation(schema, selections);
  return (entity, result) => {
    const part = applies(entity) ? below(entity) : null;
    if (part) merge(result, part);
    return true;
  };
}

/** Whether an object is of a type, by its `__typename`; `unknown` is the answer for objects without one. */
export function isOfType(schema: GraphQLSchema, typeName: string, unknown = false): (object: Data) => boolean {
  const wanted = schema.getType(typeName);
  return ({ __typename: name }) => {
    if (typeof name !== 'string' || name === '') return unknown;
    if (name === typeName) return true;
    const type = schema.getType(name);
    return isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
  };
}
