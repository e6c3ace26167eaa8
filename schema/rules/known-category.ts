import { isCategory } from '../../consent/core/categories.js';
import { rulePerSchema } from './rule.js';
import { categorisedFields } from './view/categorised.js';

export const knownCategory = rulePerSchema(
  'known-category',
  'Jede Kategorie steht in der Tabelle consent/core/categories.ts / Every category is in the table consent/core/categories.ts',
  (view) =>
    categorisedFields(view)
      .filter(({ category }) => !isCategory(category))
      .map(({ field, category }) => [
        field,
        `Kategorie "${category}" gibt es nicht; Schreibweise prüfen oder in die Tabelle aufnehmen`,
        `there is no category "${category}"; check the spelling or add it to the table`,
      ]),
);
