import { Kind, print, stripIgnoredCharacters, type DocumentNode, type OperationDefinitionNode, type SelectionNode } from 'graphql';
import { CLIENT, CONSENT_SUBGRAPH, type Requirement, type Supergraph } from './supergraph.js';
import { clientSelection, prunedSelection, type ClientSelection, type Pruned } from './selection.js';

/** One fetch of a query plan, compiled once: what it wants of clients, and what it wants besides. */
export interface FetchPlan {
  readonly keyword: 'query' | 'mutation';
  /** The fetch asks for entities by representations; otherwise for root fields. */
  readonly entities: boolean;
  /** Response keys of the root fields. */
  readonly keys: readonly string[];
  readonly client: ClientSelection | null;
  /** Root fields, or what is wanted of entities other than clients. */
  readonly rest: Pruned;
  /** Definition of each variable by its name, as GraphQL text. */
  readonly definitions: ReadonlyMap<string, string>;
}

export function compileFetch(supergraph: Supergraph, subgraph: string, document: DocumentNode): FetchPlan {
  const operation = document.definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation || operation.operation === 'subscription') throw new Error('Fetch without a query or mutation.');
  const definitions = new Map(
    (operation.variableDefinitions ?? []).map((node) => [node.variable.name.value, stripIgnoredCharacters(print(node))]),
  );
  const keys = operation.selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.alias?.value ?? node.name.value] : []));
  const keyword = operation.operation;
  const entities = entitySelections(operation);
  const root = operation.operation === 'mutation' ? supergraph.schema.getMutationType() : supergraph.schema.getQueryType();
  const select = (selections: readonly SelectionNode[]): Pruned =>
    prunedSelection(supergraph, { kind: Kind.SELECTION_SET, selections }, root!, withoutClient(subgraph));
  if (!entities) return { keyword, entities: false, keys, client: null, rest: select(operation.selectionSet.selections), definitions };

  const ofClients = entities.flatMap((node) => (conditionOf(node) === CLIENT && node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet.selections : []));
  const client = ofClients.length > 0 ? clientSelection(supergraph, { kind: Kind.SELECTION_SET, selections: ofClients }) : null;
  const rest = select(entities.filter((node) => conditionOf(node) !== CLIENT));
  return { keyword, entities: true, keys, client, rest, definitions };
}

/** Where no client is at hand nothing protected can be granted; only the consent subgraph decides such fields itself. */
const withoutClient = (subgraph: string) => ({ categories, never }: Requirement): boolean =>
  !never && (categories.length === 0 || subgraph === CONSENT_SUBGRAPH);

function entitySelections(operation: OperationDefinitionNode): readonly SelectionNode[] | null {
  const [first] = operation.selectionSet.selections;
  return first?.kind === Kind.FIELD && first.name.value === '_entities' ? (first.selectionSet?.selections ?? []) : null;
}

const conditionOf = (node: SelectionNode): string | undefined =>
  node.kind === Kind.INLINE_FRAGMENT ? node.typeCondition?.name.value : undefined;
