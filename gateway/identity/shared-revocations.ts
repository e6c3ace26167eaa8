import { RevocationList, type Revocation, type Revocations } from './revocations.js';

/** Where replicas tell each other of ended sessions; a consent store's `sessions` is one. */
export interface RevocationStore {
  revoke(revocation: Revocation, jti: string): Promise<boolean>;
  since(id: string): Promise<{ readonly sessions: readonly Revocation[]; readonly last: string }>;
  forgetBefore(at: number): Promise<void>;
}

export interface SharedRevocationsOptions {
  readonly store: RevocationStore;
  /** Seconds that a token lives at most; ended sessions are remembered for as long. */
  readonly lifetime: number;
  readonly everyMs?: number;
  readonly clock?: () => number;
  readonly onFault?: (fault: unknown) => void;
}

/** How far back each reading looks again: ids are given out before they are visible to others. */
const OVERLAP = 1_000n;

/** Ended sessions of all replicas: what this one is told counts at once, what others were told within a second. */
export async function shareRevocations({
  store, lifetime, everyMs = 1_000, clock = Date.now, onFault = () => undefined,
}: SharedRevocationsOptions): Promise<Revocations & { close(): Promise<void> }> {
  const list = new RevocationList(lifetime);
  let last = 0n;
  const read = async (): Promise<void> => {
    const from = last > OVERLAP ? last - OVERLAP : 0n;
    const found = await store.since(String(from));
    for (const session of found.sessions) list.add(session);
    last = BigInt(found.last) > last ? BigInt(found.last) : last;
  };
  await store.forgetBefore(Math.floor(clock() / 1_000) - lifetime);
  await read();
  let current = Promise.resolve();
  const timer = setInterval(() => { current = current.then(read).catch(onFault); }, everyMs);
  return {
    isRevoked: (session) => list.isRevoked(session),
    async revoke(revocation, jti) {
      const first = await store.revoke(revocation, jti);
      if (first) list.add(revocation);
      return first;
    },
    async close() {
      clearInterval(timer);
      await current;
    },
  };
}
