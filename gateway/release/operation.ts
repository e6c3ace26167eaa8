import {
  getNamedType, getOperationAST, GraphQLError, isCompositeType, Kind, NoSchemaIntrospectionCustomRule, parse, specifiedRules,
  validate, visit, isNullableType,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode,
} from 'graphql';
import { costCheck, type CostCheck } from '../server/cost.js';
import { limitRules, tooManyTokens, type OperationLimits } from '../server/limits.js';
import { requestError } from './faults.js';
import { reservedNames } from './reserved-names.js';
import { responsePlans, withReportKeys, type FieldPlan, type ObjectPlan, type ProtectedField } from './response-plan.js';
import { CLIENT, CONSENT_SUBGRAPH, OPEN, type Supergraph } from './supergraph.js';

/** A root field that gives or changes personal data. */
export interface PersonalRoot {
  readonly key: string;
  readonly nullable: boolean;
  /** For a field that looks up one client by `id`: its node, to know whom a `null` was about. */
  readonly lookup: FieldNode | null;
  /** Resolved by the consent subgraph alone, which decides about its root fields itself. */
  readonly ofConsent: boolean;
  readonly plan: FieldPlan;
}

/** One operation of a document, checked and analysed; the same for every caller. */
export interface Analysis {
  readonly kind: 'query' | 'mutation';
  /** Whether clients are touched: their data or whatever else is protected is reached, something is done for them, or the unit's own post about them is read. */
  readonly personal: boolean;
  /** Whether clients are reached, so that decisions are taken and a purpose is needed. */
  readonly clients: boolean;
  /** Whether it changes an agency's published data, which is recorded before it is done. */
  readonly changesCatalogue: boolean;
  readonly operation: OperationDefinitionNode;
  /** The operation alone, with the report's keys: what is planned and executed. */
  readonly document: DocumentNode;
  readonly rootType: GraphQLObjectType;
  /** Names of its root fields. */
  readonly fields: readonly string[];
  readonly roots: readonly PersonalRoot[];
  readonly plan: ObjectPlan;
  /** Every protected field of the plan, by its index. */
  readonly protectedFields: readonly ProtectedField[];
  /** Judges the lengths of pages that variables give. */
  readonly costCheck: CostCheck;
}

export interface AnalysisOptions {
  readonly supergraph: Supergraph;
  /** What callers may ask: the public schema. */
  readonly schema: GraphQLSchema;
  readonly limits: OperationLimits;
  readonly introspection: boolean;
}

/** Root fields that name the unit's own clients, though every field below them is open: by the unit's own ids, to nobody else. */
const OWN_POST: ReadonlySet<string> = new Set(['notices', 'reviewTasks']);

/** Parses, validates and analyses one operation, or says everything that is wrong with it. */
export function analyse(query: string, operationName: string | null, options: AnalysisOptions): Analysis | readonly GraphQLError[] {
  const { schema, supergraph, limits } = options;
  let document: DocumentNode;
  try {
    const tooLong = tooManyTokens(query, limits.tokens);
    if (tooLong) return [tooLong];
    document = parse(query);
  } catch (error) {
    return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
  }
  const tooLarge = validate(schema, document, limitRules(limits));
  if (tooLarge.length > 0) return tooLarge;
  const rules = options.introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const invalid = validate(schema, document, rules, { maxErrors: 20 });
  if (invalid.length > 0) return invalid.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
  const operation = getOperationAST(document, operationName);
  if (!operation) return [operationUnknown(operationName)];
  if (operation.operation === 'subscription') return [requestError('SUBSCRIPTION_UNSUPPORTED', 'Subscriptions gibt es nicht; abfragen', 'there are no subscriptions; query')];
  const reserved = reservedNames(document);
  if (reserved.length > 0) return reserved;

  const fragments = usedFragments(document, operation);
  const rootType = operation.operation === 'mutation' ? schema.getMutationType()! : schema.getQueryType()!;
  const { plan, protectedFields } = responsePlans({ ...supergraph, schema }, fragments)(rootType, operation.selectionSet);
  const roots = plan.fields.filter(({ protected: own, below }) => own || reachesProtection(below)).map((field) => personalRoot(supergraph, rootType, field, operation, fragments));
  const foreign = operation.operation === 'mutation' ? foreignMutations(supergraph, rootType, operation, fragments) : [];
  if (foreign.length > 0) return foreign;
  const named = rootFields(operation, fragments).filter(({ name }) => !name.value.startsWith('__'));
  const personal = roots.length > 0 || named.some((node) => OWN_POST.has(node.name.value) || (operation.operation === 'mutation' && isOfConsent(supergraph, rootType, node)));
  const planned = roots.length > 0 ? documentWithReportKeys(schema, rootType, operation, fragments) : documentOf([operation, ...fragments.values()]);
  return {
    kind: operation.operation, fields: rootFields(operation, fragments).map(({ name }) => name.value), personal, clients: roots.some((root) => root.plan.reachesClient),
    changesCatalogue: operation.operation === 'mutation' && named.some((node) => !isOfConsent(supergraph, rootType, node)),
    operation, document: planned, rootType, roots, plan, protectedFields, costCheck: costCheck(schema, operation, fragments, limits.cost),
  };
}

const documentOf = (definitions: DocumentNode['definitions']): DocumentNode => ({ kind: Kind.DOCUMENT, definitions });

function documentWithReportKeys(
  schema: GraphQLSchema, rootType: GraphQLObjectType, operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): DocumentNode {
  return documentOf([
    { ...operation, selectionSet: withReportKeys(schema, rootType, operation.selectionSet) },
    ...[...fragments.values()].map((fragment) => {
      const on = schema.getType(fragment.typeCondition.name.value);
      return isCompositeType(on) ? { ...fragment, selectionSet: withReportKeys(schema, on, fragment.selectionSet) } : fragment;
    }),
  ]);
}

const reachesProtection = (below: FieldPlan['below']): boolean =>
  below !== null && [...below.values()].some(({ isClient, fields }) => isClient || fields.some((field) => field.protected || reachesProtection(field.below)));

function personalRoot(
  supergraph: Supergraph, rootType: GraphQLObjectType, plan: FieldPlan, operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): PersonalRoot {
  const node = rootFields(operation, fragments).find((field) => (field.alias?.value ?? field.name.value) === plan.key)!;
  const definition = rootType.getFields()[node.name.value]!;
  const isLookup = getNamedType(definition.type).name === CLIENT && definition.args.some(({ name }) => name === 'id');
  return { key: plan.key, nullable: isNullableType(definition.type), lookup: isLookup ? node : null, ofConsent: isOfConsent(supergraph, rootType, node), plan };
}

const isOfConsent = (supergraph: Supergraph, { name }: GraphQLObjectType, field: FieldNode): boolean => {
  const subgraphs = supergraph.subgraphsOf(name, field.name.value);
  return subgraphs.length === 1 && subgraphs[0] === CONSENT_SUBGRAPH;
};

/** The root fields of an operation, also those in fragments. */
function rootFields(operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): readonly FieldNode[] {
  const within = ({ selections }: OperationDefinitionNode['selectionSet']): FieldNode[] =>
    selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node];
      return within(node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value)!.selectionSet : node.selectionSet);
    });
  return within(operation.selectionSet);
}

/** Agencies' records are changed at the agencies; through the gateway only consents are, and what agencies publish. */
function foreignMutations(
  supergraph: Supergraph, rootType: GraphQLObjectType, operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly GraphQLError[] {
  return rootFields(operation, fragments)
    .filter((node) => !node.name.value.startsWith('__') && !isOfConsent(supergraph, rootType, node) && supergraph.require(OPEN, rootType.name, node.name.value) !== OPEN)
    .map(({ name }) => requestError('MUTATION_FORBIDDEN', `${name.value}: Über das Gateway werden nur Freigaben und veröffentlichte Angebote geändert; die Stelle selbst ansprechen`, `${name.value}: through the gateway only releases and published offers are changed; turn to the agency itself`));
}

function usedFragments(document: DocumentNode, operation: OperationDefinitionNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const all = new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
  const used = new Map<string, FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = all.get(name.value)!;
        if (used.has(name.value)) return;
        used.set(name.value, fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  return used;
}

const coded = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, { nodes: error.nodes, source: error.source, positions: error.positions, extensions: { code } });

const operationUnknown = (name: string | null): GraphQLError =>
  name === null
    ? requestError('OPERATION_UNKNOWN', 'Das Dokument enthält nicht genau eine Operation; operationName angeben.', 'The document does not contain exactly one operation; give operationName.')
    : requestError('OPERATION_UNKNOWN', 'Das Dokument enthält keine Operation mit dem angegebenen operationName.', 'The document contains no operation with the operationName given.');
