import type { ConstDirectiveNode, DocumentNode, FieldDefinitionNode } from 'graphql';
import { argumentOf } from './links.js';
import { markNames, type MarkNames } from './names.js';
import { ProtectionError } from './protection-error.js';
import { isTypeWithFields } from './types.js';

/** What a schema says of a field: open, and why; or personal data of a category. */
export type Protection =
  | { readonly kind: 'open'; readonly because: string }
  | { readonly kind: 'consent'; readonly category: string };

/**
 * The protection of every marked field of a subgraph's SDL or of the supergraph, by coordinate (`Client.name`).
 * A field's own mark wins over its object type's. A field that is not in the map is not marked: nothing of it may be
 * released unless a protected field above it was. Directives count only by the spec they come from (`@link` URL), under
 * whatever name; marks that are not beyond doubt throw a `ProtectionError` with all problems.
 */
export function readProtection(document: DocumentNode): ReadonlyMap<string, Protection> {
  const problems: string[] = [];
  const names = markNames(document, problems);
  const fields = names ? readMarks(document, names, problems) : new Map<string, Protection>();
  if (problems.length > 0) throw new ProtectionError(problems);
  return fields;
}

interface TypeNode {
  readonly name: string;
  readonly directives: ConstDirectiveNode[];
  readonly fields: FieldDefinitionNode[];
}

function readMarks(document: DocumentNode, names: MarkNames, problems: string[]): Map<string, Protection> {
  const marks = new Map<string, Protection>();
  const seen = new Set<string>();
  for (const type of typesOf(document)) {
    const ofType = readMark(type.name, type.directives, names, problems);
    for (const field of type.fields) {
      const coordinate = `${type.name}.${field.name.value}`;
      if (seen.has(coordinate)) problems.push(`${coordinate}: doppelt definiert; einmal definieren / defined twice; define it once`);
      seen.add(coordinate);
      const mark = readMark(coordinate, field.directives ?? [], names, problems) ?? ofType;
      if (mark) marks.set(coordinate, mark);
    }
  }
  return marks;
}

/** Object and interface types with what their extensions add. */
function typesOf(document: DocumentNode): Iterable<TypeNode> {
  const types = new Map<string, TypeNode>();
  for (const node of document.definitions.filter(isTypeWithFields)) {
    const name = node.name.value;
    const type = types.get(name) ?? { name, directives: [], fields: [] };
    type.directives.push(...(node.directives ?? []));
    type.fields.push(...(node.fields ?? []));
    types.set(name, type);
  }
  return types.values();
}

function readMark(
  coordinate: string,
  directives: readonly ConstDirectiveNode[],
  names: MarkNames,
  problems: string[],
): Protection | undefined {
  const marks = directives.filter(({ name }) => name.value === names.consent || name.value === names.open);
  const [mark] = marks;
  if (!mark) return undefined;
  if (marks.length > 1) {
    problems.push(`${coordinate}: mehr als eine Angabe aus @consent und @open; genau eine lassen / more than one of @consent and @open; keep exactly one`);
    return undefined;
  }
  const argument = mark.name.value === names.consent ? 'category' : 'because';
  const value = argumentOf(mark, argument);
  if (typeof value !== 'string' || value.trim() === '') {
    problems.push(`${coordinate}: @${mark.name.value} braucht ${argument}: "…" / @${mark.name.value} needs ${argument}: "…"`);
    return undefined;
  }
  return argument === 'category' ? { kind: 'consent', category: value } : { kind: 'open', because: value };
}
