import { problem, type Finding, type Rule } from './rule.js';
import { categorisedFields } from './view/categorised.js';
import { fieldsOfSet } from './view/field-set.js';
import type { FieldView, SchemaView } from './view/schema-view.js';

const ID = 'no-derivation';

/**
 * What federation itself passes from agency to agency is asked for by no caller and decided by no release
 * (GHSA-m8jr-fxqx-8xx6). A chain needs a first link that reads protected data, and that link is refused.
 */
export const noDerivation: Rule = {
  id: ID,
  text:
    'Kein @requires, @provides, @key oder @fromContext über ein geschütztes Feld / ' +
    'No @requires, @provides, @key or @fromContext over a protected field',
  check(schemas) {
    const protectedSomewhere = new Set(schemas.flatMap(categorisedFields).map(({ field }) => field.coordinate));
    return schemas.flatMap((view) => findings(view, protectedSomewhere).map((finding) => problem(ID, view, finding)));
  },
};

interface FieldSet {
  readonly at: FieldView | string;
  readonly directive: string;
  /** The type that the set is read from. */
  readonly on: string;
  readonly set: string;
}

const findings = (view: SchemaView, protectedSomewhere: ReadonlySet<string>): readonly Finding[] => [
  ...fieldSets(view).flatMap((use) => readings(view, use, protectedSomewhere)),
  ...contexts(view),
];

const fieldSets = (view: SchemaView): readonly FieldSet[] =>
  [...view.types.values()].flatMap(({ name, keys, fields }) => [
    ...keys.map((set) => ({ at: name, directive: '@key', on: name, set })),
    ...fields.flatMap((field) => [
      ...field.requires.map((set) => ({ at: field, directive: '@requires', on: name, set })),
      ...field.provides.map((set) => ({ at: field, directive: '@provides', on: field.type, set })),
    ]),
  ]);

function readings(view: SchemaView, { at, directive, on, set }: FieldSet, protectedSomewhere: ReadonlySet<string>): readonly Finding[] {
  const fields = fieldsOfSet(view, on, set);
  if (!fields) return [[at, `${directive}(fields: "${set}") ist nicht lesbar; berichtigen`, `${directive}(fields: "${set}") cannot be read; correct it`]];
  return fields
    .filter(({ coordinate }) => protectedSomewhere.has(coordinate))
    .map(({ coordinate }) => [
      at,
      `${directive}(fields: "${set}") liest das geschützte Feld ${coordinate}; die besitzende Stelle bietet stattdessen ein eigenes schmales Feld an`,
      `${directive}(fields: "${set}") reads the protected field ${coordinate}; the owner offers a narrow field of its own instead`,
    ]);
}

const contexts = (view: SchemaView): readonly Finding[] =>
  [...view.types.values()].flatMap(({ fields }) => fields.filter(({ context }) => context)).map((field) => [
    field,
    '@fromContext reicht Daten an der Entscheidung vorbei; entfernen',
    '@fromContext passes data around the decision; remove it',
  ]);
