import { isOfConsent } from './client-entry.js';
import { rulePerSchema, type Finding } from './rule.js';
import { CLIENT, reach } from './view/reach.js';
import type { SchemaView } from './view/schema-view.js';

/** A changing operation cannot be run again when a withdrawal comes in between; a subscription outlives its decision. */
export const operations = rulePerSchema(
  'operations',
  'Mutationen hat nur der Teilgraph consent, andere nur für veröffentlichte Daten (@open); sie führen nicht zu Client, und Subscriptions gibt es nicht / ' +
    'Only the subgraph consent has mutations, others only for published data (@open); they do not lead to Client, and there are no subscriptions',
  (view) => [...foreignMutations(view), ...mutationsToClient(view), ...subscriptions(view), ...renamedRoots(view)],
);

const rootFields = (view: SchemaView, operation: 'mutation' | 'subscription') => view.types.get(view.root(operation))?.fields ?? [];

const foreignMutations = (view: SchemaView): readonly Finding[] =>
  rootFields(view, 'mutation')
    .filter((field) => !isOfConsent(field) && field.protection?.kind !== 'open')
    .map((field) => [
      field,
      'über das Gateway werden nur Freigaben und veröffentlichte Daten geändert; bei der Stelle selbst anbieten',
      'through the gateway only releases and published data are changed; offer it at the agency itself',
    ]);

const mutationsToClient = (view: SchemaView): readonly Finding[] =>
  rootFields(view, 'mutation')
    .filter((field) => reach(view, [field]).has(CLIENT))
    .map((field) => [
      field,
      'das Ergebnis führt zu Client; nur die Kennung oder den Vorgang zurückgeben',
      'the result leads to Client; return the id or the record only',
    ]);

const subscriptions = (view: SchemaView): readonly Finding[] =>
  rootFields(view, 'subscription').map((field) => [
    field,
    'Subscriptions werden nicht unterstützt: ein Widerruf muss sofort gelten; als Query anbieten',
    'subscriptions are not supported: a withdrawal must hold at once; offer it as a query',
  ]);

/** Composition renames root types; until then the same field would have two coordinates, and two categories. */
const renamedRoots = (view: SchemaView): readonly Finding[] =>
  (['query', 'mutation'] as const)
    .map((operation) => [view.root(operation), operation === 'query' ? 'Query' : 'Mutation'] as const)
    .filter(([name, usual]) => name !== usual)
    .map(([name, usual]) => [name, `der Wurzeltyp heißt ${usual}; umbenennen`, `the root type is called ${usual}; rename it`]);
