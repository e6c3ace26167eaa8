import { isScalarType, isSpecifiedScalarType, valueFromASTUntyped, type GraphQLSchema } from 'graphql';

/**
 * Checks scalars (days, instants) as the gateway's own subgraph does. A composed schema knows them by name only, and would hand
 * 30 February on to an agency; so what is none is refused before anything is planned. Values stay as written.
 */
export function checkScalarsLike(own: GraphQLSchema, schema: GraphQLSchema): void {
  for (const scalar of Object.values(schema.getTypeMap())) {
    const known = own.getType(scalar.name);
    if (!isScalarType(scalar) || isSpecifiedScalarType(scalar) || !isScalarType(known)) continue;
    scalar.parseValue = (value) => {
      known.parseValue(value);
      return value;
    };
    scalar.parseLiteral = (node, variables) => {
      known.parseLiteral(node, variables);
      return valueFromASTUntyped(node, variables);
    };
  }
}
