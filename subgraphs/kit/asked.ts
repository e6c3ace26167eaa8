import { isObjectType, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';

/** Whether an operation asks for a field, named `Type.field`; `true` for what is no field of the schema, since no operation could say so. */
export type Asked = (field: string) => boolean;

/** Finds what operations ask for; a field that stands under a condition is asked for. */
export function askedIn(schema: GraphQLSchema): (document: DocumentNode) => Asked {
  const fields = new Set(Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [])));
  return (document) => {
    const types = new TypeInfo(schema);
    const asked = new Set<string>();
    visit(document, visitWithTypeInfo(types, { Field: (node) => void asked.add(`${types.getParentType()?.name}.${node.name.value}`) }));
    return (field) => asked.has(field) || !fields.has(field);
  };
}
