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
export function logItem({ release, records }: ClientView, { path, category, owners, requirement }: ProtectedField, at: Instant, value: unknown): LogItem | null {
  if (category === null) return null;
  const granting = owners.filter((owner) => grantsAll(release, owner, requirement));
  const [first] = granting;
  if (first === undefined) return { path, category, owners: owners.filter((owner) => worksWith(records, owner, at)), granted: false, delivered: null, basis: null };
  const basis = release.basis(first, category)!;
  const delivered = value !== null && !(Array.isArray(value) && value.length === 0);
  return { path, category, owners: granting, granted: true, delivered, basis: basis.id === null ? basis.kind : `${basis.kind}:${basis.id}` };
}

/** The entry about one client. Of unknown and unrelated clients it says the same: that they were tried. */
export function logEntry(view: ClientView, items: readonly LogItem[], context: RequestContext, options: EntryOptions): LogEntry {
  const { requester, purpose, occasion } = context.caller;
  const { related } = view.release;
  const kind: LogKind = !related ? 'ATTEMPT' : items.some(({ granted }) => granted) ? 'RELEASE' : 'REFUSAL';
  const owners = related ? [...new Set(items.flatMap((item) => item.owners))] : [];
  const spheres = [requester.unit, ...owners].flatMap((unit) => UNITS.get(unit)?.rechtskreis ?? []);
  return {
    requestId: context.requestId,
    kind,
    client: related ? view.internalId : null,
    attemptedId: related ? null : view.callerId,
    requester: { unit: requester.unit, person: options.pseudonyms.person(requester.unit, requester.person), role: requester.role },
    purpose, occasion,
    rechtskreise: [...new Set(spheres)],
    owners,
    items: related ? items : [],
    recordsVersion: related ? (view.records?.version ?? null) : null,
    hints: context.hints,
    policyVersion: options.policyVersion,
    schemaVersion: options.schemaVersion,
  };
}

/** The entries of a request for which agencies may have been asked and which was answered with nothing personal: they explain what the agencies' own logs hold. */
export const unanswered = (views: Iterable<ClientView>, context: RequestContext, options: EntryOptions): readonly LogEntry[] =>
  [...views].filter(({ release }) => release.related).map((view) => ({ ...logEntry(view, [], context, options), hints: [...context.hints, 'NOT_ANSWERED'] }));

/** The entry of a change to a published catalogue, made before it is sent to the agency: about nobody. */
export function catalogueEntry({ caller: { requester, purpose, occasion }, requestId }: RequestContext, options: EntryOptions): LogEntry {
  const sphere = UNITS.get(requester.unit)?.rechtskreis;
  return {
    requestId, kind: 'CATALOGUE', client: null, attemptedId: null,
    requester: { unit: requester.unit, person: options.pseudonyms.person(requester.unit, requester.person), role: requester.role },
    purpose, occasion, rechtskreise: sphere ? [sphere] : [], owners: [], items: [], recordsVersion: null, hints: [],
    policyVersion: options.policyVersion, schemaVersion: options.schemaVersion,
  };
}

const REGISTER: readonly UnitCode[] = ownersIn(CONSENT_SUBGRAPH);

/** Whether a unit holds data of the client at all: only then was it asked for theirs. */
const worksWith = (records: ClientView['records'], owner: UnitCode, at: Instant): boolean =>
  REGISTER.includes(owner) ||
  (records?.relations ?? []).some(({ unit, from, to }) => unit === owner && from <= at && (to === null || at < to));
