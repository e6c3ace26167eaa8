import { rulePerSchema } from './rule.js';
import { fieldsOf, isProtected, leadsToClient, rootTypes } from './view/reach.js';

/** A withheld value is null, and so is what an agency that is down would have said; in a non-null position either would empty its parent, at the root the whole answer. */
export const nullable = rulePerSchema(
  'nullable',
  'Geschützte Felder und alle Einstiege von Query dürfen null sein / Protected fields and all entries of Query may be null',
  (view) => {
    const entries = rootTypes(view).flatMap(({ name, fields }) => fields.filter((field) => name === 'Query' || leadsToClient(view, field)));
    const withheld = fieldsOf(view).filter(isProtected);
    return [...new Set([...withheld, ...entries])]
      .filter((field) => !field.nullable)
      .map((field) => [
        field,
        'kann fehlen, weil es zurückgehalten wird oder die Stelle nicht antwortet, ist aber als nicht-null erklärt; das äußere "!" entfernen',
        'may be missing, being withheld or its agency silent, but is declared non-null; remove the outer "!"',
      ]);
  },
);
