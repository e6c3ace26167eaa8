import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { merge } from './merge.js';
import { representation } from './representation.js';
import { rewriting } from './rewrites.js';
import type { Data, Subgraph, Variables } from './subgraph.js';

/** One run of a plan: what has been fetched so far, and what failed. */
export interface Run<Context> {
  readonly data: Data;
  readonly variables: Variables;
  readonly context: Context;
  readonly errors: unknown[];
}

export type Step<Context> = (run: Run<Context>) => Promise<void> | void;

/** Compiles a node of a query plan, with all that is known of it beforehand. `path`: where in the response it belongs. */
export function compileNode<Context>(node: PlanNode, schema: GraphQLSchema, subgraphOf: (name: string) => Subgraph<Context>, path: readonly string[] = []): Step<Context> {
  const compile = (below: PlanNode, at = path): Step<Context> => compileNode(below, schema, subgraphOf, at);
  switch (node.kind) {
    case 'Fetch':
      return fetchStep(node, schema, subgraphOf(node.serviceName), path);
    case 'Flatten':
      return compile(node.node, [...path, ...node.path.map(String)]);
    case 'Sequence': {
      const steps = node.nodes.map((below) => compile(below));
      return async (run) => { for (const step of steps) await step(run); };
    }
    case 'Parallel': {
      const steps = node.nodes.map((below) => compile(below));
      return async (run) => void (await Promise.all(steps.map((step) => step(run))));
    }
    case 'Condition': {
      const [then, otherwise] = [node.ifClause, node.elseClause].map((clause) => clause && compile(clause));
      return (run) => (run.variables[node.condition] === true ? then : otherwise)?.(run);
    }
    case 'Defer':
      throw new Error('@defer is not supported.');
  }
}

function fetchStep<Context>(node: FetchNode, schema: GraphQLSchema, subgraph: Subgraph<Context>, path: readonly string[]): Step<Context> {
  const fetch = subgraph.prepare(node, path);
  const usages = node.variableUsages ?? [];
  const represent = node.requires && representation(schema, node.requires);
  const before = rewriting(schema, node.inputRewrites);
  const after = rewriting(schema, node.outputRewrites);

  const ofEntities = async (targets: readonly Data[], { variables, context }: Run<Context>): Promise<void> => {
    const asked: Data[] = [];
    const representations: Data[] = [];
    for (const target of targets) {
      const one = represent!(target);
      if (!one?.__typename) continue;
      before?.(one);
      asked.push(target);
      representations.push(one);
    }
    if (asked.length === 0) return;
    const found = await fetch.entities(representations, used(usages, variables), context);
    asked.forEach((target, index) => {
      const entity = found[index];
      if (!entity) return;
      entity.__typename ||= target.__typename;
      after?.(entity);
      merge(target, entity);
    });
  };

  const ofRoot = async (targets: readonly Data[], { variables, context }: Run<Context>): Promise<void> => {
    const found = await fetch.root(used(usages, variables), context);
    after?.(found);
    for (const target of targets) merge(target, found);
  };

  return async (run) => {
    const targets = objectsAt(run.data, path);
    if (targets.length === 0) return;
    try {
      await (represent ? ofEntities(targets, run) : ofRoot(targets, run));
    } catch (error) {
      run.errors.push(error);
    }
  };
}

function used(usages: readonly string[], variables: Variables): Variables {
  const values: Data = {};
  for (const name of usages) if (Object.hasOwn(variables, name) && variables[name] !== undefined) values[name] = variables[name];
  return values;
}

/** The objects at a path of response keys; whatever else a subgraph put there is passed over. */
function objectsAt(root: Data, path: readonly string[]): readonly Data[] {
  let here: unknown[] = [root];
  for (const part of path) {
    const next: unknown[] = [];
    for (const value of here) {
      if (part === '@') {
        if (Array.isArray(value)) for (const element of value) next.push(element);
      } else if (isObject(value) && Object.hasOwn(value, part)) next.push(value[part]);
    }
    here = next;
  }
  return here.filter(isObject);
}

const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);
