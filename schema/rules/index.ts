import { parse, type DocumentNode } from 'graphql';
import { ProtectionError } from '../../consent/directives/index.js';
import { clientEntry } from './client-entry.js';
import { decidable } from './decidable.js';
import { everyPath } from './every-path.js';
import { knownCategory } from './known-category.js';
import { marked } from './marked.js';
import { neverTransported } from './never-transported.js';
import { noDerivation } from './no-derivation.js';
import { noFilter } from './no-filter.js';
import { nullable } from './nullable.js';
import { operations } from './operations.js';
import type { Problem, Rule } from './rule.js';
import { sameEverywhere } from './same-everywhere.js';
import { specs } from './specs.js';
import { viewOfSubgraph, viewOfSupergraph, type SchemaView } from './view/schema-view.js';

export { describeProblem, type Problem, type Rule } from './rule.js';

/** What every schema behind the gateway keeps to (design: schema rules; promises P6 and P8). */
export const RULES: readonly Rule[] = [
  specs, marked, knownCategory, neverTransported, nullable, everyPath, noDerivation, sameEverywhere, clientEntry, decidable,
  operations, noFilter,
];

/** Id of the problems that stand before all rules: SDL or marks that cannot be read. */
export const UNREADABLE = 'readable';

/** A subgraph as it will be served. */
export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
}

/** Every breach of the rules in the subgraphs, before they are composed. Empty: all is well. */
export function checkSubgraphs(subgraphs: readonly Subgraph[]): readonly Problem[] {
  return check(subgraphs.map(({ name, sdl }) => [name, sdl, (document) => viewOfSubgraph(name, document)]));
}

/** Every breach of the rules in the supergraph; a gateway that finds one does not start. */
export function checkSupergraph(supergraphSdl: string): readonly Problem[] {
  return check([[null, supergraphSdl, viewOfSupergraph]]);
}

type Source = readonly [subgraph: string | null, sdl: string, read: (document: DocumentNode) => SchemaView];

/** With one schema unreadable no rule is checked: half of the schemas would give half of the truth. */
function check(sources: readonly Source[]): readonly Problem[] {
  const unreadable: Problem[] = [];
  const views = sources.flatMap(([subgraph, sdl, read]) => {
    try {
      return [read(parse(sdl, { noLocation: true }))];
    } catch (error) {
      unreadable.push(...readingProblems(subgraph, error));
      return [];
    }
  });
  return unreadable.length > 0 ? unreadable : RULES.flatMap((rule) => rule.check(views));
}

function readingProblems(subgraph: string | null, error: unknown): readonly Problem[] {
  const texts = error instanceof ProtectionError ? error.problems : [`SDL nicht lesbar / SDL cannot be read: ${String(error)}`];
  return texts.map((text) => ({ rule: UNREADABLE, coordinate: subgraph ?? 'supergraph', subgraph, text }));
}
