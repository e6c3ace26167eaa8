import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isOfType } from './representation.js';
import type { Data } from './subgraph.js';

/** Renames keys and sets values in what is sent to, or came from, a subgraph, as the planner's rewrites say. */
export type Rewrite = (value: unknown) => void;

const FRAGMENT = '... on ';

/** `null` where there is nothing to rewrite. */
export function rewriting(schema: GraphQLSchema, rewrites: readonly FetchDataRewrite[] | undefined): Rewrite | null {
  const all = (rewrites ?? []).flatMap((rewrite) => {
    const last = rewrite.path.at(-1);
    return last === undefined ? [] : [at(schema, rewrite.path.slice(0, -1), change(rewrite, last))];
  });
  return all.length === 0 ? null : (value) => { for (const one of all) one(value); };
}

function change(rewrite: FetchDataRewrite, key: string): (object: Data) => void {
  if (rewrite.kind === 'ValueSetter') return (object) => { object[key] = rewrite.setValueTo; };
  return (object) => {
    const value = Object.hasOwn(object, key) ? object[key] : undefined;
    if (!value) return;
    object[rewrite.renameKeyTo] = value;
    object[key] = undefined; // read as absent everywhere
  };
}

function at(schema: GraphQLSchema, [first, ...rest]: readonly string[], act: (object: Data) => void): Rewrite {
  const isWanted = first?.startsWith(FRAGMENT) ? isOfType(schema, first.slice(FRAGMENT.length), true) : null;
  const below = first === undefined ? null : at(schema, rest, act);
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value !== 'object' || value === null) return;
    else if (!below) act(value as Data);
    else if (!isWanted) below(Object.hasOwn(value, first!) ? (value as Data)[first!] : undefined);
    else if (isWanted(value as Data)) below(value);
  };
  return visit;
}
