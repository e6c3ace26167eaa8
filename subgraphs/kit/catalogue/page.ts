import { Float, Int } from 'type-graphql';
import { Always, Shown } from '../decorators.js';
import { pageSize } from '../paging.js';
import type { Answered, Ask, Catalogue } from './catalogue.js';
import { cursorAt } from './cursor.js';
import { Facet } from './filter.js';

/** What an edge of a catalogue says beside its entry. */
export interface CatalogueEdge<T> {
  readonly node: T;
  readonly cursor: string;
  readonly sortKey: string;
  readonly distanceKm: number | null;
}

export interface CataloguePage<T> {
  readonly edges: readonly CatalogueEdge<T>[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
  readonly facets: readonly Facet[];
}

/** Searches and reads the entries of one page, which are as the database has them now. */
export async function cataloguePage<T>(catalogue: Catalogue, ask: Ask, entries: { loadMany(ids: readonly string[]): Promise<ArrayLike<T | Error | null>> }): Promise<CataloguePage<T>> {
  const size = pageSize(ask.first);
  const { hits, total, facets, sort }: Answered = await catalogue.search({ ...ask, first: size });
  const shown = hits.slice(0, size);
  const found = await entries.loadMany(shown.map(({ id }) => id));
  const gone = shown.filter((_, index) => found[index] === null);
  if (gone.length > 0) {
    catalogue.forget(gone.map(({ id }) => id));
    return cataloguePage(catalogue, ask, entries);
  }
  const edges = shown.map((hit, index) => ({ node: entryOf(found[index]!), cursor: cursorAt(sort, hit), sortKey: hit.key, distanceKm: hit.distanceKm }));
  return { edges, pageInfo: { hasNextPage: hits.length > size, endCursor: edges.at(-1)?.cursor ?? null }, totalCount: total, facets };
}

function entryOf<T>(found: T | Error | null): T {
  if (found instanceof Error) throw found;
  return found!;
}

/** The fields of an edge and of a page that all catalogues share, as decorators on their own classes. */
export const EdgeDistance = () => Shown(() => Float, 'Entfernung von near in km, Luftlinie / Distance from near in km, as the crow flies');
export const EdgeSortKey = () => Always(() => String, 'Ordnet Einträge mehrerer Listen derselben Reihenfolge / Puts entries of several lists of one order into it');
export const TotalCount = () => Always(() => Int, 'Einträge insgesamt / Entries in all');
export const Facets = () => Always(() => [Facet], 'Anzahl je Merkmal / Counts by attribute');
