import { GraphQLError, visit, type ASTNode, type DocumentNode } from 'graphql';
import { isOwnKey } from '../plan/own-keys.js';
import { isPrototypeName } from './json.js';

/** Names that the gateway itself uses, or that reach an object's prototype when answers are merged (CVE-2026-32621). */
const isReserved = (name: string): boolean => isPrototypeName(name) || isOwnKey(name);

/** By `id` and `__typename` the planner puts entities together: under these names nothing else may stand in an answer. */
const isKeyOfAnother = (alias: string, field: string): boolean => alias !== field && (alias === 'id' || alias.startsWith('__'));

/** Refuses every name in a document that could be taken for one of the gateway's. */
export function reservedNames(document: DocumentNode): readonly GraphQLError[] {
  const errors: GraphQLError[] = [];
  const refuse = (name: string, nodes: ASTNode, kind: 'Alias' | 'Variable' | 'Fragment'): void => {
    const message = `Der Name "${name}" ist nicht erlaubt (${kind}); einen anderen wählen. / The name "${name}" is not allowed (${kind}); choose another.`;
    errors.push(new GraphQLError(message, { nodes, extensions: { code: 'NAME_RESERVED' } }));
  };
  visit(document, {
    Field(node) {
      const alias = node.alias?.value;
      if (alias !== undefined && (isReserved(alias) || isKeyOfAnother(alias, node.name.value))) refuse(alias, node, 'Alias');
    },
    VariableDefinition(node) {
      const { value } = node.variable.name;
      if (isReserved(value) || value === 'representations') refuse(value, node, 'Variable');
    },
    FragmentDefinition(node) {
      if (isReserved(node.name.value)) refuse(node.name.value, node, 'Fragment');
    },
  });
  return errors;
}
