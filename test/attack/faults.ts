import type { Slip } from './tree.js';

/** A fault as somebody could make it, and who should notice. */
export interface Fault {
  /** What is wrong then, as a sentence. */
  readonly what: string;
  /** Through the gateway, or at the agencies' own addresses. */
  readonly by: 'OPERATIONS' | 'REQUESTS';
  readonly slips: readonly Slip[];
}

const FETCH = 'gateway/release/client-fetch.ts';
const TICKET = 'gateway/release/ticket.ts';
const REPORT = 'gateway/release/report.ts';
const COMPILE = 'consent/core/compile.ts';
const VERIFY = 'consent/ticket/verify.ts';
const CONTEXT = 'subgraphs/kit/release-context.ts';
const POLICY = 'subgraphs/kit/owner-policy.ts';

const fault = (by: Fault['by']) => (what: string, ...slips: Slip[]): Fault => ({ what, by, slips });
const gateway = fault('OPERATIONS');
const agency = fault('REQUESTS');

/** Slips at the places that decide; where two layers guard the same thing, in both. */
export const FAULTS: readonly Fault[] = [
  gateway('the decision about the first client is applied to the whole list', [FETCH, 'rulingOn(selection, view.release, source.subgraph)', 'rulingOn(selection, views[0]!.release, source.subgraph)']),
  gateway('what is asked of an agency is kept by selection alone, across clients, callers and purposes', [FETCH, 'let ruling = known.get(release);', 'let ruling = known.get(NO_MATTER_WHOSE as Release);'], [FETCH, 'known.set(release, (ruling', 'known.set(NO_MATTER_WHOSE as Release, (ruling'], [FETCH, '/** A selection belongs to one fetch, so to one subgraph. */', 'const NO_MATTER_WHOSE = {};']),
  gateway('pruned texts are kept by how much was granted, not by what', [FETCH, "(granted.includes(requirement) ? '1' : '0')).join('')", "(granted.length > 0 ? '1' : '0')).join('')"]),
  gateway('everything is asked for, and only the agency withholds', [FETCH, '.filter((requirement) => isGranted(release, owners, requirement))', '.filter((requirement) => isGranted(release, owners, requirement) || requirement.key !== \'\')']),
  gateway('a ticket names every owner as soon as one grants',
    [TICKET, 'if (!grantsAll(release, owner, requirement)) continue;', ''], [TICKET, 'named(release.basis(owner, category)!)', "named(release.basis(owner, category) ?? { kind: 'CONSENT', id: '' })"]),
  gateway('look-ups find clients of other units', [REPORT, 'if (id !== undefined && !views.get(id)?.release.related) data[root.key] = null;', ''], ['consent/api/context.ts', 'return release.related ? { clientId, records, release } : null;', 'return { clientId, records, release };']),
  gateway('exclusions are forgotten', [COMPILE, "minus(categories, excluded.get(owner) ?? NONE)", 'categories']),
  agency('the owner’s own policy is not asked', [CONTEXT, ' && mayLeave(owner, category, categories[category])', '']),
  agency('a grant for one client is one for all', [CONTEXT, 'of grants.get(client) ?? [])', 'of claims.grants)']),
  agency('any unit may own what an agency keeps', [POLICY, '!tenants.has(owner) || ', '']),
  agency('a purpose that nobody knows is as good as any', [POLICY, ' || purpose === null || !isPurpose(purpose)', '']),
  agency('own data goes to anybody', [POLICY, 'return owner === requester.unit;', 'return true;']),
  agency('the never-list forbids only what all of its rules forbid', [POLICY, '!NEVER_LIST.some(', '!NEVER_LIST.every(']),
  agency('a ticket for another agency is taken', [VERIFY, "if (claims.aud !== audience) throw new TicketRefused('WRONG_AUDIENCE');", '']),
  agency('a ticket never ends', [VERIFY, "if (!(now < claims.exp + SKEW)) throw new TicketRefused('EXPIRED');", '']),
  agency('a ticket begins before its time', [VERIFY, "if (!(claims.iat <= now + SKEW)) throw new TicketRefused('NOT_YET_VALID');", '']),
  agency('signatures are not looked at', [VERIFY, "if (!genuine) throw new TicketRefused('BAD_SIGNATURE');", '']),
  agency('a ticket counts twice', [VERIFY, "if (seen.has(claims.jti)) throw new TicketRefused('REPLAYED');", '']),
];
