import type { LogItem } from '../../consent/audit/entry.js';
import { ownersIn, type Instant, type UnitCode } from '../../consent/core/index.js';
import { grantsAll, type ClientView } from './decisions.js';
import type { ProtectedField } from './response-plan.js';
import { CONSENT_SUBGRAPH } from './supergraph.js';

/** The decision about one field, as the access log records it; `null` category: a field nobody may see, never reached. */
export function logItem(
  { release, records }: Pick<ClientView, 'release' | 'records'>, { path, category, owners, requirement }: ProtectedField, at: Instant, delivered: boolean,
): LogItem | null {
  if (category === null) return null;
  const granting = owners.filter((owner) => grantsAll(release, owner, requirement));
  const [first] = granting;
  if (first === undefined) return { path, category, owners: owners.filter((owner) => worksWith(records, owner, at)), granted: false, delivered: null, basis: null };
  const basis = release.basis(first, category)!;
  return { path, category, owners: granting, granted: true, delivered, basis: basis.id === null ? basis.kind : `${basis.kind}:${basis.id}` };
}

const REGISTER: readonly UnitCode[] = ownersIn(CONSENT_SUBGRAPH);

/** Whether a unit holds data of the client at all: only then was it asked for theirs. */
const worksWith = (records: ClientView['records'], owner: UnitCode, at: Instant): boolean =>
  REGISTER.includes(owner) ||
  (records?.relations ?? []).some(({ unit, from, to }) => unit === owner && from <= at && (to === null || at < to));
