import { Kind, parse, print, visit, type DefinitionNode, type NameNode } from 'graphql';

/** The same SDL with types and fields in the order of their names (enum values keep theirs: it often means something): its text does not depend on who was loaded first. */
export function sortedSdl(sdl: string): string {
  const document = parse(sdl, { noLocation: true });
  const sorted = visit(document, {
    Document: (node) => ({ ...node, definitions: node.definitions.toSorted(byKindAndName) }),
    ObjectTypeDefinition: (node) => ({ ...node, fields: node.fields?.toSorted(byName), interfaces: node.interfaces?.toSorted(byName) }),
    ObjectTypeExtension: (node) => ({ ...node, fields: node.fields?.toSorted(byName), interfaces: node.interfaces?.toSorted(byName) }),
    InterfaceTypeDefinition: (node) => ({ ...node, fields: node.fields?.toSorted(byName) }),
    InputObjectTypeDefinition: (node) => ({ ...node, fields: node.fields?.toSorted(byName) }),
    UnionTypeDefinition: (node) => ({ ...node, types: node.types?.toSorted(byName) }),
  });
  return `${print(sorted)}\n`;
}

const byName = (a: { name: NameNode }, b: { name: NameNode }): number => compare(a.name.value, b.name.value);

const byKindAndName = (a: DefinitionNode, b: DefinitionNode): number => compare(sortKey(a), sortKey(b));

/** The schema's links first, then directives, then types by name. */
function sortKey(node: DefinitionNode): string {
  if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION) return '0';
  if (node.kind === Kind.DIRECTIVE_DEFINITION) return `1${node.name.value}`;
  return `2${'name' in node && node.name ? node.name.value : ''}`;
}

/** By code unit: the same on every machine, whatever its language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
