import { rulePerSchema, type Finding } from './rule.js';
import { CLIENT, entryTypes, fieldsOf, isProtected, reach } from './view/reach.js';
import type { FieldView, SchemaView } from './view/schema-view.js';

/** The subgraph of relations and consents: it alone knows whose client a client is. */
export const CONSENT_SUBGRAPH = 'consent';

/** Being in a list is personal data already: a course's participants, a household's members. */
export const clientEntry = rulePerSchema(
  'client-entry',
  'Client erreicht man über Query.client und Query.clients des Teilgraphen consent; jeder andere Weg trägt selbst eine Kategorie / ' +
    'Client is reached by Query.client and Query.clients of the subgraph consent; every other edge carries a category itself',
  (view) => {
    const connection = connectionTypes(view);
    const edges = fieldsOf(view).filter(({ type }) => type === CLIENT);
    return [
      ...edges
        .filter((edge) => !isProtected(edge) && !isEntry(view, edge, 'client') && !isEntry(view, edge, 'clients') && !connection.has(edge.parent))
        .map((edge): Finding => [
          edge,
          'führt ohne Kategorie zu Client; @consent(category: …) an dieses Feld setzen',
          'leads to Client without a category; set @consent(category: …) on this field',
        ]),
      ...wrongKeys(view),
      ...openFields(view),
    ];
  },
);

const isEntry = (view: SchemaView, field: FieldView, name: string): boolean =>
  field.coordinate === `${view.root('query')}.${name}` && isOfConsent(field);

export const isOfConsent = ({ subgraphs }: FieldView): boolean => subgraphs.length === 1 && subgraphs[0] === CONSENT_SUBGRAPH;

/** Types between `Query.clients` and `Client` that nothing else leads to. */
function connectionTypes(view: SchemaView): ReadonlySet<string> {
  const starts = entryTypes(view).flatMap(({ fields }) => fields);
  const clients = starts.filter((field) => isEntry(view, field, 'clients'));
  const otherwise = reach(view, starts.filter((field) => !clients.includes(field)));
  return new Set([...reach(view, clients, (field) => !isProtected(field))].filter((name) => name !== CLIENT && !otherwise.has(name)));
}

/** Another key would be a second identifier of the client, the same for all agencies (promise P7). */
const wrongKeys = (view: SchemaView): readonly Finding[] =>
  (view.types.get(CLIENT)?.keys ?? []).filter((key) => key.trim() !== 'id').map((key) => [
    CLIENT,
    `Schlüssel "${key}"; Client hat nur den Schlüssel "id" (das Pseudonym)`,
    `key "${key}"; Client has the key "id" only (the pseudonym)`,
  ]);

const openFields = (view: SchemaView): readonly Finding[] =>
  (view.types.get(CLIENT)?.fields ?? [])
    .filter((field) => field.protection?.kind === 'open' && field.name !== 'id')
    .map((field) => [
      field,
      'ein offenes Feld an Client; außer id ist alles an Client personenbezogen: @consent(category: …) setzen',
      'an open field of Client; all but id is about the person: set @consent(category: …)',
    ]);
