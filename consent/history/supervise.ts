import type { ConsentApiContext } from '../api/context.js';
import { record, recordAttempt } from '../api/own-act.js';
import { leadsTheCase, ROLES } from '../core/index.js';
import { supervisionEntry } from '../supervision/officer.js';

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
  await record(supervisionEntry(context, path, { client: clientId, delivered: true }), context);
  return result;
}
