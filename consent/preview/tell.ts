import { withCallerClient, spheresOf, type CallerClient } from '../api/caller-client.js';
import type { ConsentApiContext } from '../api/context.js';
import { recordAttempt } from '../api/own-act.js';
import { compileRelease } from '../core/index.js';

/**
 * Tells the caller something that follows from a client's consents, once the access log has it and only while the records
 * still are what it follows from. To whom `answer` says `null` the client does not exist, like to everybody who does not
 * work with them. `null` as well if the records do not come to rest.
 */
export async function tell<Answer extends object>(
  context: ConsentApiContext, client: string, path: string, answer: (client: CallerClient) => Answer | null | Promise<Answer | null>,
): Promise<Answer | null> {
  const { caller: { requester, purpose }, store, policy, now } = context;
  const told = await withCallerClient<Answer | null>(context, client, async (found) => {
    const { clientId, records } = found;
    const result = await answer(found);
    if (result === null) {
      await recordAttempt(client, context);
      return null;
    }
    const register = 'CONSENT_SERVICE';
    const entry = context.entry({
      kind: 'RELEASE', client: clientId, attemptedId: null, rechtskreise: spheresOf([requester.unit, register]), owners: [register],
      items: [{ path, category: 'CONSENT_META', owners: [register], granted: true, basis: 'OWN_DATA' }],
    });
    const { until } = compileRelease(records, requester, purpose ?? 'CM_DURCHFUEHRUNG', now, policy);
    const outcome = await store.commit({ heads: [{ clientId, version: records.version }], until, entries: [entry] });
    return outcome === 'CHANGED' ? 'CHANGED' : result;
  });
  return told === 'NOT_AVAILABLE' || told === 'BUSY' ? null : told;
}
