import { Ctx, Resolver, Root } from 'type-graphql';
import { Protected, Resolved } from '../../subgraphs/kit/decorators.js';
import type { ClientRecords, Purpose, Release } from '../core/index.js';
import { Client } from './client.js';
import { Consent, isParty, shownConsent } from './consent.js';
import type { ConsentApiContext } from './context.js';
import { CategoryRelease, releaseStatus } from './release-status.js';

@Resolver(() => Client)
export class ConsentResolver {
  @Protected('CONSENT_META')
  @Resolved(() => [CategoryRelease], 'Was für den Zweck dieser Anfrage freigegeben ist / What is released for the purpose of this request')
  async releaseStatus(@Root() { id }: Client, @Ctx() context: ConsentApiContext): Promise<CategoryRelease[] | null> {
    const seen = await granted(id, context);
    return seen && releaseStatus(seen.release, seen.records, context.caller.requester, seen.purpose, context.now);
  }

  @Protected('CONSENT_META')
  @Resolved(() => [Consent], 'Schweigepflichtsentbindungen, an denen die eigene Stelle beteiligt ist / Releases to which the own unit is a party')
  async consents(@Root() { id }: Client, @Ctx() context: ConsentApiContext): Promise<Consent[] | null> {
    const seen = await granted(id, context);
    return seen && seen.records.consents.filter((record) => isParty(record, context.caller.requester.unit)).map(shownConsent);
  }
}

/** The owner decides too: nothing of a client whose consents the caller may not know (promise P3). */
async function granted(id: string, { caller, store, pseudonyms, releaseOf }: ConsentApiContext):
Promise<{ release: Release; records: ClientRecords; purpose: Purpose } | null> {
  const release = await releaseOf(id);
  const clientId = pseudonyms.read(`unit:${caller.requester.unit}`, id);
  if (!release?.grants('CONSENT_SERVICE', 'CONSENT_META') || clientId === null || caller.purpose === null) return null;
  const records = (await store.records([clientId])).get(clientId);
  return records ? { release, records, purpose: caller.purpose } : null;
}
