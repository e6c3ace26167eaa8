import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { Protected } from '../../subgraphs/kit/decorators.js';
import { cursorOf, idOf, pageSize } from '../../subgraphs/kit/paging.js';
import type { ConsentApiContext } from '../api/context.js';
import { ROLES } from '../core/index.js';
import { pageOfDue, pending, placeOf, type Due } from './due.js';
import { DueConnection } from './due-next.types.js';

const DEADLINES = `query DueNext($after: String) {
  caseload(first: 100, after: $after) { edges { node { id deadlines { goalKey dueOn state why metOn } } } pageInfo { hasNextPage endCursor } }
}`;

interface Asked {
  readonly caseload: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly deadlines: Parameters<typeof pending>[1] | null } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
}

@Resolver()
export class DueNextResolver {
  /**
   * The deadlines of the caller's own caseload, the next one first. Asked of the county like any query of the caller, so what is
   * not released is not in it, and each client is in the access log.
   */
  @Protected('CM_PROCESS')
  @Query(() => DueConnection, { nullable: true, description: 'Was bei den eigenen Klientinnen und Klienten als Nächstes fällig ist / What is due next with the own clients' })
  async dueNext(
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() context: ConsentApiContext,
  ): Promise<DueConnection | null> {
    const size = pageSize(first);
    const from = after === null || after === undefined ? null : idOf(after);
    if (!ROLES[context.caller.requester.role].personalData) return null;
    const all = await everythingDue(context);
    const { items, hasMore } = pageOfDue(all, size, from);
    const edges = items.map((node) => ({ node, cursor: cursorOf(placeOf(node)) }));
    return { edges, pageInfo: { hasNextPage: hasMore, endCursor: edges.at(-1)?.cursor ?? null } };
  }
}

async function everythingDue({ ask }: ConsentApiContext): Promise<readonly Due[]> {
  const found: Due[] = [];
  for (let after: string | null = null, hasMore = true; hasMore;) {
    const data = (await ask(DEADLINES, { after })).data as Asked | null;
    const page = data?.caseload;
    found.push(...(page?.edges ?? []).flatMap(({ node }) => pending(node.id, node.deadlines ?? [])));
    after = page?.pageInfo.endCursor ?? null;
    hasMore = page?.pageInfo.hasNextPage ?? false;
  }
  return found;
}
