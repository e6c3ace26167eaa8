import type { Requester } from '../../consent/core/index.js';
import type { Self } from '../release/caller.js';
import type { SessionClaims } from './revocations.js';

/** So many tokens are remembered; the oldest leave first. */
const CAPACITY = 10_000;

/** So long (ms) at most, so that a key the issuer has withdrawn soon stops counting. */
const LIFETIME = 60_000;

/** What a genuine token says. */
export interface Verified {
  readonly requester: Requester;
  readonly session: SessionClaims;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly self?: Self;
}

interface Entry {
  readonly verified: Verified;
  /** Milliseconds since the epoch, exclusive. */
  readonly until: number;
}

export interface TokenCache {
  get(digest: string): Verified | null;
  set(digest: string, verified: Verified, expires: number): void;
}

/** Verified tokens by their SHA-256, never beyond their expiry: a signature costs more than all other checks together. */
export function tokenCache(clock: () => number): TokenCache {
  const entries = new Map<string, Entry>();
  return {
    get(digest) {
      const entry = entries.get(digest);
      if (!entry) return null;
      if (clock() < entry.until) return entry.verified;
      entries.delete(digest);
      return null;
    },
    set(digest, verified, expires) {
      const oldest = entries.size >= CAPACITY ? entries.keys().next().value : undefined;
      if (oldest !== undefined) entries.delete(oldest);
      entries.set(digest, { verified, until: Math.min(expires, clock() + LIFETIME) });
    },
  };
}
