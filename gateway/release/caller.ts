import type { Purpose, Requester } from '../../consent/core/index.js';

/** What the token says of the person who asks, for the hints that supervision gets; `null`: nothing. */
export interface Self {
  readonly familyName: string | null;
  /** As near as the identity provider tells it: a street, a postcode, a municipality. */
  readonly locality: string | null;
}

/** Who calls, why (`null`: not said) and on what occasion. */
export interface Caller {
  readonly requester: Requester;
  readonly purpose: Purpose | null;
  readonly occasion: string | null;
  /** `false`: not signed in strongly or lately enough for the acts that need it. */
  readonly strong?: boolean;
  readonly self?: Self;
}
