import type { FieldView, SchemaView } from './view/schema-view.js';

/** A breach of a rule. `text` says what is wrong and what to do, German first. */
export interface Problem {
  /** Stable id of the rule. */
  readonly rule: string;
  /** `Type`, `Type.field` or `@directive`. */
  readonly coordinate: string;
  /** `null`: the supergraph. */
  readonly subgraph: string | null;
  readonly text: string;
}

/** One rule of the schema. */
export interface Rule {
  readonly id: string;
  /** The rule in one sentence, German / English. */
  readonly text: string;
  /** Checks the schemas together: all subgraphs, or the supergraph alone. */
  check(schemas: readonly SchemaView[]): readonly Problem[];
}

/** What a rule finds in one schema: where, and the text. */
export type Finding = readonly [at: FieldView | string, de: string, en: string];

/** A rule that judges each schema by itself. */
export const rulePerSchema = (id: string, text: string, find: (view: SchemaView) => readonly Finding[]): Rule => ({
  id,
  text,
  check: (schemas) => schemas.flatMap((view) => find(view).map((finding) => problem(id, view, finding))),
});

export const problem = (rule: string, { subgraph }: SchemaView, [at, de, en]: Finding): Problem => ({
  rule,
  coordinate: typeof at === 'string' ? at : at.coordinate,
  subgraph,
  text: `${de} / ${en}`,
});

/** A problem as one line for the terminal or a log. */
export const describeProblem = ({ rule, coordinate, subgraph, text }: Problem): string =>
  `[${rule}] ${coordinate} (${subgraph ?? 'Supergraph'}): ${text}`;
