import { isUnderstood, leadsTheCase, ROLES, UNITS, type ClientRecords, type Instant, type Requester, type UnitCode } from '../core/index.js';
import { isParty } from '../lifecycle/index.js';

/** How long a printed code can be redeemed, in days. */
export const CODE_DAYS = { least: 1, usual: 14, most: 30 } as const;

const ON_PAPER: ReadonlySet<string> = new Set(['ENTWURF', 'BEDENKZEIT', 'ERTEILT', 'TEILWIDERRUFEN']);
const GIVEN: ReadonlySet<string> = new Set(['ERTEILT', 'TEILWIDERRUFEN']);

/**
 * Whether a requester may have a code printed for `unit`: on a form that names both units, by who leads the case or is itself
 * released. Forms between others count for nothing: trying units would tell who else works with the client (domain C.10-8).
 */
export function mayCreateCode(records: ClientRecords, requester: Requester, unit: UnitCode, at: Instant): boolean {
  if (!UNITS.has(unit) || unit === requester.unit || !ROLES[requester.role].personalData || !worksWith(records, requester, at)) return false;
  const forms = records.consents.filter((consent) => ON_PAPER.has(consent.state) && at < consent.to && isParty(consent, unit) && isParty(consent, requester.unit));
  return forms.some(({ releasingUnits }) => releasingUnits?.includes(requester.unit)) || (forms.length > 0 && leadsTheCase(records, requester, at));
}

/** Whether the form that a code was printed on has been signed and still holds: a code outlives no withdrawal. */
export const isBacked = (records: ClientRecords, unit: UnitCode, at: Instant): boolean =>
  records.consents.some((consent) => isUnderstood(consent) && GIVEN.has(consent.state) && consent.from <= at && at < consent.to && isParty(consent, unit));

/**
 * Whether a consent in force that names `unit` is one of those `ended` for it by an event (F5): linked again under another form, it would
 * wake this one, so the client's new word comes first. What was replaced, withdrawn or is over wakes no more.
 */
export const isReviewDue = (records: ClientRecords, unit: UnitCode, at: Instant, ended: ReadonlySet<string>): boolean =>
  records.consents.some((consent) => ended.has(consent.id) && GIVEN.has(consent.state) && at < consent.to && isParty(consent, unit));

const worksWith = ({ relations }: ClientRecords, { unit }: Requester, at: Instant): boolean =>
  relations.some((relation) => relation.unit === unit && relation.from <= at && (relation.to === null || at < relation.to));
