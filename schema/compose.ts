import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { checkSubgraphs, checkSupergraph, type Problem, type Subgraph } from './rules/index.js';
import { sortedSdl } from './sorted-sdl.js';

/** A subgraph and where it answers unless the gateway is told otherwise. */
export interface RoutedSubgraph extends Subgraph {
  readonly url: string;
}

/** Either a supergraph that keeps all rules, or everything that stands against it. */
export type Composition =
  | { readonly supergraph: string; readonly problems: readonly [] }
  | { readonly supergraph: null; readonly problems: readonly Problem[] };

/** Composes subgraphs into a supergraph; the rules are checked before composition and on what came out of it. */
export function compose(subgraphs: readonly RoutedSubgraph[]): Composition {
  const breaches = checkSubgraphs(subgraphs);
  if (breaches.length > 0) return { supergraph: null, problems: breaches };
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) return { supergraph: null, problems: (errors ?? []).map(compositionProblem) };
  const problems = checkSupergraph(supergraphSdl);
  if (problems.length > 0) return { supergraph: null, problems };
  return { supergraph: sortedSdl(supergraphSdl), problems: [] };
}

const compositionProblem = ({ message, extensions }: { message: string; extensions: Record<string, unknown> }): Problem => ({
  rule: 'composition',
  coordinate: String(extensions.code),
  subgraph: null,
  text: `die Teilgraphen passen nicht zusammen / the subgraphs do not fit together: ${message}`,
});
