import { generateKeyPairSync } from 'node:crypto';
import { signTicket, type TicketBasis, type TicketContent, type TicketGrant, type TicketSigningKey } from '../../consent/ticket/index.js';
import type { Random } from '../../demo/random.js';
import { groupsOf, tierOf, CATEGORIES } from '../consent/cedar/county.js';
import { units } from '../consent/cedar/random-records.js';

/** What somebody sends to an agency as a ticket, and what it is worth: nothing, unless it is genuine, fresh and for this agency. */
export interface DrawnTicket {
  readonly kind: TicketKind;
  /** `undefined`: none is sent. */
  readonly token: unknown;
  /** `null` where it is worth nothing. */
  readonly content: TicketContent | null;
}

export const TICKET_KINDS = [
  'GENUINE', 'GENUINE', 'GENUINE', 'GENUINE', 'GENUINE', 'GENUINE', 'NONE', 'NO_TEXT', 'OTHER_KEY', 'UNKNOWN_KEY', 'NO_ALGORITHM', 'WIDENED', 'CUT', 'OTHER_AUDIENCE', 'EXPIRED', 'NOT_YET_VALID', 'WITHOUT_GRANTS', 'ACT',
] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

const forger = generateKeyPairSync('ed25519').privateKey;
const categories = Object.keys(CATEGORIES);
const BASES: readonly TicketBasis[] = ['CONSENT', 'CONSENT', 'CONSENT', 'EMERGENCY', 'OWN_DATA', 'STATUTE:S2'];

export interface TicketPlace {
  readonly agency: string;
  readonly clients: readonly string[];
  /** Units that keep data there. */
  readonly tenants: readonly string[];
  readonly key: TicketSigningKey;
  readonly at: number;
}

export function drawTicket(choose: Random, { agency, clients, tenants, key, at }: TicketPlace): DrawnTicket {
  const kind = choose.pick(TICKET_KINDS);
  const content = contentOf(choose, agency, clients, tenants);
  const worthless = (token: unknown): DrawnTicket => ({ kind, token, content: null });
  switch (kind) {
    case 'GENUINE': return { kind, token: signTicket(content, key, at), content };
    case 'NONE': return worthless(undefined);
    case 'NO_TEXT': return worthless(choose.pick([true, 1, {}, [], '', 'a.b.c', { grants: content.grants }]));
    case 'OTHER_KEY': return worthless(signTicket(content, { kid: key.kid, privateKey: forger }, at));
    case 'UNKNOWN_KEY': return worthless(signTicket(content, { kid: choose.pick(['ticket-2', '__proto__', 'constructor', '']), privateKey: forger }, at));
    case 'NO_ALGORITHM': return worthless(rewritten(signTicket(content, key, at), 0, (header) => ({ ...header, alg: choose.pick(['none', 'HS256', 'ES256']) })));
    case 'WIDENED': return worthless(rewritten(signTicket({ ...content, grants: [] }, key, at), 1, (claims) => ({ ...claims, grants: content.grants })));
    case 'CUT': return worthless(signTicket(content, key, at).split('.').slice(0, 2).join('.').concat('.'));
    case 'OTHER_AUDIENCE': return worthless(signTicket({ ...content, aud: agency === 'jobcenter' ? 'school-entry' : 'jobcenter' }, key, at));
    case 'EXPIRED': return worthless(signTicket(content, key, at - choose.pick([16_000, 60_000, 86_400_000])));
    case 'NOT_YET_VALID': return worthless(signTicket(content, key, at + choose.pick([7_000, 3_600_000])));
    case 'WITHOUT_GRANTS': return worthless(signTicket({ ...content, purpose: null, grants: [] }, key, at));
    case 'ACT': return worthless(signTicket({ ...content, grants: [], act: { kind: 'RESERVE', client: choose.pick(clients), item: 'c1', provider: choose.pick(tenants), category: choose.pick(categories), basis: 'CONSENT', key: 'k' } }, key, at));
  }
}

function contentOf(choose: Random, agency: string, clients: readonly string[], tenants: readonly string[]): TicketContent {
  const owners = [...tenants, ...tenants, ...units, 'POLIZEI', 'constructor'];
  const grants = Array.from({ length: choose.int(1, 3) }, (): TicketGrant => ({
    clients: clients.filter(() => choose.chance(0.4)),
    owners: Object.fromEntries(Array.from({ length: choose.int(1, 3) }, () => [choose.pick(owners),
      Object.fromEntries(categories.filter(() => choose.chance(0.5)).map((category) => [category, choose.chance(0.95) ? choose.pick(BASES) : ('ANY' as TicketBasis)]))])),
  }));
  return {
    aud: agency, requestId: 'r', occasion: null, grants,
    requester: { unit: choose.chance(0.9) ? choose.pick(units) : 'POLIZEI', person: 'p', role: 'CASE_WORKER' },
    purpose: choose.chance(0.9) ? choose.pick(['KURSVERMITTLUNG', 'AUFENTHALTSPERSPEKTIVE_25A_25B', 'RECHTSKREISWECHSEL']) : 'ANYTHING',
  };
}

/** A ticket with one part put in another's place under the old signature. */
function rewritten(token: string, part: 0 | 1, change: (value: Record<string, unknown>) => unknown): string {
  const parts = token.split('.');
  const value = JSON.parse(Buffer.from(parts[part]!, 'base64url').toString('utf8')) as Record<string, unknown>;
  parts[part] = Buffer.from(JSON.stringify(change(value))).toString('base64url');
  return parts.join('.');
}

/**
 * Whether a ticket and the owner's policy let something out, written a second time from the domain text (B.1, C.10): the ticket says so for this
 * client, the owner keeps data there, nothing of T6 leaves, own data goes to its owner alone, and the never-list holds.
 */
export function worth({ content }: DrawnTicket, tenants: readonly string[]): (client: string, owner: string, category: string) => boolean {
  if (!content || groupsOf(content.requester.unit).length === 0 || content.purpose === 'ANYTHING') return () => false;
  const { grants, purpose, requester: { unit } } = content;
  return (client, owner, category) => tenants.includes(owner) && tierOf(category) !== 'T6' && grants.some(({ clients, owners }) => {
    const basis = clients.includes(client) && Object.hasOwn(owners, owner) && Object.hasOwn(owners[owner]!, category) ? String(owners[owner]![category]).split(':')[0]! : '';
    if (basis === 'OWN_DATA') return unit === owner;
    return ['CONSENT', 'EMERGENCY', 'STATUTE'].includes(basis) && !never(unit, category, purpose!, basis);
  });
}

function never(to: string, category: string, purpose: string, basis: string): boolean {
  const groups = groupsOf(to);
  if (groups.includes('IMMIGRATION')) {
    const packet = ['IDENTITY_CORE', 'LANGUAGE_LEVEL', 'LABOUR_PROFILE', 'SCHOOL_PLACEMENT'].includes(category);
    if (!(packet && basis === 'CONSENT' && purpose === 'AUFENTHALTSPERSPEKTIVE_25A_25B')) return true;
  }
  if (category === 'COURSE_ATTENDANCE') return groups.includes('SANCTIONING');
  if (category === 'BENEFIT_REGIME' || category === 'BENEFIT_DETAIL') return groups.includes('SCHOOL');
  return category === 'CM_NARRATIVE';
}
