/** Compiled sources that differ, by name. */
export type Files = readonly (readonly [file: string, source: string])[];

/** Attacks on copies of one part of a county, each copy with some sources of its own; the rest of the county is as it is. */
export interface Task {
  /** Whether gateways are attacked with operations, or agencies at their own addresses with requests. */
  readonly by: 'OPERATIONS' | 'REQUESTS';
  readonly copies: readonly Files[];
  /** What differs in the whole county. */
  readonly everywhere: Files;
  /** For each copy which clients are invented: whatever else is tried beside it, a copy is always attacked in the same way. */
  readonly crowds: readonly number[];
  /** At most, for each copy: operations, or requests to each agency. */
  readonly many: number;
}

/** Sent for each copy, in their order: what was found first, or `null`. */
export type Found = string | null;

/** What there is one of for each copy. All else is the same for all of them, such as the consent subgraph: another of it would register its types twice. */
export const COPIED: Readonly<Record<Task['by'], readonly string[]>> = {
  OPERATIONS: ['gateway/', 'consent/core/', 'consent/store/', 'consent/ticket/'], REQUESTS: ['subgraphs/kit/', 'consent/core/', 'consent/ticket/'],
};
