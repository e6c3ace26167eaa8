import { isObjectType, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';

/** What an operation asks for. Fields are named `Type.field`. */
export interface Asked {
  /** Whether one of these fields is asked for, or none of them is in the schema, so that no operation could say so. */
  readonly any: (fields: readonly string[]) => boolean;
}

/** Finds what operations ask for; a field that stands under a condition is asked for. */
export function askedIn(schema: GraphQLSchema): (document: DocumentNode) => Asked {
  const known = new Set(Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [])));
  return (document) => {
    const types = new TypeInfo(schema);
    const asked = new Set<string>();
    visit(document, visitWithTypeInfo(types, { Field: (node) => void asked.add(`${types.getParentType()?.name}.${node.name.value}`) }));
    return { any: (fields) => fields.some((field) => asked.has(field)) || !fields.some((field) => known.has(field)) };
  };
}
