import { Arg, Ctx, Field, FieldResolver, GraphQLISODateTime, ID, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Always, Open, Protected } from '../../subgraphs/kit/decorators.js';
import { ROLES } from '../core/index.js';
import { Client } from './client.js';
import { KEY_DESCRIPTION } from './consent-input.js';
import type { ConsentApiContext } from './context.js';
import { encode } from './ids.js';
import { settle } from './settle.js';
import { recordReading } from './step.js';

/** Without a reason: why a release ended is the client's own business. */
@ObjectType({ description: 'Mitteilung, dass eine Freigabe an die eigene Stelle endete / Notice that a release to the own unit ended' })
export class ReleaseEndedNotice {
  @Open('an id that means nothing')
  @Always(() => ID, 'Kennung / Id')
  id: string;

  @Open("the asking unit's own pseudonym")
  @Always(() => ID, 'Pseudonym der eigenen Stelle / Pseudonym of the own unit')
  clientPseudonym: string;

  @Open('an id of a release to which the unit is a party')
  @Always(() => ID, 'Entbindung / Release')
  consent: string;

  @Open("the asking unit's own post")
  @Field(() => GraphQLISODateTime, { description: 'Zeitpunkt / Time' })
  at: Date;

  @Open("the asking unit's own post")
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Zur Kenntnis genommen / Acknowledged' })
  acknowledgedAt: Date | null;
}

@Resolver(() => Client)
export class NoticeResolver {
  @Open("the asking unit's own post")
  @Query(() => [ReleaseEndedNotice], { nullable: true, description: 'Beendete Freigaben an die eigene Stelle, höchstens 100 / Ended releases to the own unit, at most 100' })
  async notices(
    @Arg('all', () => Boolean, { defaultValue: false, description: 'Auch schon zur Kenntnis genommene / Also those acknowledged' }) all: boolean,
    @Ctx() context: ConsentApiContext,
  ): Promise<ReleaseEndedNotice[] | null> {
    if (!ROLES[context.caller.requester.role].personalData) return null;
    await recordReading('notices', context);
    return noticesOf(null, all, context);
  }

  @Protected('CONSENT_META')
  @FieldResolver(() => [ReleaseEndedNotice], { name: 'notices', nullable: true, description: 'Beendete Freigaben dieser Person an die eigene Stelle / Ended releases of this person to the own unit' })
  async ended(@Root() { id }: Client, @Ctx() context: ConsentApiContext): Promise<ReleaseEndedNotice[] | null> {
    const client = await context.ownClients.load(id);
    return client?.release.grants('CONSENT_SERVICE', 'CONSENT_META') ? noticesOf(client.clientId, true, context) : null;
  }

  @Open("the caller's own act")
  @Mutation(() => Boolean, { nullable: true, description: 'Zur Kenntnis nehmen; noch einmal ändert nichts / Acknowledge; again changes nothing' })
  acknowledgeNotice(
    @Arg('notice', () => ID) id: string, @Arg('idempotencyKey', () => String, { description: KEY_DESCRIPTION }) idempotencyKey: string, @Ctx() context: ConsentApiContext,
  ): Promise<boolean> {
    return settle('acknowledgeNotice', { id, idempotencyKey }, context, (notice) => context.store.lifecycle.acknowledge(notice));
  }
}

async function noticesOf(clientId: string | null, all: boolean, context: ConsentApiContext): Promise<ReleaseEndedNotice[]> {
  const notices = await context.store.lifecycle.notices({ unit: context.caller.requester.unit, clientId, all });
  return notices.map(({ id, clientId: client, consentId, at, acknowledgedAt }) => ({
    id, clientPseudonym: encode(context, client), consent: encode(context, consentId), at: new Date(at), acknowledgedAt: acknowledgedAt === null ? null : new Date(acknowledgedAt),
  }));
}
