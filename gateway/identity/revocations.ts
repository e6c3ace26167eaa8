/** What a token says of the session it belongs to; seconds since the epoch. */
export interface SessionClaims {
  readonly sub: string;
  readonly sid: string | null;
  readonly iat: number;
}

/** A session, or all sessions of a person, ended at a moment: every token issued until then is void. */
export interface Revocation {
  readonly kind: 'sid' | 'sub';
  readonly value: string;
  /** Seconds since the epoch. */
  readonly at: number;
}

/** Sessions that the identity provider has ended before their tokens expire. */
export interface Revocations {
  isRevoked(session: SessionClaims): boolean;
  /** Resolves when every replica will hear of it. `false`: this logout token (`jti`) was used before. */
  revoke(revocation: Revocation, jti: string): Promise<boolean>;
}

/** Revocations in memory, by session and by person; forgets those older than any token can be. */
export class RevocationList {
  readonly #ended = new Map<string, number>();

  /** @param lifetime seconds that a token lives at most */
  constructor(private readonly lifetime: number) {}

  add({ kind, value, at }: Revocation): void {
    const key = `${kind} ${value}`;
    this.#ended.delete(key);
    this.#ended.set(key, at);
    for (const [old, since] of this.#ended) {
      if (at - since <= this.lifetime) break;
      this.#ended.delete(old);
    }
  }

  isRevoked({ sub, sid, iat }: SessionClaims): boolean {
    const ended = Math.max(this.#ended.get(`sub ${sub}`) ?? -Infinity, sid === null ? -Infinity : (this.#ended.get(`sid ${sid}`) ?? -Infinity));
    return iat <= ended;
  }
}
