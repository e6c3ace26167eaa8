import { parse } from 'graphql';
import { CATEGORIES, ownersIn, RECHTSKREISE, UNITS, type SubgraphName } from '../../consent/core/index.js';
import { behind, fieldsOf, isProtected, shelteredTypes } from '../rules/view/reach.js';
import { viewOfSupergraph, type FieldView, type SchemaView } from '../rules/view/schema-view.js';
import { families } from './families.js';
import { page, table } from './markdown.js';

/** What the supergraph protects and what it leaves open, for data-protection officers. */
export function protectedFields(supergraph: string): string {
  const view = viewOfSupergraph(parse(supergraph));
  const fields = fieldsOf(view).toSorted((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
  return page(
    '# Geschützte Felder / Protected fields',
    'Jedes Feld des Schemas steht in genau einer der drei Tabellen. / Every field of the schema is in exactly one of the three tables.',
    '## Mit Datenkategorie / With a category',
    'Verlässt die besitzende Stelle nur auf einer Rechtsgrundlage für diese Kategorie. / Leaves its owner on a legal basis for this category only.',
    table(
      ['Feld / Field', 'Kategorie / Category', 'Stufe / Tier', 'Bezeichnung / Label', 'Teilgraph / Subgraph'],
      fields.filter(isProtected).map(protectedRow),
    ),
    '## Unterhalb geschützter Felder / Below protected fields',
    'Nur über die genannten Felder erreichbar und mit ihnen zurückgehalten. / Reached by these fields only, and withheld with them.',
    table(['Feld / Field', 'Über / By'], inheritedRows(view, fields)),
    '## Offen / Open',
    table(
      ['Feld / Field', 'Grund / Reason', 'Teilgraph / Subgraph'],
      fields.flatMap(({ coordinate, protection, subgraphs }) =>
        protection?.kind === 'open' ? [[code(coordinate), protection.because, subgraphs.join(', ')]] : [],
      ),
    ),
    '## Besitzende Stellen / Owners',
    'Jede Stelle entscheidet über ihre eigenen Daten; Stellen desselben Teilgraphen sind getrennt. / ' +
      'Each unit decides about its own data; units of one subgraph are separate.',
    table(
      ['Teilgraph / Subgraph', 'Stellen / Owners', 'Rechtskreise'],
      [...new Set(fields.flatMap(({ subgraphs }) => subgraphs))].toSorted().map(ownerRow),
    ),
  );
}

function protectedRow({ coordinate, protection, subgraphs }: FieldView): readonly string[] {
  const category = protection?.kind === 'consent' ? CATEGORIES.get(protection.category) : undefined;
  if (!category) throw new Error(`${coordinate}: unbekannte Kategorie / unknown category`);
  return [code(coordinate), category.code, category.tier, `${category.de} / ${category.en}`, subgraphs.join(', ')];
}

function ownerRow(subgraph: string): readonly string[] {
  const owners = ownersIn(subgraph as SubgraphName);
  const spheres = new Set(owners.map((owner) => RECHTSKREISE[UNITS.get(owner)!.rechtskreis]));
  return [subgraph, families(owners).join(', '), [...spheres].join('; ')];
}

function inheritedRows(view: SchemaView, fields: readonly FieldView[]): readonly (readonly string[])[] {
  const sheltered = shelteredTypes(view);
  const gates = fields.filter(isProtected).map((field) => ({ field, types: behind(view, field) }));
  return fields
    .filter(({ parent, protection }) => sheltered.has(parent) && !protection)
    .map(({ coordinate, parent }) => [
      code(coordinate),
      gates.filter(({ types }) => types.has(parent)).map(({ field }) => code(field.coordinate)).join(', '),
    ]);
}

const code = (text: string): string => `\`${text}\``;
