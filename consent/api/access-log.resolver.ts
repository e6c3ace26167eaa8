import { Arg, Ctx, GraphQLISODateTime, Int, Query, Resolver } from 'type-graphql';
import { Protected } from '../../subgraphs/kit/decorators.js';
import { pageSize } from '../../subgraphs/kit/paging.js';
import { ROLES } from '../core/index.js';
import { AccessLogConnection, AccessLogEntry, shownEntry } from './access-log.js';
import type { ConsentApiContext } from './context.js';
import { decode, encode, positionId, positionOf } from './ids.js';

@Resolver(() => AccessLogEntry)
export class AccessLogResolver {
  /** Only for data protection officers, only entries their own unit is in; and their reading is recorded too. */
  @Protected('ACCESS_LOG')
  @Query(() => AccessLogConnection, {
    nullable: true,
    description: 'Zugriffe von und auf Daten der eigenen Stelle / Accesses by the own unit and to its data',
  })
  async accessLog(
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Arg('from', () => GraphQLISODateTime, { nullable: true, description: 'Ab / From' }) from: Date | null | undefined,
    @Arg('to', () => GraphQLISODateTime, { nullable: true, description: 'Bis (ausschließlich) / Until (exclusive)' }) to: Date | null | undefined,
    @Ctx() context: ConsentApiContext,
  ): Promise<AccessLogConnection | null> {
    const { unit, role } = context.caller.requester;
    const size = pageSize(first);
    if (!ROLES[role].accessLog) return null;
    const page = await context.store.accessLog({
      unit, first: size, before: positionOf(decode(context, after)), from: from?.getTime() ?? null, to: to?.getTime() ?? null,
    });
    const reading = context.entry({
      kind: 'SUPERVISION', client: null, attemptedId: null, rechtskreise: [], owners: [unit],
      items: [{ path: 'accessLog', category: 'ACCESS_LOG', owners: ['CONSENT_SERVICE'], granted: true, basis: 'OWN_DATA' }],
    });
    await context.store.commit({ heads: [], until: Infinity, entries: [reading] });
    const edges = page.items.map((entry) => ({
      node: shownEntry(entry, unit, (id) => encode(context, id)),
      cursor: encode(context, positionId(entry.seq)),
    }));
    return { edges, pageInfo: { hasNextPage: page.hasMore, endCursor: edges.at(-1)?.cursor ?? null } };
  }
}
