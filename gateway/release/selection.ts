import {
  getNamedType, isCompositeType, isInterfaceType, isObjectType, Kind, print, stripIgnoredCharacters, visit,
  type FieldNode, type GraphQLNamedType, type SelectionNode, type SelectionSetNode,
} from 'graphql';
import { CLIENT, OPEN, type Requirement, type Supergraph } from './supergraph.js';

/** Part of a fetch that a decision left over, ready to be sent. */
export interface Pruned {
  /** GraphQL text within the braces; empty: nothing to fetch. */
  readonly text: string;
  /** Response keys at its top: whatever else a subgraph sends was not asked for. */
  readonly keys: ReadonlySet<string>;
  readonly variables: readonly string[];
  /** Where clients stand in the result, to be fetched on their own. */
  readonly edges: readonly Edge[];
}

/** A place below which a fetch reaches further clients; the fetch itself asks only for their ids. */
export interface Edge {
  /** Response keys from the fetched object down; lists in between are walked through. */
  readonly path: readonly string[];
  readonly selection: ClientSelection;
}

/** What a fetch wants of a client; compiled once, pruned once per decision. */
export interface ClientSelection {
  /** What its fields require, each once; decisions are given as one `0` or `1` for each. */
  readonly requirements: readonly Requirement[];
  /** Response keys that need no fetch: the id and the type's name. */
  readonly ids: readonly string[];
  readonly typenames: readonly string[];
  pruned(decision: string): Pruned;
}

/** Pruned texts kept per selection; decisions over one selection are few. */
const KEPT = 128;

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
const TYPENAME: FieldNode = { kind: Kind.FIELD, name: name('__typename') };
const ID: FieldNode = { kind: Kind.FIELD, name: name('id') };

export function clientSelection(supergraph: Supergraph, set: SelectionSetNode): ClientSelection {
  const ids = new Set<string>();
  const typenames = new Set<string>();
  const requirements = new Map<string, Requirement>();
  prune(set, {
    supergraph, path: [], type: clientType(supergraph), above: OPEN, edges: new Map(), ids, typenames,
    allows(requirement) {
      requirements.set(requirement.key, requirement);
      return true;
    },
  });
  const order = [...requirements.values()];
  const kept = new Map<string, Pruned>();
  return {
    requirements: order, ids: [...ids], typenames: [...typenames],
    pruned(decision) {
      const known = kept.get(decision);
      if (known) return known;
      const granted = new Set(order.filter((_, index) => decision[index] === '1').map(({ key }) => key));
      const result = prunedSelection(supergraph, set, clientType(supergraph), ({ key }) => granted.has(key));
      if (kept.size >= KEPT) kept.clear();
      kept.set(decision, result);
      return result;
    },
  };
}

/** A selection with everything left out that `allows` refuses, and cut where it reaches clients. */
export function prunedSelection(
  supergraph: Supergraph, set: SelectionSetNode, type: GraphQLNamedType, allows: (requirement: Requirement) => boolean,
): Pruned {
  const edges: Scope['edges'] = new Map();
  const selections = prune(set, { supergraph, path: [], type, above: OPEN, edges, ids: new Set(), typenames: new Set(), allows });
  const variables = new Set<string>();
  for (const node of selections) visit(node, { Variable: (variable) => void variables.add(variable.name.value) });
  return {
    text: stripIgnoredCharacters(selections.map(print).join(' ')),
    keys: new Set(selections.flatMap(keysOf)),
    variables: [...variables],
    edges: [...edges.values()].map(({ path, selections: below }) => ({
      path, selection: clientSelection(supergraph, { kind: Kind.SELECTION_SET, selections: below }),
    })),
  };
}

const keysOf = (node: SelectionNode): readonly string[] => {
  if (node.kind === Kind.FIELD) return [node.alias?.value ?? node.name.value];
  return node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet.selections.flatMap(keysOf) : [];
};

interface Scope {
  readonly supergraph: Supergraph;
  readonly path: readonly string[];
  readonly type: GraphQLNamedType;
  readonly above: Requirement;
  readonly allows: (requirement: Requirement) => boolean;
  readonly edges: Map<string, { path: readonly string[]; selections: SelectionNode[] }>;
  readonly ids: Set<string>;
  readonly typenames: Set<string>;
}

function prune(set: SelectionSetNode, scope: Scope): SelectionNode[] {
  return set.selections.flatMap((node): readonly SelectionNode[] => {
    if (node.kind === Kind.FIELD) return pruneField(node, scope);
    if (node.kind === Kind.FRAGMENT_SPREAD) throw new Error(`Fetch with an unexpected fragment spread "${node.name.value}".`);
    const type = node.typeCondition ? scope.supergraph.schema.getType(node.typeCondition.name.value) : scope.type;
    if (!type) throw new Error(`Fetch on an unknown type "${node.typeCondition?.name.value}".`);
    const selections = prune(node.selectionSet, { ...scope, type });
    return selections.length > 0 ? [{ ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } }] : [];
  });
}

function pruneField(node: FieldNode, scope: Scope): readonly SelectionNode[] {
  const { supergraph, type, path } = scope;
  const field = node.name.value;
  const key = node.alias?.value ?? field;
  if (type.name === CLIENT && (field === 'id' || field === '__typename')) {
    (field === 'id' ? scope.ids : scope.typenames).add(key);
    return [];
  }
  if (field === '__typename') return [node];
  const below = fieldType(type, field);
  const requirement = supergraph.require(scope.above, type.name, field);
  if (!scope.allows(requirement)) return [];
  if (!node.selectionSet || !isCompositeType(below)) return [node];
  const here = [...path, key];
  if (below.name === CLIENT) {
    const edge = scope.edges.get(here.join('.')) ?? { path: here, selections: [] };
    edge.selections.push(...node.selectionSet.selections);
    scope.edges.set(here.join('.'), edge);
    return [{ ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [TYPENAME, ID] } }];
  }
  const selections = prune(node.selectionSet, { ...scope, path: here, type: below, above: requirement });
  return [{ ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: selections.length > 0 ? selections : [TYPENAME] } }];
}

function fieldType(type: GraphQLNamedType, field: string): GraphQLNamedType {
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
  if (!definition) throw new Error(`Fetch of an unknown field "${type.name}.${field}".`);
  return getNamedType(definition.type);
}

function clientType(supergraph: Supergraph): GraphQLNamedType {
  const type = supergraph.schema.getType(CLIENT);
  if (!type) throw new Error('The supergraph has no type Client.');
  return type;
}
