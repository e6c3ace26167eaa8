import { rulePerSchema, type Finding } from './rule.js';
import { groupBy } from './view/group-by.js';
import { CLIENT, objectTypes, possibleTypes } from './view/reach.js';
import type { FieldView, SchemaView, TypeView } from './view/schema-view.js';

/**
 * A field read through an interface must be exactly as protected as on the object, whatever object turns up
 * (GHSA-x33c-7c2v-mrj9, GHSA-mx7m-j9xf-62hw): so protection stands on objects only, and all implementers agree.
 */
export const everyPath = rulePerSchema(
  'every-path',
  'Schutz steht an Objekttypen, und alle Umsetzungen eines Interface-Feldes sind gleich geschützt / ' +
    'Protection stands on object types, and all implementations of an interface field are equally protected',
  (view) => [...interfaces(view).flatMap((type) => [...marksOn(type), ...disagreements(view, type)]), ...hiddenClients(view), ...standIns(view)],
);

const interfaces = (view: SchemaView): readonly TypeView[] => [...view.types.values()].filter(({ isInterface }) => isInterface);

const marksOn = (type: TypeView): readonly Finding[] =>
  [...(type.marked ? [type.name] : []), ...type.fields.filter(({ protection }) => protection)].map((at) => [
    at,
    'Schutzangabe an einem Interface; an die umsetzenden Objekttypen setzen',
    'a mark on an interface; put it on the implementing object types',
  ]);

function disagreements(view: SchemaView, type: TypeView): readonly Finding[] {
  const names = new Set(type.fields.map(({ name }) => name));
  const byName = groupBy(possibleTypes(view, type.name).flatMap(({ fields }) => fields), ({ name }) => name);
  return [...byName]
    .filter(([name, fields]) => names.has(name) && new Set(fields.map(categoryOf)).size > 1)
    .map(([name, fields]) => [
      `${type.name}.${name}`,
      `verschieden geschützt: ${listed(fields)}; überall dieselbe Kategorie setzen oder das Feld aus dem Interface nehmen`,
      `protected differently: ${listed(fields)}; use one category or take the field out of the interface`,
    ]);
}

const categoryOf = ({ protection }: FieldView): string => (protection?.kind === 'consent' ? protection.category : (protection?.kind ?? '–'));

const listed = (fields: readonly FieldView[]): string => fields.map((field) => `${field.coordinate} ${categoryOf(field)}`).join(', ');

/** A client behind an abstract type would be an edge to `Client` that does not say so. */
function hiddenClients(view: SchemaView): readonly Finding[] {
  const behind = [...[...view.unions.keys()], ...interfaces(view).map(({ name }) => name)].filter((name) =>
    possibleTypes(view, name).some((type) => type.name === CLIENT),
  );
  return behind.map((name) => [
    name,
    `${CLIENT} gehört zu keinem Interface und keiner Union; ${CLIENT} herausnehmen`,
    `${CLIENT} belongs to no interface and no union; take ${CLIENT} out`,
  ]);
}

const standIns = (view: SchemaView): readonly Finding[] => [...objectTypes(view), ...interfaces(view)]
  .filter(({ interfaceObject }) => interfaceObject)
  .map(({ name }) => [
    name,
    '@interfaceObject setzt Schutz an ein Interface; die Objekttypen selbst erweitern',
    '@interfaceObject puts protection on an interface; extend the object types themselves',
  ]);
