import { Arg, Ctx, GraphQLISODateTime, Int, Query, Resolver } from 'type-graphql';
import { Protected } from '../../subgraphs/kit/decorators.js';
import { pageSize } from '../../subgraphs/kit/paging.js';
import { STATUTORY_FLOWS } from '../core/index.js';
import type { LogFilter } from '../supervision/facets.js';
import { AccessLogFilter } from '../supervision/log-filter.types.js';
import { asOfficer } from '../supervision/officer.js';
import { AccessLogConnection, AccessLogEntry, shownEntry } from './access-log.js';
import type { ConsentApiContext } from './context.js';
import { decode, encode, positionId, positionOf } from './ids.js';

@Resolver(() => AccessLogEntry)
export class AccessLogResolver {
  /** Only for data protection officers, only entries their own unit is in; and their reading is recorded too. */
  @Protected('ACCESS_LOG')
  @Query(() => AccessLogConnection, {
    nullable: true,
    description: 'Zugriffe von und auf Daten der eigenen Stelle, neueste zuerst; nach einer Lastspitze fehlen Einträge für kurze Zeit (isComplete) / ' +
      'Accesses by the own unit and to its data, newest first; after a burst entries are missing for a short time (isComplete)',
  })
  async accessLog(
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Arg('from', () => GraphQLISODateTime, { nullable: true, description: 'Ab / From' }) from: Date | null | undefined,
    @Arg('to', () => GraphQLISODateTime, { nullable: true, description: 'Bis (ausschließlich) / Until (exclusive)' }) to: Date | null | undefined,
    @Arg('filter', () => AccessLogFilter, { nullable: true }) filter: AccessLogFilter | null | undefined,
    @Ctx() context: ConsentApiContext,
  ): Promise<AccessLogConnection | null> {
    const { unit } = context.caller.requester;
    const size = pageSize(first);
    const wanted = internal(context, filter ?? {});
    return asOfficer(context, 'accessLog', async () => {
      const before = positionOf(decode(context, after));
      const page = await context.store.accessLog({
        unit, first: size, before, from: from?.getTime() ?? null, to: to?.getTime() ?? null, filter: wanted,
      });
      const versionOf = await context.store.supervision.consentVersions(page.items);
      const edges = page.items.map((entry) => ({
        node: shownEntry(entry, unit, (id) => encode(context, id), versionOf),
        cursor: encode(context, positionId(entry.seq)),
      }));
      return { edges, pageInfo: { hasNextPage: page.hasMore, endCursor: edges.at(-1)?.cursor ?? null }, isComplete: page.isComplete };
    }, wanted.client === NOBODY ? null : (wanted.client ?? null));
  }
}

/** What the caller knows by their own ids, by the internal ones; what is no id of theirs is the id of nothing. Statutes have one name for all. */
function internal(context: ConsentApiContext, filter: AccessLogFilter): LogFilter {
  const { caller: { requester: { unit } }, pseudonyms } = context;
  const own = (id: string | null | undefined): string | null => (id ? pseudonyms.read(`unit:${unit}`, id) : null);
  const isStatute = STATUTORY_FLOWS.some(({ id }) => id === filter.basisId);
  return {
    ...filter, client: filter.client ? (own(filter.client) ?? NOBODY) : null,
    basisId: !filter.basisId || isStatute ? (filter.basisId ?? null) : (own(filter.basisId) ?? NOBODY),
  };
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
