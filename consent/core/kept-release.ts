import { compileRelease } from './compile.js';
import type { Policy } from './policy.js';
import type { Purpose } from './purposes.js';
import type { ClientRecords, Instant, Requester } from './records.js';
import type { Release } from './release.js';

/** Releases kept per client: so many people ask about the same one at the same time. */
const KEPT = 8;

interface Kept {
  readonly requester: Requester;
  readonly purpose: Purpose;
  readonly policy: Policy;
  readonly at: Instant;
  readonly release: Release;
}

const kept = new WeakMap<ClientRecords, Kept[]>();

/**
 * What `compileRelease` says, compiled once for as long as it holds: until something begins or ends, or the records are
 * others. Records are told apart by identity, so they must not be changed in place.
 */
export function releaseFor(records: ClientRecords, requester: Requester, purpose: Purpose, at: Instant, policy: Policy): Release {
  let known = kept.get(records);
  if (!known) kept.set(records, (known = []));
  for (const one of known) if (isAbout(one, requester, purpose, policy) && one.at <= at && at < one.release.until) return one.release;
  const release = compileRelease(records, requester, purpose, at, policy);
  const others = known.filter((one) => !isAbout(one, requester, purpose, policy)).slice(0, KEPT - 1);
  kept.set(records, [{ requester, purpose, policy, at, release }, ...others]);
  return release;
}

const isAbout = (one: Kept, { unit, person, role }: Requester, purpose: Purpose, policy: Policy): boolean =>
  one.requester.unit === unit && one.requester.person === person && one.requester.role === role && one.purpose === purpose && one.policy === policy;
