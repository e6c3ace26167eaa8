import { rulePerSchema } from './rule.js';
import { fieldsOf, isProtected, leadsToClient, rootTypes } from './view/reach.js';

/** A withheld value is null; in a non-null position it would empty its parent without a word. */
export const nullable = rulePerSchema(
  'nullable',
  'Geschützte Felder und Einstiege zu Client dürfen null sein / Protected fields and entries to Client may be null',
  (view) => {
    const entries = rootTypes(view).flatMap(({ fields }) => fields.filter((field) => leadsToClient(view, field)));
    const withheld = fieldsOf(view).filter(isProtected);
    return [...new Set([...withheld, ...entries])]
      .filter((field) => !field.nullable)
      .map((field) => [
        field,
        'kann zurückgehalten werden, ist aber als nicht-null erklärt; das äußere "!" entfernen',
        'may be withheld, but is declared non-null; remove the outer "!"',
      ]);
  },
);
