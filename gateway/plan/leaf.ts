import { isEnumType, type GraphQLEnumType, type GraphQLScalarType } from 'graphql';

const INTEGER = /^-?(?:0|[1-9][0-9]*)$/;

const isInteger = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && INTEGER.test(String(value));
const isFinite = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

/** Of the scalars that GraphQL defines, the values in JSON; other scalars have any value. */
const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  Boolean: (value) => typeof value === 'boolean',
  Int: isInteger,
  Float: isFinite,
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || isInteger(value),
};

/** Tells whether something is a value of a leaf type. */
export function leafCheck(type: GraphQLScalarType | GraphQLEnumType): (value: unknown) => boolean {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined;
  return SCALARS[type.name] ?? (() => true);
}
