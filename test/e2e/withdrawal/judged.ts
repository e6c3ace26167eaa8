import type { Acknowledged, Delivered, Observation, Task } from './replicas.js';

/** An entry of the access log, as much of it as matters here. */
export interface Logged {
  readonly seq: number;
  readonly at: number;
  readonly requestId: string;
  readonly kind: string;
  readonly client: string;
  /** `CONSENT:<id>` that it was released on, or that was changed. */
  readonly basis: string | null;
  /** Version of the client's head that it was decided on. */
  readonly version: number;
  /** When the log was its transaction's to write; `null` where the database does not tell. */
  readonly lockedAt: number | null;
}

export interface Judgement {
  /** What must never be, each a sentence. */
  readonly violations: readonly string[];
  /** Releases logged before the consent's withdrawal, and answers logged after it: both orders are to happen. */
  readonly before: number;
  readonly after: number;
  /** Answers after the end of a consent that ran out, and releases on one that was granted meanwhile. */
  readonly afterEnd: number;
  readonly onGrant: number;
}

/** Compares what was delivered and acknowledged with the log, whose order is the one that all processes share. */
export function judged(tasks: readonly (Task & { readonly to: number })[], log: readonly Logged[], observed: readonly Observation[]): Judgement {
  const violations: string[] = [];
  const counts = { before: 0, after: 0, afterEnd: 0, onGrant: 0 };
  const entriesOf = Map.groupBy(log, ({ client }) => client);
  const byRequest = new Map(log.map((entry) => [entry.requestId, entry]));
  const delivered = observed.filter((one): one is Delivered => one.kind === 'DELIVERED');
  const acknowledged = observed.filter((one): one is Acknowledged => one.kind === 'ACKNOWLEDGED');

  for (const { requestId, basis } of delivered) {
    if (byRequest.get(requestId)?.basis !== basis) violations.push(`${requestId} was delivered without its entry`);
  }
  const changeOf = (state: string, consent: string): Logged | undefined => byRequest.get(`${state}-${consent}`);
  for (const { requestId } of acknowledged) if (!byRequest.has(requestId)) violations.push(`${requestId} was acknowledged and is lost`);
  const withdrawnAt = new Map(acknowledged.filter(({ state }) => state === 'WIDERRUFEN').map(({ consent, at }) => [`CONSENT:${consent}`, at]));
  for (const { requestId, basis, handed } of delivered) {
    if (basis !== null && handed > (withdrawnAt.get(basis) ?? Infinity)) violations.push(`${requestId} went out after the acknowledgement`);
  }

  for (const { client, given, draft, to } of tasks) {
    const entries = entriesOf.get(client) ?? [];
    const answers = entries.filter(({ kind }) => kind !== 'CONSENT');
    for (const consent of [given, draft]) {
      const withdrawal = changeOf('WIDERRUFEN', consent);
      const grant = changeOf('ERTEILT', consent);
      for (const { requestId, seq, at, lockedAt, basis } of answers) {
        if (withdrawal && basis !== `CONSENT:${consent}` && seq > withdrawal.seq) counts.after += 1;
        if (basis !== `CONSENT:${consent}`) continue;
        if (withdrawal && seq > withdrawal.seq) violations.push(`${requestId} was committed after the withdrawal`);
        else if (withdrawal) counts.before += 1;
        if (consent === draft && !(grant && seq > grant.seq)) violations.push(`${requestId} was committed before the grant`);
        if (consent === draft) counts.onGrant += 1;
        if (consent === given && Math.max(at, lockedAt ?? at) >= to) violations.push(`${requestId} was committed after the consent had ended`);
      }
    }
    counts.afterEnd += answers.filter(({ at, basis }) => at >= to && basis === null).length;
    for (const change of entries.filter(({ kind }) => kind === 'CONSENT')) {
      for (const { requestId, seq, version } of entries) {
        if (seq > change.seq && version <= change.version) violations.push(`${requestId} was decided on an older head and committed after ${change.requestId}`);
      }
    }
  }
  return { violations, ...counts };
}
