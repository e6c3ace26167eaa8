import {
  Kind, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode, type TypeNode,
} from 'graphql';
import { markNames } from '../../../consent/directives/names.js';
import { readProtection, type Protection } from '../../../consent/directives/index.js';
import { subgraphDialect, supergraphDialect, type Dialect, type FieldUse, type TypeUse } from './federation.js';

/** A field as the rules see it. */
export interface FieldView extends FieldUse {
  readonly name: string;
  readonly parent: string;
  /** `Type.field`. */
  readonly coordinate: string;
  /** The type without list and `!`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly args: readonly string[];
  /** Own mark, or the object type's. */
  readonly protection: Protection | undefined;
}

/** An object or interface type with everything its extensions add. */
export interface TypeView extends TypeUse {
  readonly name: string;
  readonly isInterface: boolean;
  readonly interfaces: readonly string[];
  readonly fields: readonly FieldView[];
  /** Whether the type itself carries `@consent` or `@open`. */
  readonly marked: boolean;
}

/** One subgraph's schema or the supergraph, reduced to what the rules ask about. */
export interface SchemaView {
  /** `null` for the supergraph. */
  readonly subgraph: string | null;
  readonly document: DocumentNode;
  readonly types: ReadonlyMap<string, TypeView>;
  readonly unions: ReadonlyMap<string, readonly string[]>;
  /** Name of a root operation type, by default `Query`, `Mutation`, `Subscription`. */
  readonly root: (operation: 'query' | 'mutation' | 'subscription') => string;
}

export const viewOfSubgraph = (subgraph: string, document: DocumentNode): SchemaView =>
  view(subgraph, document, subgraphDialect(document, subgraph));

export const viewOfSupergraph = (document: DocumentNode): SchemaView => view(null, document, supergraphDialect(document));

function view(subgraph: string | null, document: DocumentNode, dialect: Dialect): SchemaView {
  const protection = readProtection(document);
  const marks = new Set(Object.values(markNames(document, []) ?? {}));
  const unions = new Map<string, string[]>();
  const parts = new Map<string, TypePart[]>();
  const roots = new Map<string, string>();
  for (const node of document.definitions) {
    switch (node.kind) {
      case Kind.SCHEMA_DEFINITION:
      case Kind.SCHEMA_EXTENSION:
        for (const { operation, type } of node.operationTypes ?? []) roots.set(operation, type.name.value);
        break;
      case Kind.UNION_TYPE_DEFINITION:
      case Kind.UNION_TYPE_EXTENSION:
        append(unions, node.name.value, ...(node.types ?? []).map(({ name }) => name.value));
        break;
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_EXTENSION:
        append(parts, node.name.value, node);
    }
  }
  const types = [...parts].map(([name, nodes]): [string, TypeView] => [name, typeView(name, nodes, dialect, protection, marks)]);
  const defaults = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
  return { subgraph, document, types: new Map(types), unions, root: (operation) => roots.get(operation) ?? defaults[operation] };
}

type TypePart = ObjectTypeDefinitionNode | ObjectTypeExtensionNode | InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode;

function typeView(
  name: string,
  parts: readonly TypePart[],
  dialect: Dialect,
  protection: ReadonlyMap<string, Protection>,
  marks: ReadonlySet<string>,
): TypeView {
  const directives: readonly ConstDirectiveNode[] = parts.flatMap((part) => part.directives ?? []);
  const use = dialect.type(directives);
  const fields = parts.flatMap((part) => part.fields ?? []).filter((field) => !FEDERATION_FIELDS.has(`${name}.${field.name.value}`));
  return {
    ...use,
    name,
    isInterface: parts.some(({ kind }) => kind === Kind.INTERFACE_TYPE_DEFINITION || kind === Kind.INTERFACE_TYPE_EXTENSION),
    interfaces: parts.flatMap((part) => part.interfaces ?? []).map((node) => node.name.value),
    fields: fields.map((field) => fieldView(name, field, dialect.field(field.directives ?? [], use), protection)),
    marked: directives.some((directive) => marks.has(directive.name.value)),
  };
}

/** Federation's own machinery, which a printed subgraph may show and which composition takes out. */
const FEDERATION_FIELDS = new Set(['Query._service', 'Query._entities', '_Service.sdl']);

function fieldView(parent: string, field: FieldDefinitionNode, use: FieldUse, protection: ReadonlyMap<string, Protection>): FieldView {
  const coordinate = `${parent}.${field.name.value}`;
  return {
    ...use,
    name: field.name.value,
    parent,
    coordinate,
    type: namedType(field.type),
    nullable: field.type.kind !== Kind.NON_NULL_TYPE,
    args: (field.arguments ?? []).map(({ name }) => name.value),
    protection: protection.get(coordinate),
  };
}

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

function append<V>(map: Map<string, V[]>, key: string, ...values: V[]): void {
  map.set(key, [...(map.get(key) ?? []), ...values]);
}
