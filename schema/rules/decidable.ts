import { isOfConsent } from './client-entry.js';
import { rulePerSchema } from './rule.js';
import { CLIENT, entryTypes, fieldsOf, isProtected, reach, rootTypes } from './view/reach.js';
import type { FieldView, SchemaView } from './view/schema-view.js';

/** A decision needs a client: above a protected field stands the `Client` whose data it is, on every path. */
export const decidable = rulePerSchema(
  'decidable',
  'Geschützte Felder liegen nur unterhalb von Client oder in einem Register des Teilgraphen consent / ' +
    'Protected fields lie below Client only, or in a register of the subgraph consent',
  (view) => {
    const registers = registersOf(view);
    const entries = entryTypes(view).filter(({ name }) => name !== CLIENT);
    const starts = entries.flatMap(({ fields }) => fields);
    const withoutClient = reach(view, starts, (field) => field.parent !== CLIENT && !registers.has(field));
    const outside = new Set([...entries.map(({ name }) => name), ...withoutClient].filter((name) => name !== CLIENT));
    const undecided = fieldsOf(view).filter((field) => isProtected(field) && outside.has(field.parent) && !registers.has(field));
    return [...new Set([...undecided, ...[...registers].flatMap((register) => othersIn(view, register))])].map((field) => [
      field,
      'geschützt, aber auch ohne einen Client erreichbar, für den entschieden werden könnte; unter Client anbieten, mit einem eigenen Typ',
      'protected, but also reached without a client to decide for; offer it below Client, with a type of its own',
    ]);
  },
);

/** Protected root fields of the consent subgraph, such as the access log: it decides them itself, as a whole. */
const registersOf = (view: SchemaView): ReadonlySet<FieldView> =>
  new Set(rootTypes(view).flatMap(({ fields }) => fields.filter((field) => isProtected(field) && isOfConsent(field))));

/** Fields inside a register with another category than the register's, which nobody would decide. */
function othersIn(view: SchemaView, register: FieldView): readonly FieldView[] {
  const inside = reach(view, [register], ({ parent }) => parent !== CLIENT);
  return fieldsOf(view).filter(
    (field) => isProtected(field) && inside.has(field.parent) && field.parent !== CLIENT && categoryOf(field) !== categoryOf(register),
  );
}

const categoryOf = ({ protection }: FieldView): string | undefined => (protection?.kind === 'consent' ? protection.category : undefined);
