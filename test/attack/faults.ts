import { COPIED, type Task } from './task.js';
import type { Slip } from './tree.js';

/** A fault as somebody could make it, and who should notice. */
export interface Fault {
  /** What is wrong then, as a sentence. */
  readonly what: string;
  /** Through the gateway, or at the agencies' own addresses. */
  readonly by: Task['by'];
  /** In what there can be several of in one process, or in all of it. */
  readonly where: 'COPY' | 'EVERYWHERE';
  readonly slips: readonly Slip[];
  /** Which clients are invented to notice it; by default some that follow from the sentence. */
  readonly crowd?: number;
}

const FETCH = 'gateway/release/client-fetch.ts';
const STANDING = 'gateway/release/standing.ts';
const TICKET = 'gateway/release/ticket.ts';
const REPORT = 'gateway/release/report.ts';
const COMPILE = 'consent/core/compile.ts';
const KEPT = 'consent/core/kept-release.ts';
const RUN = 'gateway/plan/run-plan.ts';
const SHAPE = 'gateway/plan/shape.ts';
const VERIFY = 'consent/ticket/verify.ts';
const CONTEXT = 'subgraphs/kit/release-context.ts';
const POLICY = 'subgraphs/kit/owner-policy.ts';

const fault = (by: Task['by']) => (what: string, ...slips: Slip[]): Fault =>
  ({ what, by, slips, where: slips.every(([file]) => COPIED[by].some((folder) => file.startsWith(folder))) ? 'COPY' : 'EVERYWHERE' });
const gateway = fault('OPERATIONS');
const agency = fault('REQUESTS');

/** Slips at the places that decide; where two layers guard the same thing, in both. */
export const FAULTS: readonly Fault[] = [
  { crowd: 7, ...gateway('the decision about the first client is applied to the whole list', [FETCH, 'const { decision, asked } = standingOf(views[place]!, selection, addressee, unit);',
    'const { asked } = standingOf(views[place]!, selection, addressee, unit);\nconst { decision } = standingOf(views[0]!, selection, addressee, unit);']) },
  gateway('a withdrawn consent goes on being used: nothing kept is forgotten, and the commit compares no versions',
    ['consent/store/record-cache.ts', 'kept.delete(clientId);', ''], ['gateway/release/commit.ts', 'store.commit({ heads, ', 'store.commit({ heads: [], ']),
  { crowd: 2, ...gateway('every client is represented by the same object', ['gateway/plan/representation.ts', 'null : { __typename, id });', 'null : Object.assign(THE_SAME, { __typename, id }));\nconst THE_SAME: Data = {};']) },
  { crowd: 3, ...gateway('what is asked of an agency about a client is kept for every caller and purpose', [STANDING, 'ofSelection.get(view.release)', 'ofSelection.get(NO_MATTER_WHOSE)'],
    [STANDING, 'ofSelection.set(view.release, (', 'ofSelection.set(NO_MATTER_WHOSE, ('], [STANDING, 'const kept = ', 'const NO_MATTER_WHOSE = {} as Release;\nconst kept = ']) },
  gateway('pruned texts are kept by how much was granted, not by what', [STANDING, "(granted.includes(requirement) ? '1' : '0')).join('')", "(granted.length > 0 ? '1' : '0')).join('')"]),
  gateway('everything is asked for, and only the agency withholds', [STANDING, '.filter((requirement) => isGranted(release, owners, requirement))', '.filter((requirement) => isGranted(release, owners, requirement) || requirement.key !== \'\')']),
  { crowd: 4, ...gateway('clients are given what was answered in their place of the list, not of the request', [FETCH, '?.[member.slot]', '?.[member.place]']) },
  gateway('a ticket names every owner as soon as one grants',
    [TICKET, 'if (!grantsAll(release, owner, requirement)) continue;', ''], [TICKET, 'named(release.basis(owner, category)!)', "named(release.basis(owner, category) ?? { kind: 'CONSENT', id: '' })"]),
  gateway('look-ups find clients of other units', [REPORT, 'if (id !== undefined && !judged.get(id)?.view.release.related) data[root.key] = null;', ''], ['consent/api/context.ts', 'return release.related ? { clientId, records, release } : null;', 'return { clientId, records, release };']),
  { crowd: 59, ...gateway('exclusions are forgotten', [COMPILE, 'minus(categories, excluded.get(owner) ?? NONE)', 'categories']) },
  { crowd: 9, ...gateway('a release is kept for whatever purpose', [KEPT, ' && one.purpose === purpose', '']) },
  gateway('a release is kept for everybody of the unit', [KEPT, ' && one.requester.person === person', '']),
  { crowd: 14, ...gateway('what is released from person to person is released to the unit', [COMPILE, ' && person === requester.person', '']) },
  gateway('clients share a ticket’s grants as soon as the same owners grant something of each', [TICKET, 'JSON.stringify(owners)', 'JSON.stringify(Object.keys(owners))']),
  gateway('entities are put into the response last first', [RUN, 'asked.push(target);', 'asked.unshift(target);']),
  gateway('@skip and @include are not looked at', ['gateway/plan/conditions.ts', "=== (node.name.value === 'include')", '!== null']),
  gateway('the shape of an answer is kept whatever its conditions are', ['gateway/plan/planner.ts', 'const key = conditionsKey(conditions, variables);', "const key = '';"]),
  gateway('a checked document is kept without the name of the operation', ['gateway/engine.ts', "${operationName?.length ?? '-'} ${operationName ?? ''} ", '']),
  gateway('whatever was fetched stands in the answer', [SHAPE, '{ ...blank }', '{ ...blank, ...input }']),
  agency('rows are read of all clients as soon as the owner grants something of one', ['subgraphs/kit/reader.ts', 'release.owners(client, category).map(', '[...new Set(clients.flatMap((one) => release.owners(one, category)))].map(']),
  agency('the owner’s own policy is not asked', [CONTEXT, ' && mayLeave(owner, category, of[category])', '']),
  agency('a grant for one client is one for all', [CONTEXT, 'grants.get(client) ?? []', '[...grants.values()].flat()']),
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
