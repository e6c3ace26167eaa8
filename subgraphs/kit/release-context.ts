import type { SubgraphName, UnitCode } from '../../consent/core/index.js';
import { TicketRefused, type TicketClaims, type TicketFault, type TicketGrant, type TicketVerifier } from '../../consent/ticket/index.js';
import { Refusal } from './errors.js';
import { ownerPolicy, type OwnerPolicy } from './owner-policy.js';
import { ReleaseNotes } from './release-record/notes.js';

/** What one request may read, as the verified ticket and the owners' own policy say it (promise P3). */
export interface ReleaseContext {
  /** Owner units whose `category` rows about `client` (this subgraph's pseudonym) may be read; none without a valid ticket. */
  owners(client: string, category: string): readonly UnitCode[];
  /** Who asks, as the ticket says; `null` without a valid one. */
  readonly requester: TicketClaims['requester'] | null;
  /** Why there is no valid ticket, `null` if there is one. */
  readonly fault: TicketFault | 'MISSING' | null;
  /** What this request lets out, for the agency's own release log; `null` without a valid ticket. */
  readonly notes: ReleaseNotes | null;
  /** Throws the refusal of the ticket the first time, and withholds silently after: one error a request is enough. */
  refuse(): null;
}

/** Verifies a request's ticket, once; `at` in milliseconds since the epoch. */
export function releaseContext(agency: SubgraphName, verifier: TicketVerifier, token: unknown, at: number): ReleaseContext {
  if (token === undefined || token === null) return refused('MISSING');
  try {
    return granted(agency, verifier.verify(String(token), at));
  } catch (error) {
    if (error instanceof TicketRefused) return refused(error.fault);
    throw error;
  }
}

const NONE: readonly UnitCode[] = [];

function granted(agency: SubgraphName, claims: TicketClaims): ReleaseContext {
  const mayLeave = ownerPolicy(agency, claims);
  const grants = new Map<string, Releasing[]>();
  for (const grant of claims.grants) {
    const releasing = releasedBy(grant, mayLeave);
    for (const client of grant.clients) {
      const all = grants.get(client);
      if (all) all.push(releasing);
      else grants.set(client, [releasing]);
    }
  }
  return {
    fault: null,
    requester: claims.requester ?? null,
    notes: new ReleaseNotes(String(claims.requestId)),
    refuse: () => null,
    owners(client, category) {
      const [only = () => NONE, ...others] = grants.get(client) ?? [];
      return others.length === 0 ? only(category) : [...new Set([only, ...others].flatMap((releasing) => releasing(category)))];
    },
  };
}

/** Owners that release a category by one grant; worked out once for all clients and fields that it is about. */
type Releasing = (category: string) => readonly UnitCode[];

function releasedBy({ owners }: TicketGrant, mayLeave: OwnerPolicy): Releasing {
  const known = new Map<string, readonly UnitCode[]>();
  return (category) => {
    const found = known.get(category) ??
      Object.entries(owners).filter(([owner, of]) => Object.hasOwn(of, category) && mayLeave(owner, category, of[category])).map(([owner]) => owner);
    known.set(category, found);
    return found;
  };
}

function refused(fault: TicketFault | 'MISSING'): ReleaseContext {
  let told = false;
  return {
    fault,
    requester: null,
    notes: null,
    owners: () => NONE,
    refuse() {
      if (told) return null;
      told = true;
      throw new Refusal(
        'TICKET_REFUSED',
        `Kein gültiges Freigabeticket (${fault}); über das Gateway anfragen / No valid release ticket (${fault}); ask through the gateway`,
        { fault },
      );
    },
  };
}
