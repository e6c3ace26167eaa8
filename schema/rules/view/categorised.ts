import type { FieldView, SchemaView } from './schema-view.js';

/** Every field with a category, its own or its type's; interfaces' fields too. */
export const categorisedFields = (view: SchemaView): readonly { field: FieldView; category: string }[] =>
  [...view.types.values()]
    .flatMap(({ fields }) => fields)
    .flatMap((field) => (field.protection?.kind === 'consent' ? [{ field, category: field.protection.category }] : []));
