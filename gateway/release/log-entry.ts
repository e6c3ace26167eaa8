import type { LogEntry } from '../../consent/audit/entry.js';
import type { Pseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import type { ClientView } from './decisions.js';
import { entryContent, type EntryContent } from './judgement.js';
import type { RequestContext } from './request-context.js';

export interface EntryOptions {
  readonly pseudonyms: Pseudonyms;
  readonly policyVersion: string;
  readonly schemaVersion: string;
}

/** What all entries of one request have in common. */
const common = ({ caller: { requester, purpose, occasion }, requestId }: RequestContext, { pseudonyms, policyVersion, schemaVersion }: EntryOptions) => ({
  requestId, purpose, occasion, policyVersion, schemaVersion,
  requester: { unit: requester.unit, person: pseudonyms.person(requester.unit, requester.person), role: requester.role },
});

/** What there is to be told of one client. */
export interface Told {
  readonly view: ClientView;
  readonly content: EntryContent;
  readonly hints: Iterable<string>;
}

/** Entries about clients. Of unknown and unrelated ones they say the same: that they were tried. */
export function logEntries(clients: readonly Told[], context: RequestContext, options: EntryOptions): readonly LogEntry[] {
  const shared = common(context, options);
  const attempt = { ...entryContent(shared.requester.unit, []), kind: 'ATTEMPT' as const };
  return clients.map(({ view, content, hints }) => {
    const { related } = view.release;
    const { kind, rechtskreise, owners, items } = related ? content : attempt;
    return {
      ...shared, kind, rechtskreise, owners, items,
      client: related ? view.internalId : null,
      attemptedId: related ? null : view.callerId,
      recordsVersion: related ? (view.records?.version ?? null) : null,
      hints: [...context.hints, ...hints],
    };
  });
}

/** The entries of a request for which agencies may have been asked and which was answered with nothing personal: they explain what the agencies' own logs hold. */
export function unanswered(views: Iterable<ClientView>, context: RequestContext, options: EntryOptions): readonly LogEntry[] {
  const related = [...views].filter(({ release }) => release.related);
  const content = entryContent(context.caller.requester.unit, []);
  return logEntries(related.map((view) => ({ view, content, hints: ['NOT_ANSWERED'] })), context, options);
}

/** The entry of a change to a published catalogue, made before it is sent to the agency: about nobody. */
export function catalogueEntry(context: RequestContext, options: EntryOptions): LogEntry {
  const { rechtskreise } = entryContent(context.caller.requester.unit, []);
  return { ...common(context, options), kind: 'CATALOGUE', client: null, attemptedId: null, rechtskreise, owners: [], items: [], recordsVersion: null, hints: [] };
}
