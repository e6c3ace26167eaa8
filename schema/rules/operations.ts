import { rulePerSchema, type Finding } from './rule.js';
import { CLIENT, reach } from './view/reach.js';
import type { SchemaView } from './view/schema-view.js';

/** A changing operation cannot be run again when a withdrawal comes in between; a subscription outlives its decision. */
export const operations = rulePerSchema(
  'operations',
  'Mutationen führen nicht zu Client, Subscriptions gibt es nicht / Mutations do not lead to Client, and there are no subscriptions',
  (view) => [...mutations(view), ...subscriptions(view)],
);

const mutations = (view: SchemaView): readonly Finding[] =>
  (view.types.get(view.root('mutation'))?.fields ?? [])
    .filter((field) => reach(view, [field]).has(CLIENT))
    .map((field) => [
      field,
      'das Ergebnis führt zu Client; nur die Kennung oder den Vorgang zurückgeben',
      'the result leads to Client; return the id or the record only',
    ]);

const subscriptions = (view: SchemaView): readonly Finding[] =>
  (view.types.get(view.root('subscription'))?.fields ?? []).map((field) => [
    field,
    'Subscriptions werden nicht unterstützt: ein Widerruf muss sofort gelten; als Query anbieten',
    'subscriptions are not supported: a withdrawal must hold at once; offer it as a query',
  ]);
