import { isOfConsent } from './client-entry.js';
import { rulePerSchema } from './rule.js';
import { CLIENT, fieldsOf, isProtected, leadsToClient, rootTypes, shelteredTypes } from './view/reach.js';
import type { Argument, FieldView } from './view/schema-view.js';

/**
 * An argument that filters, sorts or counts answers questions about data it does not show (promise P6). What an
 * argument does cannot be seen in a schema, so where persons are concerned only paging and the id are allowed.
 */
export const noFilter = rulePerSchema(
  'no-filter',
  'Felder mit Personendaten und Wege zu Client nehmen nur first, after und (Query.client) id / ' +
    'Fields with personal data and ways to Client take only first, after and (Query.client) id',
  (view) => {
    const sheltered = shelteredTypes(view);
    const roots = new Set(rootTypes(view).map(({ name }) => name));
    const query = view.root('query');
    const mutation = view.root('mutation');
    const concernsPersons = (field: FieldView): boolean =>
      field.parent === CLIENT || sheltered.has(field.parent) || isProtected(field) || leadsToClient(view, field);
    // Registers of the consent service itself (the access log): decided as a whole, before anything is read.
    const isRegister = (field: FieldView): boolean => roots.has(field.parent) && isOfConsent(field) && !leadsToClient(view, field);
    const isAllowed = (field: FieldView, { name, type }: Argument): boolean =>
      PAGING.get(name)?.includes(type) ?? (name === 'id' && type === 'ID' && field.coordinate === `${query}.client`);
    return fieldsOf(view)
      .filter((field) => field.parent !== mutation && concernsPersons(field) && !isRegister(field))
      .flatMap((field) => field.args.filter((argument) => !isAllowed(field, argument)).map(({ name }) => [
        field,
        `Argument ${name} könnte nach zurückgehaltenen Daten filtern, sortieren oder zählen; entfernen`,
        `argument ${name} could filter, sort or count by withheld data; remove it`,
      ]));
  },
);

/** Relay's arguments with their types: an input object would be a filter under a harmless name. */
const PAGING: ReadonlyMap<string, readonly string[]> = new Map([['first', ['Int']], ['after', ['String', 'ID']]]);
