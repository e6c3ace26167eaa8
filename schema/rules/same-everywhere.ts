import { problem, type Problem, type Rule } from './rule.js';
import { groupBy } from './view/group-by.js';
import type { FieldView, SchemaView, TypeView } from './view/schema-view.js';

const ID = 'same-everywhere';

/**
 * Composition keeps one of several marks of a coordinate, and spreads a mark on a type over the fields that other
 * subgraphs add to it: both are refused before that happens.
 */
export const sameEverywhere: Rule = {
  id: ID,
  text:
    'Dasselbe Feld hat in jedem Teilgraphen dieselbe Kategorie / The same field has the same category in every subgraph',
  check: (schemas) => [...disagreements(schemas), ...sharedMarks(schemas)],
};

interface Use {
  readonly view: SchemaView;
  readonly field: FieldView;
}

function disagreements(schemas: readonly SchemaView[]): readonly Problem[] {
  const uses = schemas.flatMap((view) => [...view.types.values()].flatMap(({ fields }) => fields.map((field): Use => ({ view, field }))));
  const said = uses.filter(({ field }) => field.protection !== undefined || field.subgraphs.length > 0);
  return [...groupBy(said, ({ field }) => field.coordinate).values()].flatMap((same) => {
    const [first, ...others] = same;
    return others
      .filter(({ field }) => first && markOf(field) !== markOf(first.field))
      .map(({ view, field }) =>
        problem(ID, view, [
          field,
          `${markOf(field)}, aber in ${first?.view.subgraph} ${markOf(first?.field)}; überall dieselbe Kategorie setzen`,
          `${markOf(field)}, but ${markOf(first?.field)} in ${first?.view.subgraph}; use the same category everywhere`,
        ]),
      );
  });
}

const markOf = (field: FieldView | undefined): string =>
  field?.protection?.kind === 'consent' ? `@consent ${field.protection.category}` : field?.protection ? '@open' : '–';

/** A mark on a type speaks for fields of a subgraph that did not set it. */
function sharedMarks(schemas: readonly SchemaView[]): readonly Problem[] {
  const types = schemas.flatMap((view) => [...view.types.values()].map((type) => ({ view, type })));
  return types
    .filter(({ view, type }) => type.marked && (speaksForOthers(type) || types.some((other) => other.view !== view && other.type.name === type.name && !other.type.marked)))
    .map(({ view, type }) =>
      problem(ID, view, [
        type.name,
        'Angabe am ganzen Typ gälte auch für Felder anderer Teilgraphen; an die einzelnen Felder setzen',
        'a mark on the whole type would also hold for fields of other subgraphs; put it on the fields',
      ]),
    );
}

/** In a supergraph it cannot be seen who set the mark: only a type that is the same in all its subgraphs may carry one. */
const speaksForOthers = ({ subgraphs, fields }: TypeView): boolean =>
  fields.some((field) => field.subgraphs.length > 0 && field.subgraphs.length < subgraphs.length);
