import { CATEGORIES } from '../../consent/core/categories.js';
import { rulePerSchema } from './rule.js';
import { categorisedFields } from './view/categorised.js';

/** Tier T6 of domain B.1, such as child protection (§ 8a SGB VIII): a schema that names it already tells that it exists. */
export const neverTransported = rulePerSchema(
  'never-transported',
  'Daten der Stufe T6 kommen im Schema nicht vor / Data of tier T6 does not occur in the schema',
  (view) =>
    categorisedFields(view)
      .filter(({ category }) => CATEGORIES.get(category)?.tier === 'T6')
      .map(({ field, category }) => [
        field,
        `${category} ist Stufe T6 und wird nie übermittelt; das Feld entfernen`,
        `${category} is tier T6 and never transmitted; remove the field`,
      ]),
);
