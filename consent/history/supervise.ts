import { spheresOf } from '../api/caller-client.js';
import type { ConsentApiContext } from '../api/context.js';
import { recordAttempt } from '../api/own-act.js';
import { leadsTheCase, ROLES } from '../core/index.js';

/**
 * Tells supervision something about a client once the access log has it: data protection officers of a unit that works or
 * has worked with the client, and the case manager in charge. For everyone else there is no such client: `null`, logged.
 */
export async function supervise<Answer>(
  context: ConsentApiContext, client: string, path: string, answer: (clientId: string) => Promise<Answer>,
): Promise<Answer | null> {
  const { caller: { requester }, pseudonyms, store, now } = context;
  const clientId = pseudonyms.read(`unit:${requester.unit}`, client);
  const records = clientId === null ? undefined : (await store.records([clientId])).get(clientId);
  const isOfficer = ROLES[requester.role].accessLog && records?.relations.some(({ unit }) => unit === requester.unit);
  if (clientId === null || !records || !(isOfficer || leadsTheCase(records, requester, now))) {
    await recordAttempt(client, context);
    return null;
  }
  const result = await answer(clientId);
  const reading = context.entry({
    kind: 'SUPERVISION', client: clientId, attemptedId: null, rechtskreise: spheresOf([requester.unit]), owners: [requester.unit],
    items: [{ path, category: 'ACCESS_LOG', owners: ['CONSENT_SERVICE'], granted: true, delivered: true, basis: 'OWN_DATA' }],
  });
  await store.commit({ heads: [], until: Infinity, entries: [reading] });
  return result;
}
