import type { LogPart } from '../../consent/api/context.js';
import type { LogEntry, LogItem, LogKind } from '../../consent/audit/entry.js';
import { ownersIn, UNITS, type Instant, type UnitCode } from '../../consent/core/index.js';
import type { Pseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { grantsAll, type ClientView } from './decisions.js';
import type { RequestContext } from './request-context.js';
import type { ProtectedField } from './response-plan.js';
import { CONSENT_SUBGRAPH } from './supergraph.js';

export interface EntryOptions {
  readonly pseudonyms: Pseudonyms;
  readonly policyVersion: string;
  readonly schemaVersion: string;
}

/** The decision about one field, as the access log records it; `null` category: a field nobody may see, never reached. */
export function logItem({ release, records }: ClientView, { path, category, owners, requirement }: ProtectedField, at: Instant): LogItem | null {
  if (category === null) return null;
  const granting = owners.filter((owner) => grantsAll(release, owner, requirement));
  const [first] = granting;
  if (first === undefined) return { path, category, owners: owners.filter((owner) => worksWith(records, owner, at)), granted: false, basis: null };
  const basis = release.basis(first, category)!;
  return { path, category, owners: granting, granted: true, basis: basis.id === null ? basis.kind : `${basis.kind}:${basis.id}` };
}

/** The entry about one client. Of unknown and unrelated clients it says the same: that they were tried. */
export function logEntry(view: ClientView, items: readonly LogItem[], context: RequestContext, options: EntryOptions): LogEntry {
  const { unit } = context.caller.requester;
  const { related } = view.release;
  const kind: LogKind = !related ? 'ATTEMPT' : items.some(({ granted }) => granted) ? 'RELEASE' : 'REFUSAL';
  const owners = related ? [...new Set(items.flatMap((item) => item.owners))] : [];
  const spheres = [unit, ...owners].flatMap((code) => UNITS.get(code)?.rechtskreis ?? []);
  return entryOf({
    kind,
    client: related ? view.internalId : null,
    attemptedId: related ? null : view.callerId,
    rechtskreise: [...new Set(spheres)],
    owners,
    items: related ? items : [],
  }, context, options);
}

/** An access with the request it belongs to. */
export function entryOf(part: LogPart, { requestId, caller: { requester, purpose, occasion } }: RequestContext, options: EntryOptions): LogEntry {
  const { pseudonyms, policyVersion, schemaVersion } = options;
  const person = pseudonyms.person(requester.unit, requester.person);
  return { requestId, ...part, requester: { unit: requester.unit, person, role: requester.role }, purpose, occasion, policyVersion, schemaVersion };
}

const REGISTER: readonly UnitCode[] = ownersIn(CONSENT_SUBGRAPH);

/** Whether a unit holds data of the client at all: only then was it asked for theirs. */
const worksWith = (records: ClientView['records'], owner: UnitCode, at: Instant): boolean =>
  REGISTER.includes(owner) ||
  (records?.relations ?? []).some(({ unit, from, to }) => unit === owner && from <= at && (to === null || at < to));
