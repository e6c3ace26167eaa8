import type { Purpose, Requester } from '../../consent/core/index.js';

/** Who calls, why (`null`: not said) and on what occasion. */
export interface Caller {
  readonly requester: Requester;
  readonly purpose: Purpose | null;
  readonly occasion: string | null;
  /** `false`: not signed in strongly or lately enough for the acts that need it. */
  readonly strong?: boolean;
}
