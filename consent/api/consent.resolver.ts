import { Ctx, Resolver, Root } from 'type-graphql';
import { Protected, Resolved } from '../../subgraphs/kit/decorators.js';
import { Client } from './client.js';
import { isParty } from '../lifecycle/index.js';
import { Consent, shownConsent } from './consent.js';
import type { ConsentApiContext, OwnClient } from './context.js';
import { encode } from './ids.js';
import { CategoryRelease, releaseStatus } from './release-status.js';

@Resolver(() => Client)
export class ConsentResolver {
  @Protected('CONSENT_META')
  @Resolved(() => [CategoryRelease], 'Was für den Zweck dieser Anfrage freigegeben ist / What is released for the purpose of this request')
  async releaseStatus(@Root() { id }: Client, @Ctx() context: ConsentApiContext): Promise<CategoryRelease[] | null> {
    const { requester, purpose } = context.caller;
    const client = await releasedMeta(id, context);
    return client && purpose && releaseStatus(client, requester, purpose, context.now);
  }

  @Protected('CONSENT_META')
  @Resolved(() => [Consent], 'Schweigepflichtsentbindungen, an denen die eigene Stelle beteiligt ist / Releases to which the own unit is a party')
  async consents(@Root() { id }: Client, @Ctx() context: ConsentApiContext): Promise<Consent[] | null> {
    const client = await releasedMeta(id, context);
    return client && client.records.consents.filter((record) => isParty(record, context.caller.requester.unit)).map((record) => shownConsent(record, encode(context, record.id), context.now));
  }
}

/** The owner decides too: nothing of a client whose consents the caller may not know (promise P3). */
async function releasedMeta(id: string, { ownClients }: ConsentApiContext): Promise<OwnClient | null> {
  const client = await ownClients.load(id);
  return client?.release.grants('CONSENT_SERVICE', 'CONSENT_META') ? client : null;
}
