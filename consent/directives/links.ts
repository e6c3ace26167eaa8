import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/** One `@link` of a schema (specs.apollo.dev/link/v1.0), as written. */
export interface Link {
  readonly url: string;
  /** Prefix of the spec's names that are not imported: `as:`, or the URL's last segment before the version. */
  readonly namespace: string;
  /** What is imported, as `[name in the spec, name in this schema]`; directives with their `@`. */
  readonly imports: readonly (readonly [string, string])[];
  /** `for:`, such as `SECURITY`. */
  readonly purpose: string | null;
}

/** An argument of a directive in plain JavaScript values; `undefined` if it is not given. */
export function argumentOf(directive: ConstDirectiveNode, name: string): unknown {
  const argument = directive.arguments?.find((candidate) => candidate.name.value === name);
  return argument && valueFromASTUntyped(argument.value);
}

/** Every `@link` of a subgraph's or supergraph's SDL. One without a readable URL links nothing. */
export function readLinks(document: DocumentNode): readonly Link[] {
  return document.definitions
    .filter((node) => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION)
    .flatMap((schema) => schema.directives ?? [])
    .filter((directive) => directive.name.value === 'link')
    .map(readLink);
}

function readLink(directive: ConstDirectiveNode): Link {
  const url = String(argumentOf(directive, 'url') ?? '');
  const imports = argumentOf(directive, 'import');
  const purpose = argumentOf(directive, 'for');
  return {
    url,
    namespace: String(argumentOf(directive, 'as') ?? url.split('/').at(-2) ?? ''),
    imports: Array.isArray(imports) ? imports.map(readImport) : [],
    purpose: typeof purpose === 'string' ? purpose : null,
  };
}

function readImport(entry: unknown): readonly [string, string] {
  if (typeof entry === 'string') return [entry, entry];
  const { name, as } = Object(entry) as { name?: unknown; as?: unknown };
  return [String(name ?? ''), String(as ?? name ?? '')];
}

/** Name under which a schema knows a spec's directive (both without `@`): imported, renamed, or in its namespace. */
export function nameOfDirective(link: Link, directive: string, specName: string): string {
  const imported = link.imports.find(([name]) => name === `@${directive}`);
  if (imported) return imported[1].replace(/^@/, '');
  return directive === specName ? link.namespace : `${link.namespace}__${directive}`;
}
