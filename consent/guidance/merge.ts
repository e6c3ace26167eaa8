/** One list of a search that goes on elsewhere: an agency's page, in the order of `sortKey` and id. */
export interface Listed {
  readonly edges: readonly { readonly cursor: string; readonly sortKey: string; readonly distanceKm: number | null; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
  readonly totalCount: number;
  readonly facets: readonly Counted[];
}

export interface Counted {
  readonly name: string;
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

export const LISTS = ['Course', 'Offer'] as const;
export type ListName = (typeof LISTS)[number];

/** Where each list goes on; `null`: at its beginning. */
export type Cursors = Readonly<Record<ListName, string | null>>;

export interface Merged {
  readonly edges: readonly { readonly node: { readonly __typename: ListName; readonly id: string }; readonly distanceKm: number | null; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
  readonly facets: readonly Counted[];
}

/** The first `size` entries of two ordered lists as one; each cursor says how far both have been read. */
export function merge(lists: Readonly<Record<ListName, Listed | null>>, after: Cursors, size: number): Merged {
  const all = LISTS.flatMap((list) => (lists[list]?.edges ?? []).map((edge) => ({ list, edge })));
  all.sort((a, b) => compare(a.edge.sortKey, b.edge.sortKey) || compare(a.edge.node.id, b.edge.node.id) || compare(a.list, b.list));
  let cursors = after;
  const edges = all.slice(0, size).map(({ list, edge }) => {
    cursors = { ...cursors, [list]: edge.cursor };
    return { node: { __typename: list, id: edge.node.id }, distanceKm: edge.distanceKm, cursor: written(cursors) };
  });
  return {
    edges,
    hasNextPage: all.length > size || LISTS.some((list) => lists[list]?.pageInfo.hasNextPage),
    totalCount: LISTS.reduce((sum, list) => sum + (lists[list]?.totalCount ?? 0), 0),
    facets: added(LISTS.flatMap((list) => lists[list]?.facets ?? [])),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Counts of the same value added up, frequent ones first. */
function added(facets: readonly Counted[]): readonly Counted[] {
  const sums = new Map<string, Map<string, number>>();
  for (const { name, values } of facets) {
    const sum = sums.get(name) ?? new Map<string, number>();
    for (const { value, count } of values) sum.set(value, (sum.get(value) ?? 0) + count);
    sums.set(name, sum);
  }
  return [...sums].map(([name, sum]) => ({
    name, values: [...sum].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || compare(a.value, b.value)),
  }));
}

const written = (cursors: Cursors): string => Buffer.from(JSON.stringify(LISTS.map((list) => cursors[list]))).toString('base64url');

/** Where both lists go on after a cursor; `null` if it is none. */
export function cursorsIn(after: string): Cursors | null {
  const [course, offer, ...rest] = listIn(after);
  const isCursor = (value: unknown): value is string | null => value === null || typeof value === 'string';
  if (!isCursor(course) || !isCursor(offer) || rest.length > 0) return null;
  const cursors = { Course: course, Offer: offer };
  return written(cursors) === after ? cursors : null;
}

function listIn(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
