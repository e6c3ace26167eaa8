import { problem, type Problem, type Rule } from './rule.js';
import { groupBy } from './view/group-by.js';
import type { FieldView, SchemaView } from './view/schema-view.js';

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

function sharedMarks(schemas: readonly SchemaView[]): readonly Problem[] {
  const homes = groupBy(
    schemas.flatMap((view) => [...view.types.values()].flatMap(({ name, subgraphs }) => subgraphs.map((subgraph) => ({ name, subgraph })))),
    ({ name }) => name,
  );
  return schemas.flatMap((view) =>
    [...view.types.values()]
      .filter(({ name, marked }) => marked && (homes.get(name)?.length ?? 0) > 1)
      .map(({ name }) =>
        problem(ID, view, [
          name,
          'Angabe am ganzen Typ, den mehrere Teilgraphen führen; an die einzelnen Felder setzen',
          'a mark on a whole type that several subgraphs have; put it on the fields',
        ]),
      ),
  );
}
