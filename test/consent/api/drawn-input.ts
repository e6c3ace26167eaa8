import { randomUUID } from 'node:crypto';
import {
  buildASTSchema, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType, parse,
  type GraphQLArgument, type GraphQLField, type GraphQLInputField, type GraphQLInputType,
} from 'graphql';
import { NOON } from '../store/county.js';

export type Mutation = GraphQLField<unknown, unknown>;
type Input = GraphQLArgument | GraphQLInputField;

/** Every mutation of the consent subgraph, as its schema has them. */
export const mutationsOf = (sdl: string): readonly Mutation[] =>
  Object.values(buildASTSchema(parse(sdl), { assumeValid: true, assumeValidSDL: true }).getMutationType()!.getFields());

/** The operation with an argument for each variable of the same name, asking for whatever stands against it. */
export const operationOf = ({ name, args, type }: Mutation): string =>
  `mutation (${args.map((arg) => `$${arg.name}: ${arg.type.toString()}`).join(', ')}) ` +
  `{ answer: ${name}(${args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')})${isObjectType(getNamedType(type)) ? ' { problems { code message } }' : ''} }`;

/** Something of the right type in every place, and what `over` says in places of that name or path. */
export const variablesOf = ({ args }: Mutation, over: Readonly<Record<string, unknown>>): Record<string, unknown> => valuesOf(args, over, '');

function valuesOf(inputs: readonly Input[], over: Readonly<Record<string, unknown>>, path: string): Record<string, unknown> {
  return Object.fromEntries(inputs.map(({ name, type }) => [name, over[path + name] ?? over[name] ?? valueOf(type, name, over, path + name)]));
}

function valueOf(type: GraphQLInputType, name: string, over: Readonly<Record<string, unknown>>, path: string): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, name, over, path);
  if (isListType(type)) return [valueOf(type.ofType, name, over, path)];
  if (isInputObjectType(type)) return valuesOf(Object.values(type.getFields()), over, `${path}.`);
  if (isEnumType(type)) return type.getValues()[0]!.name;
  switch (type.name) {
    case 'Boolean': return false;
    case 'Int': return 14;
    case 'ID': return randomUUID();
    case 'DateTimeISO': return new Date(NOON + 86_400_000).toISOString();
    default: return name === 'idempotencyKey' ? randomUUID() : 'Ein Text, der etwas sagt.';
  }
}

/** The paths of all texts that a caller writes: `input.receivingPersons.person`. */
export const textsOf = ({ args }: Mutation): string[] => pathsIn(args, '');

const pathsIn = (inputs: readonly Input[], path: string): string[] =>
  inputs.flatMap((input) => {
    const type = getNamedType(input.type);
    if (isInputObjectType(type)) return pathsIn(Object.values(type.getFields()), `${path}${input.name}.`);
    return type.name === 'String' ? [path + input.name] : [];
  });
