import type { FieldView, SchemaView, TypeView } from './schema-view.js';

/** The type on which every decision rests. */
export const CLIENT = 'Client';

export const isProtected = (field: FieldView): boolean => field.protection?.kind === 'consent';

/** The object types that a value of this type may have: itself, an interface's implementers, a union's members. */
export function possibleTypes(view: SchemaView, name: string): readonly TypeView[] {
  const members = view.unions.get(name);
  if (members) return members.flatMap((member) => possibleTypes(view, member));
  const type = view.types.get(name);
  if (!type) return [];
  if (!type.isInterface) return [type];
  return objectTypes(view).filter(({ interfaces }) => interfaces.includes(name));
}

export const objectTypes = (view: SchemaView): readonly TypeView[] => [...view.types.values()].filter(({ isInterface }) => !isInterface);

export const rootTypes = (view: SchemaView): readonly TypeView[] =>
  (['query', 'mutation', 'subscription'] as const).flatMap((operation) => view.types.get(view.root(operation)) ?? []);

/** Types that a request can enter by: root types, and entities (through `_entities`). */
export const entryTypes = (view: SchemaView): readonly TypeView[] => [
  ...new Set([...rootTypes(view), ...objectTypes(view).filter(({ keys }) => keys.length > 0)]),
];

/** Every object type that lies behind these fields, walking only fields that `passes` lets through. */
export function reach(view: SchemaView, from: readonly FieldView[], passes: (field: FieldView) => boolean = () => true): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...from];
  for (let field = queue.pop(); field; field = queue.pop()) {
    if (!passes(field)) continue;
    for (const type of possibleTypes(view, field.type)) {
      if (reached.has(type.name)) continue;
      reached.add(type.name);
      queue.push(...type.fields);
    }
  }
  return reached;
}

/** Object types that can be read without passing a protected field: each of their fields must speak for itself. */
export function exposedTypes(view: SchemaView): ReadonlySet<string> {
  const entries = entryTypes(view);
  const open = reach(view, entries.flatMap(({ fields }) => fields), (field) => !isProtected(field));
  return new Set([...entries.map(({ name }) => name), ...open]);
}

/** Object types that lie only below protected fields and inherit from them. */
export function shelteredTypes(view: SchemaView): ReadonlySet<string> {
  const exposed = exposedTypes(view);
  const fields = objectTypes(view).filter(({ name }) => exposed.has(name)).flatMap((type) => type.fields);
  const below = reach(view, fields.filter(isProtected));
  return new Set([...below].filter((name) => !exposed.has(name)));
}

/** Every object type that this field's mark, or the lack of one, speaks for: up to the next protected field. */
export const behind = (view: SchemaView, field: FieldView): ReadonlySet<string> =>
  reach(view, [field], (next) => next === field || !isProtected(next));

/** Whether a `Client` can be read through this field without passing a protected field below it. */
export const leadsToClient = (view: SchemaView, field: FieldView): boolean => behind(view, field).has(CLIENT);

/** Every field of every object type. */
export const fieldsOf = (view: SchemaView): readonly FieldView[] => objectTypes(view).flatMap(({ fields }) => fields);
