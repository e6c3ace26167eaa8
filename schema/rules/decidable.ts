import { isOfConsent } from './client-entry.js';
import { rulePerSchema } from './rule.js';
import { CLIENT, entryTypes, fieldsOf, isProtected, reach, rootTypes } from './view/reach.js';

/** A decision needs a client: above a protected field stands the `Client` whose data it is, on every path. */
export const decidable = rulePerSchema(
  'decidable',
  'Geschützte Felder liegen nur unterhalb von Client, oder es sind Einstiege des Teilgraphen consent / ' +
    'Protected fields lie below Client only, or are root fields of the subgraph consent',
  (view) => {
    const roots = new Set(rootTypes(view).map(({ name }) => name));
    const entries = entryTypes(view).filter(({ name }) => name !== CLIENT);
    const withoutClient = reach(view, entries.flatMap(({ fields }) => fields), ({ parent }) => parent !== CLIENT);
    const outside = new Set([...entries.map(({ name }) => name), ...withoutClient].filter((name) => name !== CLIENT));
    return fieldsOf(view)
      .filter((field) => isProtected(field) && outside.has(field.parent) && !(roots.has(field.parent) && isOfConsent(field)))
      .map((field) => [
        field,
        'geschützt, aber auch ohne einen Client erreichbar, für den entschieden werden könnte; unter Client anbieten, mit einem eigenen Typ',
        'protected, but also reached without a client to decide for; offer it below Client, with a type of its own',
      ]);
  },
);
