import { Kind, parse, type SelectionSetNode } from 'graphql';
import { possibleTypes } from './reach.js';
import type { FieldView, SchemaView } from './schema-view.js';

/**
 * Every field that a federation field set (`"id household { size }"`) reads from a type, at any depth, on every
 * possible type; `undefined` if the text is not a field set.
 */
export function fieldsOfSet(view: SchemaView, typeName: string, fieldSet: string): readonly FieldView[] | undefined {
  const selectionSet = parseSet(fieldSet);
  return selectionSet && walk(view, typeName, selectionSet);
}

function parseSet(fieldSet: string): SelectionSetNode | undefined {
  try {
    const [operation] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
    return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
  } catch {
    return undefined;
  }
}

function walk(view: SchemaView, typeName: string, { selections }: SelectionSetNode): readonly FieldView[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return walk(view, selection.typeCondition?.name.value ?? typeName, selection.selectionSet);
    }
    const fields = possibleTypes(view, typeName).flatMap((type) => type.fields.filter(({ name }) => name === selection.name.value));
    const { selectionSet } = selection;
    return selectionSet ? fields.flatMap((field) => [field, ...walk(view, field.type, selectionSet)]) : fields;
  });
}
