import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { executeSync, Kind, OperationTypeNode, parse, type DocumentNode, type FieldNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { BoundedMap } from '../release/bounded-map.js';
import { conditionsKey, conditionVariables } from './conditions.js';
import { planned } from './plan-limit.js';
import { compileNode, type Step } from './run-plan.js';
import { compileShape, type Shape, type Shaped } from './shape.js';
import type { Subgraph, Variables } from './subgraph.js';

/** An operation that has been validated against the planner's schema. */
export interface Planned {
  /** One operation and its fragments. */
  readonly document: DocumentNode;
}

export interface PlanResult extends Shaped {
  /** What failed outside of subgraphs' own faults. */
  readonly errors: readonly unknown[];
}

/** Plans operations over the supergraph and executes the plans. */
export interface Planner<Context> {
  /** What callers see. */
  readonly schema: GraphQLSchema;
  /** @param variables coerced. @throws PlanTooLarge */
  execute(planned: Planned, variables: Variables, context: Context): Promise<PlanResult>;
  close(): Promise<void>;
}

/** Shapes kept per operation: one for each combination of what its `@skip` and `@include` depend on. */
const KEPT_SHAPES = 16;

/** Ways to fetch that are compared for one operation. Ours have one, as each field has one agency; a supergraph that grows must not make planning slow. */
const COMPARED_PLANS = 100;

/** Everything known of an operation before a request; lives as long as the operation does. */
interface Compiled<Context> {
  readonly run: Step<Context> | null;
  shape(variables: Variables): Shape;
  introspect(node: FieldNode, variables: Variables): unknown;
}

/**
 * The plans of @apollo/query-planner, compiled: an operation is planned once, and what each fetch needs and how its answer
 * becomes the response is known from then on. Answers are those of @apollo/gateway (`test/gateway/plan`).
 */
export function createPlanner<Context>(supergraphSdl: string, subgraphOf: (name: string) => Subgraph<Context>): Planner<Context> {
  const supergraph = Supergraph.build(parse(supergraphSdl, { noLocation: true })); // where things stand in the text is a tenth of the memory
  const apiSchema = supergraph.apiSchema();
  const schema = apiSchema.toGraphQLJSSchema();
  const inner = supergraph.schema.toGraphQLJSSchema();
  // Fetches are recognised by their document, and read without fragments.
  const planner = new QueryPlanner(supergraph, { exposeDocumentNodeInFetchNode: true, reuseQueryFragments: false, debug: { maxEvaluatedPlans: COMPARED_PLANS } });
  const known = new WeakMap<Planned, Compiled<Context>>();

  function compile(operation: Planned): Compiled<Context> {
    const { node } = planned(() => planner.buildQueryPlan(operationFromDocument(apiSchema, operation.document)));
    if (node?.kind === 'Subscription') throw new Error('Subscriptions are not supported.');
    return { run: node ? compileNode(node, inner, subgraphOf) : null, ...compileAnswer(schema, operation) };
  }

  return {
    schema,
    async execute(operation, variables, context) {
      let compiled = known.get(operation);
      if (!compiled) known.set(operation, (compiled = compile(operation)));
      const { run, shape, introspect } = compiled;
      const shaped = shape(variables);
      const errors: unknown[] = [];
      const data = {};
      await run?.({ data, variables, context, errors });
      return { ...shaped(data, (node) => introspect(node, variables)), errors };
    },
    close: async () => undefined,
  };
}

function compileAnswer(schema: GraphQLSchema, { document }: Planned): Pick<Compiled<never>, 'shape' | 'introspect'> {
  const { definitions } = document;
  const operation = definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)!;
  const fragments = new Map(definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
  const root = operation.operation === 'mutation' ? schema.getMutationType()! : schema.getQueryType()!;
  const conditions = conditionVariables(document);
  const shapes = new BoundedMap<Shape>(KEPT_SHAPES);
  return {
    shape(variables) {
      const key = conditionsKey(conditions, variables);
      let shape = shapes.get(key);
      if (!shape) shapes.set(key, (shape = compileShape(root, [operation.selectionSet], { schema, fragments, variables })));
      return shape;
    },
    introspect(node, variables) {
      const alone = { ...operation, operation: OperationTypeNode.QUERY, selectionSet: { kind: Kind.SELECTION_SET, selections: [node] } } as const;
      const { data } = executeSync({ schema, document: { kind: Kind.DOCUMENT, definitions: [alone, ...fragments.values()] }, variableValues: { ...variables } });
      return data?.[node.alias?.value ?? node.name.value] ?? null;
    },
  };
}
