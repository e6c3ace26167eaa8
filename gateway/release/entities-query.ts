import { isRecord } from './json.js';
import { CLIENT } from './supergraph.js';
import type { FetchPlan } from './fetch-plan.js';
import type { Pruned } from './selection.js';

/** Representations that are asked for the same fields. */
export interface EntityGroup {
  readonly pruned: Pruned;
  readonly ofClients: boolean;
  readonly representations: readonly unknown[];
}

/** One query over all groups, each an `_entities` of its own. Variables that pruning left unused are not sent. */
export function entitiesQuery(groups: readonly EntityGroup[], definitions: FetchPlan['definitions'], values: Readonly<Record<string, unknown>>) {
  const variables: Record<string, unknown> = {};
  const head: string[] = [];
  const body: string[] = [];
  groups.forEach(({ pruned, ofClients, representations }, index) => {
    head.push(`$_freigabe${index}:[_Any!]!`);
    body.push(`_${index}:_entities(representations:$_freigabe${index}){${ofClients ? `...on ${CLIENT}{__typename ${pruned.text}}` : pruned.text}}`);
    variables[`_freigabe${index}`] = representations;
  });
  const used = usedVariables(groups.map(({ pruned }) => pruned), definitions, values);
  return { query: `query(${[...head, ...used.definitions].join(' ')}){${body.join(' ')}}`, variables: { ...variables, ...used.values } };
}

/** The root fields of a fetch that are left over. */
export function rootQuery({ keyword, rest, definitions }: FetchPlan, values: Readonly<Record<string, unknown>>) {
  const used = usedVariables([rest], definitions, values);
  const head = used.definitions.length > 0 ? `(${used.definitions.join(' ')})` : '';
  return { query: `${keyword}${head}{${rest.text}}`, variables: used.values };
}

/** Result of one group: an array as long as its representations, or `null` if the subgraph answered something else. */
export function groupResult(data: Readonly<Record<string, unknown>>, index: number, length: number): readonly (Record<string, unknown> | null)[] | null {
  const entities = data[`_${index}`];
  if (!Array.isArray(entities) || entities.length !== length) return null;
  return entities.map((entity: unknown) => (isRecord(entity) ? entity : null));
}

/** Whether there was anything unasked to take out: it could stand for another subgraph's field, or for whose data this is. */
export function takeOutUnasked(entities: readonly (Record<string, unknown> | null)[] | null, { keys }: Pruned): boolean {
  let found = false;
  for (const entity of entities ?? []) {
    if (!entity) continue;
    for (const key of Object.keys(entity)) {
      if (key !== '__typename' && !keys.has(key)) found = Reflect.deleteProperty(entity, key);
    }
  }
  return found;
}

function usedVariables(parts: readonly Pruned[], definitions: FetchPlan['definitions'], values: Readonly<Record<string, unknown>>) {
  const names = [...new Set(parts.flatMap(({ variables }) => variables))];
  const sent = names.filter((name) => Object.hasOwn(values, name));
  return {
    definitions: names.flatMap((name) => definitions.get(name) ?? []),
    values: Object.fromEntries(sent.map((name) => [name, values[name]])),
  };
}
