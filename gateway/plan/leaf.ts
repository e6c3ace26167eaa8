import { isEnumType, type GraphQLEnumType, type GraphQLScalarType } from 'graphql';

/** From here on numbers are written with an exponent, and @apollo/gateway takes none of these for an integer. */
const WITH_EXPONENT = 1e21;

const isInteger = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < WITH_EXPONENT;
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
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  return SCALARS[type.name] ?? (() => true);
}
