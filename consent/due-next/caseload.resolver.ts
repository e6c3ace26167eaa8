import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { Protected } from '../../subgraphs/kit/decorators.js';
import { pageSize } from '../../subgraphs/kit/paging.js';

import type { ConsentApiContext } from '../api/context.js';
import { decode, encode } from '../api/ids.js';
import { ROLES } from '../core/index.js';
import { caseload } from './caseload.js';
import { CaseloadConnection } from './caseload.types.js';

@Resolver()
export class CaseloadResolver {
  @Protected('CONSENT_META')
  @Query(() => CaseloadConnection, {
    nullable: true,
    description: 'Klientinnen und Klienten, mit denen die anfragende Person selbst betraut ist, höchstens 100 je Seite / Clients whom the asking person is entrusted with, at most 100 a page',
  })
  async caseload(
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() context: ConsentApiContext,
  ): Promise<CaseloadConnection | null> {
    const size = pageSize(first);
    if (!ROLES[context.caller.requester.role].personalData) return null;
    const own = await caseload(context);
    const begin = own.indexOf(decode(context, after) ?? '') + 1;
    const edges = own.slice(begin, begin + size).map((id) => encode(context, id)).map((id) => ({ node: { id }, cursor: id }));
    return { edges, pageInfo: { hasNextPage: begin + size < own.length, endCursor: edges.at(-1)?.cursor ?? null } };
  }
}
