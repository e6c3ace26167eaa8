import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { Open } from '../../subgraphs/kit/decorators.js';
import { pageSize } from '../../subgraphs/kit/paging.js';
import { ROLES } from '../core/index.js';
import { Client, ClientConnection } from './client.js';
import type { ConsentApiContext } from './context.js';
import { decode, encode } from './ids.js';

@Resolver(() => Client)
export class ClientResolver {
  /** Unknown, undecodable and foreign clients give the same `null` (promise P6). The gateway logs every look-up, found or not. */
  @Open("whether the asking unit works with the client is the unit's own knowledge")
  @Query(() => Client, { nullable: true, description: 'Klientin oder Klient der eigenen Stelle / A client of the own unit' })
  async client(@Arg('id', () => ID) id: string, @Ctx() context: ConsentApiContext): Promise<Client | null> {
    return (await context.ownClients.load(id)) && { id };
  }

  @Open("the asking unit's own clients")
  @Query(() => ClientConnection, {
    nullable: true,
    description: 'Eigene Klientinnen und Klienten, höchstens 100 je Seite / Own clients, at most 100 a page',
  })
  async clients(
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() context: ConsentApiContext,
  ): Promise<ClientConnection | null> {
    const { requester } = context.caller;
    const size = pageSize(first);
    if (!ROLES[requester.role].personalData) return null;
    const page = await context.store.clientsOf(requester.unit, context.now, { first: size, after: decode(context, after) });
    const own = await context.ownClientsOf(page.items);
    const ids = page.items.map((id) => encode(context, id));
    const edges = ids.filter((_, index) => own[index]).map((id) => ({ node: { id }, cursor: id }));
    return { edges, pageInfo: { hasNextPage: page.hasMore, endCursor: ids.at(-1) ?? null } };
  }
}
