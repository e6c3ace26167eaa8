import { Kind, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { argumentOf, nameOfDirective, readLinks } from '../../../consent/directives/links.js';

/** What federation says of a type: its keys, and the subgraphs that define it. */
export interface TypeUse {
  readonly keys: readonly string[];
  readonly interfaceObject: boolean;
  readonly subgraphs: readonly string[];
}

/** What federation says of a field; `subgraphs` are those that resolve it (an `@external` mention does not). */
export interface FieldUse {
  readonly requires: readonly string[];
  readonly provides: readonly string[];
  readonly context: boolean;
  readonly subgraphs: readonly string[];
}

/** How a document writes federation's facts: with federation's directives (subgraph) or with join's (supergraph). */
export interface Dialect {
  /** Fields and unions that federation adds to a served subgraph and composition takes out again. */
  readonly machinery: ReadonlySet<string>;
  type(directives: readonly ConstDirectiveNode[]): TypeUse;
  field(directives: readonly ConstDirectiveNode[], type: TypeUse): FieldUse;
}

export const FEDERATION_SPEC = 'https://specs.apollo.dev/federation/v2.';

export function subgraphDialect(document: DocumentNode, subgraph: string): Dialect {
  const link = readLinks(document).find(({ url }) => url.startsWith(FEDERATION_SPEC));
  const nameOf = (directive: string) => (link ? nameOfDirective(link, directive, 'federation') : directive);
  const named = (directives: readonly ConstDirectiveNode[], directive: string) =>
    directives.filter(({ name }) => name.value === nameOf(directive));
  return {
    machinery: new Set(['Query._service', 'Query._entities', '_Service.sdl', '_Entity']),
    type: (directives) => ({
      keys: named(directives, 'key').flatMap((key) => texts(key, 'fields')),
      interfaceObject: named(directives, 'interfaceObject').length > 0,
      subgraphs: [subgraph],
    }),
    field: (directives) => ({
      requires: named(directives, 'requires').flatMap((use) => texts(use, 'fields')),
      provides: named(directives, 'provides').flatMap((use) => texts(use, 'fields')),
      context: false,
      subgraphs: named(directives, 'external').length > 0 ? [] : [subgraph],
    }),
  };
}

export function supergraphDialect(document: DocumentNode): Dialect {
  const graphs = subgraphNames(document);
  const graphOf = (join: ConstDirectiveNode) => texts(join, 'graph').map((code) => graphs.get(code) ?? code);
  const named = (directives: readonly ConstDirectiveNode[], name: string) => directives.filter((directive) => directive.name.value === name);
  return {
    machinery: new Set(),
    type: (directives) => {
      const joins = named(directives, 'join__type');
      return {
        keys: joins.flatMap((join) => texts(join, 'key')),
        interfaceObject: joins.some((join) => argumentOf(join, 'isInterfaceObject') === true),
        subgraphs: [...new Set(joins.flatMap(graphOf))],
      };
    },
    field: (directives, type) => {
      const joins = named(directives, 'join__field');
      const resolving = joins.filter((join) => argumentOf(join, 'external') !== true);
      return {
        requires: joins.flatMap((join) => texts(join, 'requires')),
        provides: joins.flatMap((join) => texts(join, 'provides')),
        context: joins.some((join) => argumentOf(join, 'contextArguments') !== undefined),
        subgraphs: joins.length > 0 ? resolving.flatMap(graphOf) : type.subgraphs,
      };
    },
  };
}

/** Names of a supergraph's subgraphs by their code in `join__Graph`. */
export function subgraphNames(supergraph: DocumentNode): ReadonlyMap<string, string> {
  const graphs = supergraph.definitions.find((node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph');
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.flatMap((value) =>
      (value.directives ?? []).flatMap((directive) => texts(directive, 'name').map((name): [string, string] => [value.name.value, name])),
    ),
  );
}

function texts(directive: ConstDirectiveNode, argument: string): string[] {
  const value = argumentOf(directive, argument);
  return typeof value === 'string' ? [value] : [];
}
