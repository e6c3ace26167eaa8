import { Kind, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, type TypeNode } from 'graphql';
import { markNames } from '../../../consent/directives/names.js';
import { isTypeWithFields, type TypeWithFields } from '../../../consent/directives/types.js';
import { readProtection, type Protection } from '../../../consent/directives/index.js';
import { groupBy } from './group-by.js';
import { subgraphDialect, supergraphDialect, type Dialect, type FieldUse, type TypeUse } from './federation.js';

export interface Argument {
  readonly name: string;
  /** Without list and `!`. */
  readonly type: string;
}

/** A field as the rules see it. */
export interface FieldView extends FieldUse {
  readonly name: string;
  readonly parent: string;
  /** `Type.field`. */
  readonly coordinate: string;
  /** The type without list and `!`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly args: readonly Argument[];
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
  const parts = groupBy(document.definitions.filter(isTypeWithFields), ({ name }) => name.value);
  return {
    subgraph,
    document,
    types: new Map([...parts].map(([name, nodes]) => [name, typeView(name, nodes, dialect, protection, marks)])),
    unions: unionsOf(document, dialect.machinery),
    root: rootsOf(document),
  };
}

function unionsOf(document: DocumentNode, machinery: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const unions = document.definitions.filter((node) => node.kind === Kind.UNION_TYPE_DEFINITION || node.kind === Kind.UNION_TYPE_EXTENSION);
  const parts = groupBy(unions.filter(({ name }) => !machinery.has(name.value)), ({ name }) => name.value);
  return new Map([...parts].map(([name, nodes]) => [name, nodes.flatMap(({ types }) => types ?? []).map((member) => member.name.value)]));
}

function rootsOf(document: DocumentNode): SchemaView['root'] {
  const schemas = document.definitions.filter((node) => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION);
  const named = new Map(schemas.flatMap(({ operationTypes }) => operationTypes ?? []).map(({ operation, type }) => [String(operation), type.name.value]));
  const defaults = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
  return (operation) => named.get(operation) ?? defaults[operation];
}

function typeView(
  name: string,
  parts: readonly TypeWithFields[],
  dialect: Dialect,
  protection: ReadonlyMap<string, Protection>,
  marks: ReadonlySet<string>,
): TypeView {
  const directives: readonly ConstDirectiveNode[] = parts.flatMap((part) => part.directives ?? []);
  const use = dialect.type(directives);
  const fields = parts.flatMap((part) => part.fields ?? []).filter((field) => !dialect.machinery.has(`${name}.${field.name.value}`));
  return {
    ...use,
    name,
    isInterface: parts.some(({ kind }) => kind === Kind.INTERFACE_TYPE_DEFINITION || kind === Kind.INTERFACE_TYPE_EXTENSION),
    interfaces: parts.flatMap((part) => part.interfaces ?? []).map((node) => node.name.value),
    fields: fields.map((field) => fieldView(name, field, dialect.field(field.directives ?? [], use), protection)),
    marked: directives.some((directive) => marks.has(directive.name.value)),
  };
}

function fieldView(parent: string, field: FieldDefinitionNode, use: FieldUse, protection: ReadonlyMap<string, Protection>): FieldView {
  const coordinate = `${parent}.${field.name.value}`;
  return {
    ...use,
    name: field.name.value,
    parent,
    coordinate,
    type: namedType(field.type),
    nullable: field.type.kind !== Kind.NON_NULL_TYPE,
    args: (field.arguments ?? []).map(({ name, type }) => ({ name: name.value, type: namedType(type) })),
    protection: protection.get(coordinate),
  };
}

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));
