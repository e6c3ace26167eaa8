import type { ConsentApiContext } from '../api/context.js';
import type { LogEntry } from '../audit/entry.js';
import { spheresOf } from '../api/caller-client.js';
import { record } from '../api/own-act.js';
import { ROLES } from '../core/index.js';

interface Looking {
  readonly client?: string | null;
  /** `false`: was not let. */
  readonly granted?: boolean;
  /** Whether something was read and not only done. */
  readonly delivered?: boolean;
}

/** That supervision did or looked at something, for the access log. */
export const supervisionEntry = (context: ConsentApiContext, path: string, { client = null, granted = true, delivered = false }: Looking = {}): LogEntry => {
  const { unit } = context.caller.requester;
  return context.entry({
    kind: 'SUPERVISION', client, attemptedId: null, rechtskreise: spheresOf([unit]), owners: [unit],
    items: [{ path, category: 'ACCESS_LOG', owners: ['CONSENT_SERVICE'], granted, delivered, basis: granted ? 'OWN_DATA' : null }],
  });
};

/** Whether the caller is a data protection officer (Art. 37–39 GDPR). */
export const isOfficer = ({ caller }: ConsentApiContext): boolean => ROLES[caller.requester.role].accessLog;

/** Tells the data protection officer something about the own unit's log, once it is on record that they looked, and about whom; everyone else `null`. */
export async function asOfficer<Answer>(context: ConsentApiContext, path: string, answer: () => Promise<Answer>, client: string | null = null): Promise<Answer | null> {
  if (!isOfficer(context)) return null;
  const told = await answer();
  await record(supervisionEntry(context, path, { client, delivered: true }), context);
  return told;
}
