import { BASIS_KINDS, CATEGORIES, isPurpose, NEVER_LIST, ownersIn, UNITS, type BasisKind, type SubgraphName, type UnitCode } from '../../consent/core/index.js';
import type { TicketClaims } from '../../consent/ticket/index.js';

/** Whether an owner unit lets a category out on the basis that the ticket names. */
export type OwnerPolicy = (owner: UnitCode, category: string, basis: unknown) => boolean;

/**
 * What the owner units let out at most, whatever the gateway decided: the transmitting body answers for a transmission
 * (§ 67d Abs. 1 SGB X). Only its own tenants' data, only categories that are carried at all, "own data" only to the
 * owner itself, and nothing that the never-list forbids (domain C.10).
 */
export function ownerPolicy(agency: SubgraphName, { requester, purpose }: TicketClaims): OwnerPolicy {
  if (!UNITS.has(requester?.unit) || purpose === null || !isPurpose(purpose)) return () => false;
  const tenants = new Set(ownersIn(agency));
  return (owner, code, ticketBasis) => {
    const category = CATEGORIES.get(code);
    const basis = kindOf(ticketBasis);
    if (!tenants.has(owner) || !category || category.tier === 'T6' || !basis) return false;
    if (basis === 'OWN_DATA') return owner === requester.unit;
    return !NEVER_LIST.some(({ forbids }) => forbids({ to: requester.unit, category: category.code, purpose, basis }));
  };
}

/** `CONSENT:<id>` → `CONSENT`; `null` for what is no basis. */
function kindOf(ticketBasis: unknown): BasisKind | null {
  const [kind] = String(ticketBasis).split(':', 1);
  return BASIS_KINDS.find((known) => known === kind) ?? null;
}
