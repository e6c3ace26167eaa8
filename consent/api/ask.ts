import type { Category, DenyReason, NeededConsent } from '../core/index.js';

/** A field that was asked for and withheld; reasons only for the person who leads the client's case. */
export interface WithheldField {
  readonly path: readonly (string | number)[];
  readonly category: Category;
  readonly reason?: DenyReason;
  readonly neededConsent?: NeededConsent | null;
}

/** What the county has answered. `data` is `null` if there is no answer; why is told to the caller with the whole. */
export interface Asked {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly withheld: readonly WithheldField[];
}

/**
 * Asks the county what this caller may see, within the request that is being answered: with the same decisions, pruned and
 * ticketed like any other query, logged, and committed together with the answer (promises P4, P5, P9). For fixed texts only.
 */
export type Ask = (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Asked>;
