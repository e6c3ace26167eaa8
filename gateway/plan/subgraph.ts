import type { FetchNode } from '@apollo/query-planner';

export type Data = Record<string, unknown>;
export type Variables = Readonly<Record<string, unknown>>;

/** One fetch of a plan, ready to be made for any request. Rejections count as faults of this fetch alone. */
export interface Fetch<Context> {
  /** Whatever is found for each representation, in their order; `null` for nothing. */
  entities(representations: readonly Data[], variables: Variables, context: Context): Promise<readonly (Data | null)[]>;
  /** Root fields by response key. */
  root(variables: Variables, context: Context): Promise<Data>;
}

/** A subgraph as plans see it. */
export interface Subgraph<Context> {
  /** Compiles a fetch, once per plan. `path`: response keys from the root down to where it belongs, `@` for the elements of a list. */
  prepare(fetch: FetchNode, path: readonly string[]): Fetch<Context>;
}
