import { GraphQLError, visit, type ASTNode, type DocumentNode } from 'graphql';
import { isPrototypeName } from './json.js';

/** Names that the gateway itself uses, or that reach an object's prototype when answers are merged (CVE-2026-32621). */
export function reservedNames(document: DocumentNode): readonly GraphQLError[] {
  const errors: GraphQLError[] = [];
  const check = (name: string, node: ASTNode, kind: 'Alias' | 'Variable' | 'Fragment'): void => {
    if (!isPrototypeName(name) && !name.startsWith('_freigabe') && !(kind === 'Variable' && name === 'representations')) return;
    errors.push(
      new GraphQLError(`Der Name "${name}" ist nicht erlaubt (${kind}); einen anderen wählen. / The name "${name}" is not allowed (${kind}); choose another.`, {
        nodes: node, extensions: { code: 'NAME_RESERVED' },
      }),
    );
  };
  visit(document, {
    Field(node) {
      if (node.alias) check(node.alias.value, node, 'Alias');
    },
    VariableDefinition(node) {
      check(node.variable.name.value, node, 'Variable');
    },
    FragmentDefinition(node) {
      check(node.name.value, node, 'Fragment');
    },
  });
  return errors;
}
