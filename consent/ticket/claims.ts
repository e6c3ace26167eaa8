import type { BasisKind } from '../core/index.js';
import type { PlaceActKind } from './acts.js';

/** Why one category may leave: the kind of basis, and for a statutory flow its id. */
export type TicketBasis = `${BasisKind}:${string}` | BasisKind;

/** What the owner units grant; several clients with the same grants share one block. */
export interface TicketGrant {
  /** The clients, as the addressed subgraph's own pseudonyms. */
  readonly clients: readonly string[];
  /** owner unit → category → basis */
  readonly owners: Readonly<Record<string, Readonly<Record<string, TicketBasis>>>>;
}

/**
 * One act that a ticket is for. It says all there is to say: the agency is told nothing beside the ticket, so nobody can
 * use it for another client, another course or a second time.
 */
export interface TicketAct {
  readonly kind: PlaceActKind;
  /** The client, as the addressed subgraph's own pseudonym. */
  readonly client: string;
  /** Id of the course or offer. */
  readonly item: string;
  /** Unit that gives the place, and so gets to know of the client. */
  readonly provider: string;
  /** What the asking unit hands over by it, and why it may; giving a place back (`CANCEL`) needs no basis. */
  readonly category: string;
  readonly basis: TicketBasis | null;
  /** The asking unit's idempotency key. */
  readonly key: string;
}

/** The claims of a release ticket: what the gateway decided, for the owner to check (§ 67d Abs. 1 SGB X). */
export interface TicketClaims {
  readonly iss: 'freigabe-gateway';
  /** The one subgraph that may accept the ticket. */
  readonly aud: string;
  /** Single use: a subgraph refuses an id it has seen. */
  readonly jti: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly exp: number;
  /** The request as this subgraph alone knows it: another one for each, so that two cannot join what they were asked (promise P7). */
  readonly requestId: string;
  readonly requester: { readonly unit: string; /** keyed pseudonym */ readonly person: string; readonly role: string };
  /** `null` only in a ticket that grants nothing: it says no more than who asks. */
  readonly purpose: string | null;
  /** Never told: it is the asking unit's own case reference, by which agencies could join what they hold of a client (promise P7). */
  readonly occasion: null;
  readonly grants: readonly TicketGrant[];
  /** Only in a ticket for an act; such a ticket grants no reading. */
  readonly act?: TicketAct;
}

/** Life of a ticket in seconds: it only has to outlast one fetch. */
export const TICKET_LIFETIME = 10;
