import { Kind, valueFromASTUntyped, visit, type DirectiveNode, type DocumentNode } from 'graphql';
import type { Variables } from './subgraph.js';

/** The variables on which `@skip` and `@include` of an operation depend. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      const value = conditionOf(node);
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** The values of such variables, as a key. @throws Error if one is neither true nor false */
export const conditionsKey = (names: readonly string[], variables: Variables): string =>
  names.map((name) => (isTrue(variables[name]) ? '1' : '0')).join('');

/** Whether a selection with these directives is part of the response. */
export const isIncluded = (directives: readonly DirectiveNode[] | undefined, variables: Variables): boolean =>
  (directives ?? []).every((node) => {
    const value = conditionOf(node);
    return value === null || isTrue(value.kind === Kind.VARIABLE ? variables[value.name.value] : valueFromASTUntyped(value)) === (node.name.value === 'include');
  });

const conditionOf = (node: DirectiveNode) =>
  node.name.value === 'skip' || node.name.value === 'include' ? (node.arguments?.find(({ name }) => name.value === 'if')?.value ?? null) : null;

function isTrue(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Error('A condition of @skip or @include is neither true nor false.');
  return value;
}
